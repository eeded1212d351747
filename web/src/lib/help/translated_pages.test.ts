// SPDX-License-Identifier: Apache-2.0
// The pages of docs/web in every language of the application: whole, built as the English page is, in the words that
// the buttons show, and made from the English page as it stands now.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Phrase } from '$lib/i18n/words.svelte';
import translatedFrom from './translated_from.json';

const languages = ['fr', 'es', 'ar'] as const;
const folder = join('..', 'docs', 'web');
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const pages = readdirSync(folder).filter((file) => file.endsWith('.md')).sort();

/** What a translation keeps: how the page is built, where it leads, what is typed letter by letter. */
const built = (text: string) => ({
  headings: [...text.matchAll(/^(#+) /gm)].map(([, depth]) => depth),
  rows: [...text.matchAll(/^\|/gm)].length,
  items: [...text.matchAll(/^(-|\d+\.) /gm)].map(([, mark]) => mark),
  paragraphs: text.trim().split(/\n\s*\n/).length,
  bold: [...text.matchAll(/\*\*[^*]+\*\*/g)].length,
  code: [...text.matchAll(/`[^`]+`/g)].map(([code]) => code).sort(),
});
/** Targets of links as they are seen from docs/web. */
const linksOf = (text: string, depth: string) => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => (target!.startsWith(depth) ? target!.slice(depth.length) : target!));
/** Paragraphs, items and cells of more than one word, each in one line. */
const blocks = (text: string) => text.split(/\n\s*\n|\n(?=[-#|]|\d+\. )|\|/).map((block) => block.replace(/\s+/g, ' ').trim()).filter((block) => / /.test(block));
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[*`]/g, '').toLocaleLowerCase();

/** English text of the application -> its texts in a language; "1. Choose a file" also without its number. */
function buttons(language: (typeof languages)[number]): Map<string, Set<string>> {
  const files = (at: string): string[] => readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(at, entry.name)) : entry.name.endsWith('.i18n.json') ? [join(at, entry.name)] : []);
  const known = new Map<string, Set<string>>();
  const unnumbered = (text: string) => text.replace(/^\d+\. /, '').toLocaleLowerCase();
  for (const file of files('src')) for (const entry of Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Phrase>)) {
    const english = unnumbered(entry.en);
    known.set(english, (known.get(english) ?? new Set()).add(unnumbered(entry[language])));
  }
  return known;
}
/** What a page names as the application writes it: in bold or in quotation marks. */
const named = (text: string) => [...text.replace(/\s+/g, ' ').matchAll(/\*\*([^*]+)\*\*|"([^"]+)"/g)].map(([, bold, quoted]) => (bold ?? quoted)!.replace(/\.$/, '').toLocaleLowerCase());

it('the English pages are there', () => {
  expect(pages.length).toBeGreaterThan(10);
  expect(Object.keys(translatedFrom)).toEqual(pages);
});

describe.each(pages)('docs/web/%s', (page) => {
  const english = read(page);

  it('has not changed since it was translated', () => {
    const sum = createHash('sha256').update(english).digest('hex');
    expect(translatedFrom[page as keyof typeof translatedFrom],
      `docs/web/${page} has changed: bring its translations up to date, then write ${sum} into translated_from.json`).toBe(sum);
  });

  it.each(languages)('is in %s, built alike', (language) => {
    expect(existsSync(join(folder, language, page)), `docs/web/${language}/${page} is missing`).toBe(true);
    const text = read(language, page);
    expect(built(text)).toEqual(built(english));
    expect(linksOf(text, '../')).toEqual(linksOf(english, ''));
    const said = new Set(blocks(english));
    for (const block of blocks(text)) expect(said.has(block), `English: ${block}`).toBe(false);
    const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
    const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (language === 'ar') expect(arabic, 'not in Arabic').toBeGreaterThan(3 * latin);
    else expect(arabic).toBe(0);
  });

  it.each(languages)('names in %s what the application shows, in its words', (language) => {
    const known = buttons(language);
    const text = plain(read(language, page));
    for (const name of named(english)) {
      const shown = known.get(name);
      if (shown) expect([...shown].some((words) => text.includes(plain(words))), `"${name}" is shown as ${[...shown].join(' or ')}`).toBe(true);
    }
  });

  it.each(languages)('calls no released land safe in %s', (language) => {
    const text = read(language, page);
    const not = { fr: /ne veut pas dire sûre?\b/g, es: /no significa segur[oa]\b/g, ar: /لا تعني «آمنة»/g }[language];
    const safe = { fr: /\bsûre?s?(?!\p{L})/gu, es: /\bsegur[oa]s?\b/gu, ar: /آمن/gu }[language];
    expect(text.replaceAll(not, ''), 'calls something safe').not.toMatch(safe);
    expect(text.match(not)?.length ?? 0).toBe(english.match(/does not mean safe/g)?.length ?? 0);
  });
});

it('no translation is left of a page that is gone', () => {
  for (const language of languages) expect(readdirSync(join(folder, language)).sort()).toEqual(pages);
});
