// SPDX-License-Identifier: Apache-2.0
// A refusal in the reader's language. The words are fetched when they are first needed, and nobody waits for them.
import { locale } from '$lib/i18n/words.svelte';
import type { RequestProblem } from './problem';
import { reasonIn, toldIn, type ProblemWords, type ReasonWords, type Told } from './problem_words';

class Words {
  table = $state.raw<ProblemWords | null>(null);
  reasons = $state.raw<ReasonWords | null>(null);
  #coming: Promise<void> | null = null;

  /** Never fails: without the words the server's own stand, and the next refusal asks for them again. */
  fetch(): Promise<void> {
    this.#coming ??= Promise.all([import('./problem_words.json'), import('./problem_reasons.json')]).then(
      ([words, reasons]) => void ([this.table, this.reasons] = [words.default, reasons.default]),
      () => void (this.#coming = null),
    );
    return this.#coming;
  }
}

export const problemWords = new Words();

function fetchWhereNeeded() {
  if (locale.language !== 'en' && problemWords.table === null) void problemWords.fetch();
}

/** The problem in the language of the moment. Read in a component it is said anew when the words have come. */
export function told(problem: RequestProblem): Told {
  fetchWhereNeeded();
  return toldIn(locale.language, problem, problemWords.table, problemWords.reasons);
}

/** A reason or a remedy that the server gave on its own, such as for a row that an import rejects. */
export function toldReason(text: string): string {
  fetchWhereNeeded();
  return reasonIn(locale.language, text, problemWords.reasons) ?? text;
}
