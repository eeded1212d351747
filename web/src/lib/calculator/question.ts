// SPDX-License-Identifier: Apache-2.0
// Questions of a calculator: their fields as people fill them in, what is read of them and what is sent. Shares are
// percent here, 0 to 1 at the server.
import { plain, typedNumber } from '$lib/i18n/typed_number';

export interface Field<Name extends string> {
  name: Name;
  /**
   * How it is read: percent of a whole, a whole number, any number, several of either, one of a table's levels, two
   * numbers with a stroke between (whole, or whole and any), whole numbers in groups with strokes, whole numbers in rows.
   */
  kind: 'percent' | 'count' | 'number' | 'counts' | 'numbers' | 'level' | 'fraction' | 'rate' | 'strata' | 'table';
  /** Of each of its numbers. */
  least: number;
  most: number;
  initial: string;
  optional?: boolean;
  /** Of a level. */
  choices?: readonly string[];
  /** Has room for several lines, as they are copied from a table. */
  tall?: boolean;
}

export interface Card<Name extends string, FieldName extends string> {
  name: Name;
  fields: Field<FieldName>[];
}

/** Why a field cannot be used. Those of one page alone (`Own`) have their words in its texts. */
export type Fault<Own extends string = never> = { fault: 'missing' | 'no_number' | 'no_whole' | 'two_ways' | Own } | { fault: 'outside'; least: number; most: number };

export type Texts<FieldName extends string> = Partial<Record<FieldName, string>>;
export type Value = number | number[] | number[][];
type Found<T> = { value: T } | Fault;

export interface Question<FieldName extends string, Own extends string = never> {
  /** Parameters of the server's address; null while a field is wrong. */
  query: Record<string, string | boolean> | null;
  faults: Partial<Record<FieldName, Fault<Own>>>;
  /** What was read: percents as typed. */
  numbers: Partial<Record<FieldName, number>>;
  lists: Partial<Record<FieldName, number[] | number[][]>>;
  /** Fields that do not count beside another, with the key of the words that say so. */
  unused?: Partial<Record<FieldName, string>>;
}

export const leastPercent = 0.0001;
export const mostPercent = 99.9999;
export const mostPieces = 1_000_000_000;

/** In whole numbers points and commas stand between thousands alone: 1,000 plots are not one plot. */
const ungrouped = (text: string) => (/^\d{1,3}([.,'’]\d{3})+$/.test(text) ? text.replace(/[.,'’]/g, '') : text);
/** 12,500 and 12.500 are twelve and a half to one and twelve thousand five hundred to another. */
const grouped = (text: string) => /^[1-9]\d{0,2}([.,]\d{3})+$/.test(plain(text));
const parts = (text: string) => text.split(/[\s,;،؛]+/).filter((part) => part !== '');

function all<T>(texts: string[], one: (text: string, at: number) => Found<T>): Found<T[]> {
  const values: T[] = [];
  for (const [at, text] of texts.entries()) {
    const found = one(text, at);
    if ('fault' in found) return found;
    values.push(found.value);
  }
  return { value: values };
}

function numberIn(text: string, { least, most }: { least: number; most: number }, whole = false): Found<number> {
  const value = typedNumber(text);
  if (value === null) return { fault: 'no_number' };
  if (whole && !Number.isInteger(value)) return { fault: 'no_whole' };
  if (value < least || value > most) return { fault: 'outside', least, most };
  return { value };
}

/** Thousands among numbers: 950;1.200 or 1 234;2 345. Points are decimal marks where one of them can be nothing else. */
function groupedAmong(text: string, { most }: { most: number }): boolean {
  if (most <= 1) return false;
  const pieces = text.split(/[;؛\n]/).map((piece) => piece.trim()).filter((piece) => piece !== '');
  const pointed = parts(text).filter((part) => part.includes('.'));
  return (pieces.length > 1 && pieces.some((piece) => /^\p{Nd}{1,3}([ \u00a0\u202f]\p{Nd}{3})+$/u.test(piece))) || (pointed.length > 0 && pointed.every(grouped));
}

/**
 * In a list a comma is the decimal mark where something else stands between the numbers and no point is among them.
 * What can be read in two ways is not read.
 */
function numbersIn(text: string, field: Field<string>): Found<number[]> {
  const apart = text.split(/[\s;؛]+/).filter((part) => part !== '');
  if (groupedAmong(text, field)) return { fault: 'two_ways' };
  const pointed = /[.٫]/.test(text);
  const tight = /[^\s,;؛],[^\s,;؛]/.test(text);
  const loose = /،|,\s|\s,/.test(text.trim());
  if (tight && !pointed) {
    if (apart.length > 1 && !loose && !apart.some((part) => /,.*,/.test(part))) return apart.some(grouped) ? { fault: 'two_ways' } : all(apart, (part) => numberIn(part, field));
    if (loose || field.most <= 1) return { fault: 'two_ways' }; // 0,5: a half, or none and five
  }
  if (tight && pointed && !loose && apart.length > 1) return { fault: 'two_ways' };
  return all(parts(text), (part) => numberIn(part, field));
}

export function read<Name extends string>(field: Field<Name>, text: string): Found<Value | null> {
  if (text.trim() === '') return field.optional ? { value: null } : { fault: 'missing' };
  const whole = (part: string) => numberIn(ungrouped(part.trim()), field, true);
  switch (field.kind) {
    case 'count': return whole(text);
    case 'counts': {
      const apart = text.split(/[\s;؛،]+/).filter((part) => part !== '');
      if (groupedAmong(text, field) || (apart.length > 1 && apart.some(grouped))) return { fault: 'two_ways' };
      return all(parts(text), (part) => numberIn(part, field, true));
    }
    case 'numbers': return numbersIn(text, field);
    case 'fraction': return all(text.split('/'), whole);
    case 'rate': return all(text.split('/'), (part, at) => (at === 0 ? whole(part) : grouped(part) ? { fault: 'two_ways' } : numberIn(part, field)));
    case 'strata': return all(parts(text.replace(/\s*\/\s*/g, '/')), (stratum) => all(stratum.split('/'), (part) => numberIn(part, field, true)));
    case 'table': return all(text.split(/[;؛\n]/).filter((row) => row.trim() !== ''), (row) => all(parts(row), (part) => numberIn(part, field, true)));
    default: return numberIn(text, field);
  }
}

/** All fields as they stand, each by itself. */
export function readAll<FieldName extends string, Own extends string = never>(card: Card<string, FieldName>, texts: Texts<FieldName>): Omit<Question<FieldName, Own>, 'query'> {
  const all: Omit<Question<FieldName, Own>, 'query'> = { faults: {}, numbers: {}, lists: {} };
  for (const field of card.fields) {
    const found = read(field, texts[field.name] ?? field.initial);
    if ('fault' in found) all.faults[field.name] = found;
    else if (Array.isArray(found.value)) all.lists[field.name] = found.value;
    else if (found.value !== null) all.numbers[field.name] = found.value;
  }
  return all;
}

/** Per cent as a share, without the noise of binary fractions. */
export const share = (value: number) => Number((value / 100).toPrecision(12));

/** As the server reads it. */
export function sent<Name extends string>({ kind }: Field<Name>, value: Value): string {
  if (typeof value === 'number') return String(kind === 'percent' ? share(value) : value);
  const [within, between] = kind === 'strata' ? ['/', ','] : kind === 'table' ? [',', ';'] : kind === 'fraction' || kind === 'rate' ? ['/', '/'] : [',', ','];
  return value.map((one: number | number[]) => (Array.isArray(one) ? one.join(within) : one)).join(between);
}
