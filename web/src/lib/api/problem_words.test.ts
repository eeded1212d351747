// SPDX-License-Identifier: Apache-2.0
// The refusals in every language: each code of the server's table that a web user can meet, with the same places.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locale } from '$lib/i18n/words.svelte';
import { RequestProblem } from './problem';
import { toldIn, type ProblemWords, type ReasonWords } from './problem_words';
import { problemWords, told, toldReason } from './told.svelte';

const languages = ['fr', 'es', 'ar'] as const;
const parts = ['title', 'hint'] as const;
const server = join('..', 'src');
const source = readFileSync(join(server, 'base', 'problem_table.cpp'), 'utf8');
const reasons = JSON.parse(readFileSync(join('src', 'lib', 'api', 'problem_reasons.json'), 'utf8')) as ReasonWords;
const table = JSON.parse(readFileSync(join('src', 'lib', 'api', 'problem_words.json'), 'utf8')) as ProblemWords;

/** Codes without words here, because only a command raises them, by why no page can meet them. */
const commandLineOnly: Record<string, readonly string[]> = {
  'options of `tilth account`, which the page of accounts gives as choices': ['account.empty_grant', 'account.unknown_class', 'account.unknown_record', 'account.unknown_role'],
  'files named to a command': ['check.bad_truth', 'file.unreadable', 'import.no_profile'],
  'options of `tilth check` and `tilth ledger`': ['finding.no_repair_to_undo', 'ledger.bad_date', 'ledger.unknown_name'],
  '`tilth generate`': ['generate.not_empty', 'generate.too_much_dirt', 'generate.unknown_dirt'],
  '`tilth report` to the terminal': ['report.needs_output'],
  'only `tilth model apply` changes the model, and only commands read a file that another writes': ['model.loses_data', 'model.no_reason', 'store.model_changed'],
  'the model is read before a programme is served': ['model.unreadable', 'model.unsound'],
  'the programme file is made, opened and brought up to date before it is served': ['store.exists', 'store.is_backup', 'store.newer', 'store.older'],
  'the server does not start': ['server.address_in_use', 'server.bad_address', 'server.bad_certificate', 'server.needs_tls'],
};
const withoutWords = Object.values(commandLineOnly).flat();

/** The rows of problem_table.cpp: {"code", status, exit, "title" ..., "hint" ...}. */
function rowsOf(text: string): Map<string, Record<'title' | 'hint', string>> {
  const literals = String.raw`((?:"(?:[^"\\]|\\.)*"\s*)+)`;
  const row = new RegExp(String.raw`\{"([a-z0-9_.]+)",\s*\d+,\s*\w+,\s*${literals},\s*${literals}\}`, 'g');
  const joined = (found: string) => [...found.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([literal]) => JSON.parse(literal) as string).join('');
  return new Map([...text.matchAll(row)].map(([, code, title, hint]) => [code!, { title: joined(title!), hint: joined(hint!) }]));
}

