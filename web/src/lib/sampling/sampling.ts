// SPDX-License-Identifier: Apache-2.0
// The calculator's questions: their fields as people fill them in, and what is sent of them. Shares are percent here,
// 0 to 1 at the server.
import type { Schemas } from '$lib/api/operations';
import { typedNumber } from '$lib/i18n/typed_number';

export type SamplingAnswer = Schemas['SamplingAnswer'];
export type CardName = 'land' | 'lot' | 'many' | 'none' | 'faults' | 'areas' | 'survey';
export type FieldName = 'left' | 'sensitivity' | 'share' | 'risk' | 'plots' | 'bad' | 'sample' | 'confidence' | 'bad-share' | 'none-of' | 'lot' | 'aql' | 'good-area' | 'bad-area'
  | 'expected' | 'margin' | 'population' | 'cluster-size' | 'rho' | 'cluster-yes' | 'response';

export interface Field {
  name: FieldName;
  /** How it is read: percent of a whole, whole numbers, any number, several whole numbers, a level of the table. */
  kind: 'percent' | 'count' | 'number' | 'counts' | 'level';
  least: number;
  most: number;
  initial: string;
  optional?: boolean;
}

export interface Card {
  name: CardName;
  fields: Field[];
}

const leastPercent = 0.0001;
const mostPercent = 99.9999;
const mostPieces = 1_000_000_000;

const percent = (name: FieldName, initial: string, least = leastPercent, most = mostPercent): Field => ({ name, kind: 'percent', least, most, initial });
const count = (name: FieldName, initial: string, least = 1, most = mostPieces): Field => ({ name, kind: 'count', least, most, initial, optional: initial === '' });
const confidence = percent('confidence', '95');

export const levels = ['0.010', '0.015', '0.025', '0.040', '0.065', '0.10', '0.15', '0.25', '0.40', '0.65', '1.0', '1.5', '2.5', '4.0', '6.5', '10'];

export const cards: Record<CardName, Card> = {
  land: { name: 'land', fields: [count('left', '5'), percent('sensitivity', '90', 1, 100), percent('share', '10', leastPercent, 100), percent('risk', '10')] },
  lot: { name: 'lot', fields: [count('plots', '400'), count('bad', '5', 0), confidence, count('sample', '')] },
  many: { name: 'many', fields: [percent('bad-share', '1'), confidence] },
  none: { name: 'none', fields: [count('none-of', '300'), confidence] },
  faults: { name: 'faults', fields: [count('lot', '1000', 2), { name: 'aql', kind: 'level', least: 0.01, most: 10, initial: '1.0' }, count('bad', '', 0)] },
  areas: { name: 'areas', fields: [percent('good-area', '80'), percent('bad-area', '50')] },
  survey: {
    name: 'survey',
    fields: [
      percent('expected', '50'), percent('margin', '5', 0.01), confidence, count('population', '', 1, 10_000_000_000), count('cluster-size', '1', 1, 1_000_000),
      { name: 'rho', kind: 'number', least: 0, most: 1, initial: '0' }, { name: 'cluster-yes', kind: 'counts', least: 0, most: 1_000_000, initial: '', optional: true }, percent('response', '100', 1, 100),
    ],
  },
};

/** Why a field cannot be used; the page has words for each. */
export type Fault =
  | { fault: 'missing' } | { fault: 'no_number' } | { fault: 'no_whole' } | { fault: 'outside'; least: number; most: number }
  | { fault: 'more_than_plots' } | { fault: 'not_below_good' } | { fault: 'few_clusters' } | { fault: 'more_than_cluster' } | { fault: 'cluster_of_one' };

export type Texts = Partial<Record<FieldName, string>>;
type Read = { value: number | number[] | null } | Fault;

/** In whole numbers points and commas stand between thousands alone: 1,000 plots are not one plot. */
const ungrouped = (text: string) => (/^\d{1,3}([.,'’]\d{3})+$/.test(text) ? text.replace(/[.,'’]/g, '') : text);

function numberIn(text: string, field: Field): { value: number } | Fault {
  const value = typedNumber(field.kind === 'count' ? ungrouped(text.trim()) : text);
  if (value === null) return { fault: 'no_number' };
  if ((field.kind === 'count' || field.kind === 'counts') && !Number.isInteger(value)) return { fault: 'no_whole' };
  if (value < field.least || value > field.most) return { fault: 'outside', least: field.least, most: field.most };
  return { value };
}

export function read(field: Field, text: string): Read {
  if (text.trim() === '') return field.optional ? { value: null } : { fault: 'missing' };
  if (field.kind !== 'counts') return numberIn(text, field);
  const values: number[] = [];
  for (const part of text.split(/[\s,;،؛]+/).filter((one) => one !== '')) {
    const one = numberIn(part, field);
    if ('fault' in one) return one;
    values.push(one.value);
  }
  return { value: values };
}

const one = (value: number | number[] | null | undefined): number | null => (typeof value === 'number' ? value : null);
/** Per cent as a share, without the noise of binary fractions. */
const share = (value: number) => Number((value / 100).toPrecision(12));

export interface Question {
  /** Parameters of /api/sampling; null while a field is wrong. */
  query: Record<string, string | boolean> | null;
  faults: Partial<Record<FieldName, Fault>>;
  /** What was read: percents as typed. */
  numbers: Partial<Record<FieldName, number>>;
}

export function questionOf(card: Card, texts: Texts): Question {
  const faults: Question['faults'] = {};
  const numbers: Question['numbers'] = {};
  const lists: Partial<Record<FieldName, number[]>> = {};
  for (const field of card.fields) {
    const found = read(field, texts[field.name] ?? field.initial);
    if ('fault' in found) faults[field.name] = found;
    else if (Array.isArray(found.value)) lists[field.name] = found.value;
    else if (found.value !== null) numbers[field.name] = found.value;
  }
  const above = (name: FieldName, other: FieldName) => one(numbers[name]) !== null && one(numbers[other]) !== null && numbers[name]! > numbers[other]!;
  if (card.name === 'lot') for (const name of ['bad', 'sample'] as const) if (above(name, 'plots')) faults[name] = { fault: 'more_than_plots' };
  if (card.name === 'faults' && above('bad', 'lot')) faults.bad = { fault: 'outside', least: 0, most: numbers.lot! };
  if (card.name === 'areas' && !above('good-area', 'bad-area') && !faults['good-area'] && !faults['bad-area']) faults['bad-area'] = { fault: 'not_below_good' };
  const clusters = lists['cluster-yes'];
  if (clusters) {
    if (clusters.length < 2) faults['cluster-yes'] = { fault: 'few_clusters' };
    else if (numbers['cluster-size'] === 1) faults['cluster-size'] = { fault: 'cluster_of_one' };
    else if (clusters.some((yes) => yes > (numbers['cluster-size'] ?? Infinity))) faults['cluster-yes'] = { fault: 'more_than_cluster' };
  }
  if (Object.keys(faults).length > 0) return { query: null, faults, numbers };

  const query: Record<string, string | boolean> = {};
  for (const field of card.fields) {
    const value = numbers[field.name];
    if (value === undefined || field.name === 'good-area' || field.name === 'bad-area') continue;
    query[field.name] = String(field.kind === 'percent' ? share(value) : value);
  }
  if (card.name === 'areas') query.lqas = `${share(numbers['good-area']!)},${share(numbers['bad-area']!)}`;
  if (card.name === 'survey') query.survey = true;
  if (clusters) {
    query['cluster-yes'] = clusters.join(',');
    delete query.rho; // it comes from the clusters
  }
  return { query, faults, numbers };
}
