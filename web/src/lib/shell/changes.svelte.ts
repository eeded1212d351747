// SPDX-License-Identifier: Apache-2.0
// A tab hears when data change elsewhere, so that it never shows old figures as new.
import { untrack } from 'svelte';
import { address } from '$lib/api/client.svelte';

class Changes {
  /** The last sequence that the server told of; grows when anybody writes. */
  seq = $state(0);
  /** True while the stream is cut: what is shown may be old. */
  lost = $state(false);
  #types = new Map<string, number>();
  #source: EventSource | null = null;

  listen() {
    this.#source?.close();
    const source = new EventSource(address('/api/events'));
    const hear = (event: MessageEvent<string>) => {
      this.lost = false;
      let told: { seq?: number; types?: string[] };
      try {
        told = JSON.parse(event.data) as typeof told;
      } catch {
        return;
      }
      if (typeof told.seq !== 'number' || told.seq <= this.seq) return;
      for (const type of told.types ?? ['*']) this.#types.set(type, told.seq);
      this.seq = told.seq;
    };
    source.addEventListener('message', hear);
    source.addEventListener('change', hear);
    source.addEventListener('open', () => (this.lost = false));
    source.addEventListener('error', () => (this.lost = true)); // the browser tries again by itself
    this.#source = source;
  }

  close() {
    this.#source?.close();
    this.#source = null;
    this.lost = false;
  }

  /** The last sequence that touched one of the types; no types: any. */
  lastOf(types: string[]): number {
    const seq = this.seq;
    if (types.length === 0) return seq;
    return Math.max(this.#types.get('*') ?? 0, ...types.map((type) => this.#types.get(type) ?? 0));
  }
}

export const changes = new Changes();

/** In a component: calls `reload` when another person's change touches one of the types. */
export function onChange(types: () => string[], reload: () => void) {
  let seen: number | null = null;
  $effect(() => {
    const last = changes.lastOf(types());
    untrack(() => {
      if (seen !== null && last > seen) reload();
      seen = last;
    });
  });
}
