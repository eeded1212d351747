// SPDX-License-Identifier: Apache-2.0
// The questions about samples: their fields, what is wrong with them, and what is sent.
import type { Schemas } from '$lib/api/operations';
import { leastPercent, mostPercent, mostPieces, readAll, sent, share, type Card as CardOf, type Field as FieldOf, type Question as QuestionOf, type Texts as TextsOf } from '$lib/calculator/question';

export type SamplingAnswer = Schemas['SamplingAnswer'];
export type CardName = 'land' | 'lot' | 'many' | 'none' | 'faults' | 'areas' | 'survey';
export type FieldName = 'left' | 'sensitivity' | 'share' | 'risk' | 'plots' | 'bad' | 'sample' | 'confidence' | 'bad-share' | 'none-of' | 'lot' | 'aql' | 'good-area' | 'bad-area'
  | 'expected' | 'margin' | 'population' | 'cluster-size' | 'rho' | 'cluster-yes' | 'response';

export type Field = FieldOf<FieldName>;
export type Card = CardOf<CardName, FieldName>;
export type Texts = TextsOf<FieldName>;
type OwnFault = 'more_than_plots' | 'not_below_good' | 'few_clusters' | 'more_than_cluster' | 'cluster_of_one';
export type Question = QuestionOf<FieldName, OwnFault>;

const percent = (name: FieldName, initial: string, least = leastPercent, most = mostPercent): Field => ({ name, kind: 'percent', least, most, initial });
const count = (name: FieldName, initial: string, least = 1, most = mostPieces): Field => ({ name, kind: 'count', least, most, initial, optional: initial === '' });
const confidence = percent('confidence', '95');

export const levels = ['0.010', '0.015', '0.025', '0.040', '0.065', '0.10', '0.15', '0.25', '0.40', '0.65', '1.0', '1.5', '2.5', '4.0', '6.5', '10'];

export const cards: Record<CardName, Card> = {
  land: { name: 'land', fields: [count('left', '5'), percent('sensitivity', '90', 1, 100), percent('share', '10', leastPercent, 100), percent('risk', '10')] },
  lot: { name: 'lot', fields: [count('plots', '400'), count('bad', '5', 0), confidence, count('sample', '')] },
  many: { name: 'many', fields: [percent('bad-share', '1'), confidence] },
  none: { name: 'none', fields: [count('none-of', '300'), confidence] },
  faults: { name: 'faults', fields: [count('lot', '1000', 2), { name: 'aql', kind: 'level', least: 0.01, most: 10, initial: '1.0', choices: levels }, count('bad', '', 0)] },
  areas: { name: 'areas', fields: [percent('good-area', '80'), percent('bad-area', '50')] },
  survey: {
    name: 'survey',
    fields: [
      percent('expected', '50'), percent('margin', '5', 0.01), confidence, count('population', '', 1, 10_000_000_000), count('cluster-size', '1', 1, 1_000_000),
      { name: 'rho', kind: 'number', least: 0, most: 1, initial: '0' }, { name: 'cluster-yes', kind: 'counts', least: 0, most: 1_000_000, initial: '', optional: true }, percent('response', '100', 1, 100),
    ],
  },
};

export function questionOf(card: Card, texts: Texts): Question {
  const found = readAll<FieldName, OwnFault>(card, texts);
  const { faults, numbers, lists } = found;
  const above = (name: FieldName, other: FieldName) => (numbers[name] ?? NaN) > (numbers[other] ?? NaN);
  if (card.name === 'lot') for (const name of ['bad', 'sample'] as const) if (above(name, 'plots')) faults[name] = { fault: 'more_than_plots' };
  if (card.name === 'faults' && above('bad', 'lot')) faults.bad = { fault: 'outside', least: 0, most: numbers.lot! };
  if (card.name === 'areas' && !above('good-area', 'bad-area') && !faults['good-area'] && !faults['bad-area']) faults['bad-area'] = { fault: 'not_below_good' };
  const clusters = lists['cluster-yes'] as number[] | undefined;
  if (clusters) {
    if (clusters.length < 2) faults['cluster-yes'] = { fault: 'few_clusters' };
    else if (numbers['cluster-size'] === 1) faults['cluster-size'] = { fault: 'cluster_of_one' };
    else if (clusters.some((yes) => yes > (numbers['cluster-size'] ?? Infinity))) faults['cluster-yes'] = { fault: 'more_than_cluster' };
  }
  const unused: Question['unused'] = (texts['cluster-yes'] ?? '').trim() === '' ? {} : { rho: 'rho_from_clusters' };
  if (Object.keys(faults).length > 0) return { query: null, ...found, unused };

  const query: Record<string, string | boolean> = {};
  for (const field of card.fields) {
    const value = numbers[field.name] ?? lists[field.name];
    if (value === undefined || field.name === 'good-area' || field.name === 'bad-area' || field.name in unused) continue;
    query[field.name] = sent(field, value);
  }
  if (card.name === 'areas') query.lqas = `${share(numbers['good-area']!)},${share(numbers['bad-area']!)}`;
  if (card.name === 'survey') query.survey = true;
  return { query, ...found, unused };
}
