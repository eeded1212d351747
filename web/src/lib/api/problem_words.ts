// SPDX-License-Identifier: Apache-2.0
// A refusal in a language, by the words of problem_words.json, and the server's own texts that fill its places, by those
// of problem_reasons.json. In English, for what has no words and while there are none, what the server wrote stands.
import { isolated } from '$lib/i18n/format';
import { fill, type Language } from '$lib/i18n/words.svelte';
import type { RequestProblem } from './problem';

type Other = Exclude<Language, 'en'>;
export type ProblemWords = Record<string, Record<'title' | 'hint', Record<Other, string>>>;

/** By the English text; {1}, {2} ... stand where the server puts a value. */
export type ReasonWords = Record<string, Record<Other, string>>;

/** What happened, what to do about it, and the language that this is written in. */
export interface Told {
  title: string;
  hint: string;
  language: Language;
}

const other = String.raw`[^\s\p{Script=Arabic}،؛«»(){}]*`;
const latin = `${other}[A-Za-z]${other}`;
const runs = new RegExp(String.raw`\{\w+\}|${latin}(?: ${latin})*`, 'gu');
const mirrored = (text: string) =>
  text.replace(runs, (run) => (run.startsWith('{') ? run : run.endsWith('.') ? `\u2066${run.slice(0, -1)}\u2069.` : `\u2066${run}\u2069`));

// Within a reason, digits and values beside Latin letters belong to the same run: "36 north", "12.5 N 30.1 E".
const word = String.raw`(?:\{\d\}|[^\s\p{Script=Arabic}،؛«»(){}])+`;
const wordRuns = new RegExp(`${word}(?: ${word})*`, 'gu');
const reasonMirrored = (text: string) => text.replace(wordRuns, (run) => (/[A-Za-z0-9]/.test(run.replace(/\{\d\}/g, '')) ? `\u2066${run}\u2069` : run));

interface Pattern {
  words: Record<Other, string>;
  expression: RegExp;
  fixed: number;
}
const patternsOf = new WeakMap<ReasonWords, Pattern[]>();

/** Those with values, the ones that say most first. */
function patterns(reasons: ReasonWords): Pattern[] {
  const known = patternsOf.get(reasons) ?? Object.entries(reasons).filter(([english]) => english.includes('{1}')).map(([english, said]) => {
    const fixed = english.split(/\{\d\}/);
    return { words: said, expression: new RegExp(`^${fixed.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('(.+)')}$`, 's'), fixed: fixed.join('').length };
  }).sort((one, other) => other.fixed - one.fixed);
  patternsOf.set(reasons, known);
  return known;
}

/** A text of the server in a language; nothing where there are no words for it. */
export function reasonIn(language: Language, text: string, reasons: ReasonWords | null): string | undefined {
  if (language === 'en' || reasons === null) return undefined;
  let said = Object.hasOwn(reasons, text) ? reasons[text] : undefined;
  let values: string[] = [];
  if (!said) {
    for (const { words, expression } of patterns(reasons)) {
      const found = expression.exec(text);
      if (found) {
        [said, values] = [words, found.slice(1)];
        break;
      }
    }
  }
  if (!said) return undefined;
  const arabic = language === 'ar';
  const filled = values.map((value, at) => [at + 1, reasonIn(language, value, reasons) ?? (arabic ? isolated(value) : value)]);
  return fill(arabic ? reasonMirrored(said[language]) : said[language], Object.fromEntries(filled) as Record<string, string>);
}

/** Places that the server fills with texts of its own. */
const reasonPlaces = ['reason', 'mend', 'expected', 'found', 'what'];

/** As the server writes values into its own texts. */
const written = (value: unknown) => (typeof value === 'string' ? value : value === null ? '-' : JSON.stringify(value));

/** The problem in a language, by the words that are there. */
export function toldIn(language: Language, problem: RequestProblem, table: ProblemWords | null, reasons: ReasonWords | null = null): Told {
  const found = language === 'en' || table === null || !Object.hasOwn(table, problem.code) ? undefined : table[problem.code];
  if (!found || language === 'en') return { title: problem.message, hint: problem.detail, language: 'en' };
  const arabic = language === 'ar';
  const value = (name: string, given: unknown) =>
    (reasonPlaces.includes(name) && typeof given === 'string' ? reasonIn(language, given, reasons) : undefined) ?? (arabic ? isolated(written(given)) : written(given));
  const values = Object.fromEntries(Object.entries(problem.values).map(([name, given]) => [name, value(name, given)]));
  const text = (part: 'title' | 'hint') => fill(arabic ? mirrored(found[part][language]) : found[part][language], values);
  return { title: text('title'), hint: text('hint'), language };
}
