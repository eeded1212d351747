// SPDX-License-Identifier: Apache-2.0
// A refusal in a language, by the words of problem_words.json. In English, for a code without words and while there
// are none, what the server wrote stands.
import { fill, type Language } from '$lib/i18n/words.svelte';
import type { RequestProblem } from './problem';

type Other = Exclude<Language, 'en'>;
export type ProblemWords = Record<string, Record<'title' | 'hint', Record<Other, string>>>;

/** What happened, what to do about it, and the language that this is written in. */
export interface Told {
  title: string;
  hint: string;
  language: Language;
}

// A file name, an option or an English reason stays whole and in its own direction within a line of Arabic (UAX 9, isolates).
const isolated = (text: string) => `\u2068${text}\u2069`;
const other = String.raw`[^\s\p{Script=Arabic}،؛«»(){}]*`;
const latin = `${other}[A-Za-z]${other}`;
const runs = new RegExp(String.raw`\{\w+\}|${latin}(?: ${latin})*`, 'gu');
const mirrored = (text: string) =>
  text.replace(runs, (run) => (run.startsWith('{') ? run : run.endsWith('.') ? `\u2066${run.slice(0, -1)}\u2069.` : `\u2066${run}\u2069`));

/** As the server writes values into its own texts. */
const written = (value: unknown) => (typeof value === 'string' ? value : value === null ? '-' : JSON.stringify(value));

/** The problem in a language, by the words that are there. */
export function toldIn(language: Language, problem: RequestProblem, table: ProblemWords | null): Told {
  const found = language === 'en' || table === null || !Object.hasOwn(table, problem.code) ? undefined : table[problem.code];
  if (!found || language === 'en') return { title: problem.message, hint: problem.detail, language: 'en' };
  const arabic = language === 'ar';
  const values = Object.fromEntries(Object.entries(problem.values).map(([name, value]) => [name, arabic ? isolated(written(value)) : written(value)]));
  const text = (part: 'title' | 'hint') => fill(arabic ? mirrored(found[part][language]) : found[part][language], values);
  return { title: text('title'), hint: text('hint'), language };
}
