// SPDX-License-Identifier: Apache-2.0
// The texts of the server that fill a refusal's places, in every language: each that is found in its sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonIn, type ReasonWords } from './problem_words';
import { serverTexts } from './server_texts';

const languages = ['fr', 'es', 'ar'] as const;
const reasons = JSON.parse(readFileSync(join('src', 'lib', 'api', 'problem_reasons.json'), 'utf8')) as ReasonWords;
const server = join('..', 'src');
const found = serverTexts(server);

/** Files whose texts stay in English, by who alone meets them. */
const others: Record<string, readonly string[]> = {
  'the author of a model whose rule asks for what the model has not': ['quality/', 'people/linkage_rule.cpp'],
  'programs that ask the interface: the pages send what it takes': [
    'http/application.cpp', 'http/ask.cpp', 'http/community/', 'http/meetings/', 'http/message.cpp', 'http/target.cpp', 'http/ogc/', 'http/sockets/', 'http/routes/ogc_',
    ...['account', 'bulk', 'dashboard', 'export', 'finding', 'indicator', 'ledger', 'report', 'session'].map((name) => `http/routes/${name}_routes.cpp`),
  ],
  'the reader of a workbook: kinds of columns, no refusal': ['report/report_files.cpp'],
};
/** Too little of these is fixed: a text of any other kind would be taken for one of them. */
const general = ['this is {1}', '{1} and {2}: they cannot be compared', '{1} is {2}', '{1}() gives {2}', '{1}, where {2} is needed'];
/** Words that the server puts into other texts. */
const within = ['latitude', 'longitude'];
/** What GEOS says of an outline that is not valid (TopologyValidationError); the page of the map shows it. */
const ofGeos = ['Hole lies outside shell', 'Holes are nested', 'Interior is disconnected', 'Self-intersection', 'Ring Self-intersection', 'Nested shells', 'Duplicate Rings', 'Too few points in geometry component', 'Invalid Coordinate', 'Ring is not closed'];
/** Keywords alone. */
const keyword = /^[A-Z0-9 -]+$/;

const inEnglish = (file: string) => Object.values(others).flat().some((start) => file.startsWith(join(server, start)));
const wanted = [...found].filter(([text, files]) => !general.includes(text) && !keyword.test(text) && ![...files].every(inEnglish)).map(([text]) => text).concat(within, ofGeos).sort();

describe('the texts that fill a refusal', () => {
  it('are found in the sources of the server', () => {
    expect(found.size).toBeGreaterThan(350);
    for (const text of ['a value is missing', 'write a latitude and a longitude', 'a northing of {1} m', "there is no property {1}; did you mean {2}?", 'a whole number', 'the end, AND or OR', "'{1}' is no number"])
      expect([...found.keys()]).toContain(text);
    for (const word of within) expect(readFileSync(join(server, 'geo', 'coordinates.cpp'), 'utf8'), `the server does not say ${word}`).toContain(`"${word}"`);
    for (const text of general) expect([...found.keys()], `${text} is no text any more`).toContain(text);
    for (const start of Object.values(others).flat()) expect([...found.values()].some((files) => [...files].some((file) => file.startsWith(join(server, start)))), `${start} has no text`).toBe(true);
  });

  it('all have words, and there are no words without a text', () => {
    expect(Object.keys(reasons)).toEqual(wanted);
  });
});

describe.each(Object.entries(reasons))('%s', (english, said) => {
  it('is in three languages, with the values of the English', () => {
    const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
    expect(Object.keys(said)).toEqual([...languages]);
    for (const language of languages) {
      expect(said[language].trim(), language).toBe(said[language]);
      if (!within.includes(english)) expect(said[language], `${language} is English`).not.toBe(english);
      expect(places(said[language]), `${language} has other values`).toEqual(places(english));
      expect(said[language], `${language} calls something safe`).not.toMatch(/\bsûre?s?\b|\bsegur[oa]s?\b|آمن/iu);
    }
    expect(said.ar, 'no Arabic letter').toMatch(/\p{Script=Arabic}/u);
    for (const language of ['fr', 'es'] as const) expect(said[language]).not.toMatch(/\p{Script=Arabic}/u);
  });
});

describe('a reason', () => {
  it('keeps its values', () => {
    expect(reasonIn('fr', 'there is no property staus; did you mean status?', reasons)).toBe("il n'y a pas de propriété staus ; vouliez-vous dire status ?");
    expect(reasonIn('es', "'12,5' is no number", reasons)).toBe("'12,5' no es un número");
    expect(reasonIn('fr', 'the easting 1 m and northing 2 m lie outside the grid of zone 36', reasons)).toBe("l'est 1 m et le nord 2 m sont hors de la grille de la zone 36");
    expect(reasonIn('fr', "the text '{1}' of $& is no value of status", reasons)).toBeUndefined();
    expect(reasonIn('fr', "'$&{2}' is no value of status", reasons)).toBe("'$&{2}' n'est pas une valeur de status");
  });

  it('is told within another', () => {
    expect(reasonIn('fr', 'after row 7: it is cut off', reasons)).toBe('après la ligne 7 : il est coupé');
    expect(reasonIn('es', 'a longitude of 181.5 degrees', reasons)).toBe('longitud: 181.5 grados');
  });

  it('keeps what is typed in its own direction within Arabic', () => {
    expect(reasonIn('ar', 'write 36 north or 36 south', reasons)).toBe('اكتب \u206636 north\u2069 أو \u206636 south\u2069');
    expect(reasonIn('ar', "'x' is no number", reasons)).toBe("'\u2068x\u2069' ليس رقماً");
  });

  it('is nothing in English, without words, and for a text that the server does not have', () => {
    expect(reasonIn('en', 'it is empty', reasons)).toBeUndefined();
    expect(reasonIn('fr', 'it is empty', null)).toBeUndefined();
    for (const text of ['constructor', 'the moon is full', '']) expect(reasonIn('fr', text, reasons)).toBeUndefined();
  });
});
