// SPDX-License-Identifier: Apache-2.0
// Every text of the application, in every language of the application.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fill, phrase, type Phrase } from './words.svelte';

const others = ['fr', 'es', 'ar'] as const;

/** Words that are the same in two languages. Each was looked at. */
const same: Record<string, readonly string[]> = {
  fr: ['note', 'Organisation', 'Coordination', '{points} points'],
  es: ['no'],
  ar: [],
};

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : entry.name.endsWith('.i18n.json') ? [join(folder, entry.name)] : []);
}

const tables = files('src').map((file) => ({ file, table: JSON.parse(readFileSync(file, 'utf8')) as Record<string, Phrase> }));
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe.each(tables)('$file', ({ table }) => {
  it.each(Object.keys(table))('%s', (key) => {
    const entry = table[key]!;
    expect(Object.keys(entry).filter((name) => !['en', 'fr', 'es', 'ar', 'safety'].includes(name))).toEqual([]);
    expect(entry.en.trim()).not.toBe('');
    for (const language of others) {
      expect(entry[language]?.trim(), `${language} is missing`).toBeTruthy();
      if (!same[language]?.includes(entry.en)) expect(entry[language], `${language} is English`).not.toBe(entry.en);
      expect(places(entry[language]), `${language} has other places`).toEqual(places(entry.en));
    }
    expect(entry.ar, 'no Arabic letter').toMatch(/\p{Script=Arabic}/u);
    for (const language of ['en', 'fr', 'es'] as const) expect(entry[language]).not.toMatch(/\p{Script=Arabic}/u);
  });
});

describe('words', () => {
  it('are there', () => {
    expect(tables.length).toBeGreaterThan(10);
  });

  it('show that a translation of a safety message is a draft, in that language', () => {
    const table = { a: { en: 'Danger', fr: 'Danger !', es: 'Peligro', ar: 'خطر', safety: 'draft' } };
    expect(phrase(table, 'a', 'en')).toBe('Danger');
    expect(phrase(table, 'a', 'fr')).toContain('brouillon');
    expect(phrase(table, 'a', 'ar')).toMatch(/مسودة/);
  });

  it('keep a place that got no value, so that the mistake is seen', () => {
    expect(fill('{count} of {total}', { count: 3 })).toBe('3 of {total}');
  });

  it('say nowhere that released land is safe', () => {
    for (const { file, table } of tables) for (const [key, entry] of Object.entries(table)) {
      if (/\bsafe\b/i.test(entry.en)) expect(entry.en, `${file} ${key}`).toMatch(/not (marked as |mean )?safe|does not mean safe/i);
    }
  });
});
