// SPDX-License-Identifier: Apache-2.0
// Short notices at the edge of the page: what was done, and the way back.

export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'failed';
  /** What was thrown: its words are chosen when they are shown, in the language of that moment. */
  failure?: unknown;
  undo?: () => Promise<void>;
}

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  /** Those that can be undone stay longer; failures stay until they are closed. */
  show(text: string, options: { kind?: Toast['kind']; failure?: unknown; undo?: () => Promise<void> } = {}) {
    const toast: Toast = { id: this.#next++, text, kind: options.kind ?? 'done', failure: options.failure, undo: options.undo };
    this.list = [...this.list, toast];
    if (toast.kind === 'done') setTimeout(() => this.close(toast.id), toast.undo ? 20_000 : 7_000);
  }

  showFailure(failure: unknown) {
    this.show('', { kind: 'failed', failure });
  }

  close(id: number) {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
