// SPDX-License-Identifier: Apache-2.0
// What is wider or higher than its place scrolls by keyboard too.

/** For `{@attach byKeyboard}`: the element takes the focus as long as something of it is out of sight. */
export function byKeyboard(element: HTMLElement): () => void {
  const look = () => {
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  };
  const sizes = new ResizeObserver(look);
  sizes.observe(element);
  for (const child of element.children) sizes.observe(child);
  look();
  return () => sizes.disconnect();
}
