// SPDX-License-Identifier: Apache-2.0
// Addresses inside the application: #/records/hazard/ID?tab=history. The part before ? is the place, the rest its state.

export interface Place {
  page: string;
  /** What follows the page's name, decoded. */
  path: string[];
  query: URLSearchParams;
}

export function placeOf(hash: string): Place {
  const text = hash.replace(/^#\/?/, '');
  const cut = text.indexOf('?');
  const parts = (cut < 0 ? text : text.slice(0, cut)).split('/').filter((part) => part !== '').map(decode);
  return { page: parts[0] ?? 'home', path: parts.slice(1), query: new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1)) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a broken % sign is text like any other
  }
}

export function link(page: string, path: string[] = [], query: Record<string, string | undefined> = {}): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  const search = new URLSearchParams(kept).toString();
  return `#/${[page, ...path].map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`;
}

class Router {
  place = $state.raw<Place>(placeOf(location.hash));
  /** Asked before leaving; false keeps the person where they are. Set by a form with unsaved work. */
  mayLeave: (() => boolean) | null = null;
  #hash = location.hash;

  constructor() {
    addEventListener('hashchange', () => {
      if (location.hash === this.#hash) return;
      if (this.mayLeave && !this.mayLeave()) {
        history.pushState(null, '', this.#hash || '#/');
        return;
      }
      this.mayLeave = null;
      this.#hash = location.hash;
      this.place = placeOf(location.hash);
    });
  }

  go(address: string) {
    location.hash = address;
  }

  /** Changes the state of the page without a new entry in the browser's history. */
  restate(address: string) {
    history.replaceState(null, '', address);
    this.#hash = location.hash;
    this.place = placeOf(address);
  }
}

export const router = new Router();
