// SPDX-License-Identifier: Apache-2.0
// A refusal in the reader's language. The words are fetched when they are first needed, and nobody waits for them.
import { locale } from '$lib/i18n/words.svelte';
import type { RequestProblem } from './problem';
import { toldIn, type ProblemWords, type Told } from './problem_words';

class Words {
  table = $state.raw<ProblemWords | null>(null);
  #coming: Promise<void> | null = null;

  /** Never fails: without the words the server's own stand, and the next refusal asks for them again. */
  fetch(): Promise<void> {
    this.#coming ??= import('./problem_words.json').then(
      (words) => void (this.table = words.default),
      () => void (this.#coming = null),
    );
    return this.#coming;
  }
}

export const problemWords = new Words();

/** The problem in the language of the moment. Read in a component it is said anew when the words have come. */
export function told(problem: RequestProblem): Told {
  if (locale.language !== 'en' && problemWords.table === null) void problemWords.fetch();
  return toldIn(locale.language, problem, problemWords.table);
}
