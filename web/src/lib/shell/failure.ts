// SPDX-License-Identifier: Apache-2.0
// Whatever was thrown, as a person reads it: a refusal of the server, no server, or a fault of the page.
import { RequestProblem, Unreachable } from '$lib/api/problem';
import type { Told } from '$lib/api/problem_words';
import { told } from '$lib/api/told.svelte';
import { locale, words } from '$lib/i18n/words.svelte';
import texts from './Notice.i18n.json';

const t = words(texts);

export function failureWords(failure: unknown): Told {
  if (failure instanceof RequestProblem) return told(failure);
  const what = failure instanceof Unreachable ? 'unreachable' : 'unexpected';
  return { title: t(what), hint: t(`${what}_hint`), language: locale.language };
}
