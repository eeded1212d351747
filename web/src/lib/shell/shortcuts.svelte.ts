// SPDX-License-Identifier: Apache-2.0
// Keys that work everywhere. "g" then a letter goes to a page; pages add their own while they are open.

import { untrack } from 'svelte';

export interface Shortcut {
  keys: string; // "g m", "/", "?"
  label: () => string;
  run: () => void;
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

class Shortcuts {
  list = $state.raw<Shortcut[]>([]);
  #first = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  add(shortcuts: Shortcut[]): () => void {
    // Called in effects, which must not depend on the list that they change.
    untrack(() => (this.list = [...this.list, ...shortcuts]));
    return () => untrack(() => (this.list = this.list.filter((shortcut) => !shortcuts.includes(shortcut))));
  }

  hear(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
    const keys = this.#first ? `${this.#first} ${event.key}` : event.key;
    this.#first = '';
    clearTimeout(this.#timer);
    const found = this.list.find((shortcut) => shortcut.keys === keys);
    if (found) {
      event.preventDefault();
      found.run();
    } else if (this.list.some((shortcut) => shortcut.keys.startsWith(`${keys} `))) {
      this.#first = keys;
      this.#timer = setTimeout(() => (this.#first = ''), 1500);
    }
  }
}

export const shortcuts = new Shortcuts();