const rows = rowsOf(source);
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
const commands = (text: string) => [...text.matchAll(/`[^`]*`|--[a-z]+/g)].map(([command]) => command).sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : /\.(cpp|h)$/.test(entry.name) ? [readFileSync(join(folder, entry.name), 'utf8')] : []);
}

describe('the table of the server', () => {
  it('is read whole', () => {
    expect(rows.size).toBeGreaterThan(150);
    expect(rows.size).toBe([...source.matchAll(/^ {4}\{"/gm)].length);
    expect(rows.get('help.unknown_page')).toEqual({ title: 'There is no help page {page}.', hint: '/api/help lists them.' });
    expect(rows.get('legs.unreadable')?.hint).toContain('"45 120"');
  });

  it('has words for every code that a page can meet, and no words without a code', () => {
    expect(Object.keys(table)).toEqual([...rows.keys()].filter((code) => !withoutWords.includes(code)));
  });

  it('leaves out only codes that are there and that no route names', () => {
    const routes = sources(join(server, 'http')).join('\n');
    expect(routes).toContain('"session.no_right"');
    for (const code of withoutWords) {
      expect(rows.has(code), `${code} is no code any more`).toBe(true);
      if (code.startsWith('server.')) continue; // http/server.cpp says why it does not start
      expect(routes.includes(`"${code}"`), `${code} is named by the server`).toBe(false);
    }
  });
});

describe.each(Object.entries(table))('%s', (code, entry) => {
  it.each(parts)('its %s is in three languages, with the places and commands of the English', (part) => {
    const english = rows.get(code)![part];
    const said = languages.map((language) => entry[part][language]);
    expect(Object.keys(entry[part])).toEqual([...languages]);
    expect(new Set([english, ...said]).size, 'two languages say the same').toBe(said.length + 1);
    for (const [at, language] of languages.entries()) {
      expect(said[at]!.trim(), language).toBe(said[at]);
      expect(places(said[at]!), `${language} has other places`).toEqual(places(english));
      expect(commands(said[at]!), `${language} has other commands`).toEqual(commands(english));
      expect(said[at], `${language} calls something safe`).not.toMatch(/\bsûre?s?\b|\bsegur[oa]s?\b|آمن/iu);
    }
    expect(entry[part].ar, 'no Arabic letter').toMatch(/\p{Script=Arabic}/u);
    for (const language of ['fr', 'es'] as const) expect(entry[part][language]).not.toMatch(/\p{Script=Arabic}/u);
  });
});

describe('a refusal', () => {
  const refused = new RequestProblem(400, {
    code: 'coordinates.unreadable',
    title: 'The coordinate cannot be read: a value is missing (column 5).',
    detail: 'To mend it, write a latitude and a longitude.',
    values: { reason: 'a value is missing', column: 5, mend: 'write a latitude and a longitude' },
  });
  const strange = new RequestProblem(400, { code: 'constructor', title: 'Something new.', detail: 'Do this.', values: {} });

  it('is told in the language of the reader, with its values', () => {
    const french = toldIn('fr', refused, table, reasons);
    expect(french).toEqual({ title: 'La coordonnée ne peut pas être lue : il manque une valeur (colonne 5).', hint: 'Pour corriger : écrivez une latitude et une longitude.', language: 'fr' });
  });

  it('keeps a reason that has no words as the server wrote it', () => {
    const strange = new RequestProblem(400, { code: 'coordinates.unreadable', values: { reason: 'the moon is full', column: 5 } });
    expect(toldIn('fr', strange, table, reasons).title).toBe('La coordonnée ne peut pas être lue : the moon is full (colonne 5).');
    expect(toldIn('fr', refused, table).title).toBe('La coordonnée ne peut pas être lue : a value is missing (colonne 5).');
    const named = new RequestProblem(404, { code: 'account.unknown', values: { account: 'a value is missing' } });
    expect(toldIn('fr', named, table, reasons).title).toContain('a value is missing');
  });

  it('keeps values and commands whole within Arabic', () => {
    expect(toldIn('ar', refused, table).title).toBe('تتعذر قراءة الإحداثية: \u2068a value is missing\u2069 (الموضع \u20685\u2069).');
    const nothing = toldIn('ar', new RequestProblem(404, { code: 'export.nothing' }), table);
    expect(nothing.hint).toContain('\u2066--where\u2069');
    const unknown = toldIn('ar', new RequestProblem(404, { code: 'account.unknown', values: { account: 'a' } }), table);
    expect(unknown.hint).toContain('\u2066`tilth account list FILE`\u2069');
  });

  it('writes values as the server does', () => {
    const problem = (account: unknown) => toldIn('es', new RequestProblem(404, { code: 'account.unknown', values: { account } }), table).title;
    expect(problem('amina')).toBe('No hay ninguna cuenta amina.');
    expect(problem(null)).toBe('No hay ninguna cuenta -.');
    expect(problem(['a', 1])).toBe('No hay ninguna cuenta ["a",1].');
    expect(problem('{account}$&')).toBe('No hay ninguna cuenta {account}$&.');
  });

  it('is told in the words of the server in English, for an unknown code, and while the words are not there', () => {
    const server = { title: refused.message, hint: refused.detail, language: 'en' };
    expect(toldIn('en', refused, table)).toEqual(server);
    expect(toldIn('ar', refused, null)).toEqual(server);
    for (const language of languages) expect(toldIn(language, strange, table)).toEqual({ title: 'Something new.', hint: 'Do this.', language: 'en' });
  });

  it('fetches the words only for a reader of another language, and never waits for them', async () => {
    locale.language = 'en';
    expect(told(refused).title).toBe(refused.message);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(problemWords.table).toBeNull();
    locale.language = 'ar';
    expect(told(refused).title).toBe(refused.message);
    await problemWords.fetch();
    expect(told(refused).title).toMatch(/\p{Script=Arabic}/u);
    expect(told(refused).title).not.toContain('a value is missing');
    expect(toldReason('it is empty')).toBe('هو فارغ');
    locale.language = 'en';
    expect(told(refused).title).toBe(refused.message);
    expect(toldReason('it is empty')).toBe('it is empty');
  });
});
