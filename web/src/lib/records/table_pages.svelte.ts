// SPDX-License-Identifier: Apache-2.0
// The rows of a table, fetched by the page as they come into view and kept while nothing changes.
import { get } from '$lib/api/client.svelte';

export interface TableQuestion {
  type: string;
  filter: string;
  sortby: string;
  fields: string[];
  knownAt: string;
}

export const pageRows = 200;
const pagesKept = 60; // 12,000 rows: more than anybody scrolls back, less than a phone minds

export class TablePages {
  total = $state<number | null>(null);
  failure = $state.raw<unknown>(null);
  waiting = $state(0);
  labels = $state.raw<Record<string, string>>({});
  seq = $state(0);
  /** Grows when a page arrives, so that what is drawn follows. */
  version = $state(0);
  #pages = new Map<number, unknown[][]>();
  #asked = new Set<number>();
  #question: TableQuestion | null = null;
  #abort = new AbortController();

  ask(question: TableQuestion) {
    this.#question = question;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#pages.clear();
    this.#asked.clear();
    this.failure = null;
    this.total = null;
    this.waiting = 0;
    this.need(0, 1);
  }

  /** Reads all again without emptying the screen first. */
  reload() {
    const question = this.#question;
    if (!question) return;
    const old = [...this.#pages.keys()];
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#asked.clear();
    this.waiting = 0;
    this.failure = null;
    const shown = old.slice(-3);
    for (const page of old) if (!shown.includes(page)) this.#pages.delete(page);
    for (const page of shown.length > 0 ? shown : [0]) void this.#fetch(page, question, this.#abort.signal);
  }

  need(first: number, count: number) {
    const question = this.#question;
    if (!question) return;
    for (let page = Math.floor(first / pageRows); page * pageRows < first + Math.max(1, count); page += 1) {
      if (this.#pages.has(page) || this.#asked.has(page)) continue;
      if (this.total !== null && page * pageRows >= this.total && page !== 0) continue;
      void this.#fetch(page, question, this.#abort.signal);
    }
  }

  row(index: number): unknown[] | undefined {
    return this.#pages.get(Math.floor(index / pageRows))?.[index % pageRows];
  }

  async #fetch(page: number, question: TableQuestion, signal: AbortSignal) {
    this.#asked.add(page);
    this.waiting += 1;
    try {
      const answer = await get('/api/tables/{type}', {
        path: { type: question.type },
        query: { filter: question.filter, sortby: question.sortby, fields: question.fields.join(','), 'known-at': question.knownAt, offset: page * pageRows, limit: pageRows },
        signal,
      });
      this.#pages.set(page, answer.rows);
      if (this.#pages.size > pagesKept) {
        const [oldest] = this.#pages.keys();
        if (oldest !== undefined) {
          this.#pages.delete(oldest);
          this.#asked.delete(oldest);
        }
      }
      this.total = answer.total;
      this.labels = { ...this.labels, ...answer.labels };
      this.seq = answer.seq;
      this.version += 1;
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === 'AbortError') return;
      this.failure = failure;
      this.#asked.delete(page);
    } finally {
      if (!signal.aborted) this.waiting -= 1;
    }
  }
}
