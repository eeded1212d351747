// SPDX-License-Identifier: Apache-2.0
// Which rows of a very long table are on the screen. Browsers cut elements higher than some ten million pixels, so
// beyond that the scroll bar moves faster than the rows.

/** Chromium and Firefox both show elements of this height. */
export const tallest = 8_000_000;

export interface Window {
  /** First row that is drawn, and how many. */
  first: number;
  count: number;
  /** Where the first drawn row starts inside the scrolled element, in pixels. */
  top: number;
  /** Height of the scrolled element, in pixels. */
  height: number;
}

/**
 * @param total rows of the table
 * @param row height of one row, in pixels
 * @param view height of what is seen, in pixels
 * @param scrolled how far the element is scrolled, in pixels
 * @param spare rows drawn above and below what is seen
 */
export function windowOf(total: number, row: number, view: number, scrolled: number, spare = 12): Window {
  const natural = total * row;
  const height = Math.min(natural, tallest);
  const seen = Math.ceil(view / row) + 1;
  if (natural <= tallest) {
    const start = Math.max(0, Math.min(total, Math.floor(scrolled / row)) - spare);
    const count = Math.min(total - start, seen + 2 * spare);
    return { first: start, count, top: start * row, height };
  }
  const way = Math.max(1, height - view);
  const share = Math.min(1, Math.max(0, scrolled / way));
  const exact = share * (total - view / row); // the row at the upper edge, with its fraction
  const atEdge = Math.floor(exact);
  const first = Math.max(0, atEdge - spare);
  const count = Math.min(total - first, seen + (atEdge - first) + spare);
  return { first, count, top: Math.max(0, scrolled) - (exact - first) * row, height };
}

/** How far to scroll so that a row is seen; the place of now where it is already. */
export function scrollTo(index: number, total: number, row: number, view: number, scrolled: number): number {
  const natural = total * row;
  if (natural <= tallest) {
    if (index * row < scrolled) return index * row;
    if ((index + 1) * row > scrolled + view) return (index + 1) * row - view;
    return scrolled;
  }
  const way = Math.max(1, tallest - view);
  const exact = (scrolled / way) * (total - view / row);
  const rows = view / row;
  const wanted = index < exact ? index : index + 1 > exact + rows ? index + 1 - rows : exact;
  return (wanted / (total - rows)) * way;
}
