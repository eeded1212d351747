// SPDX-License-Identifier: Apache-2.0
// The questions about answers and counts that people have at hand: their fields, what is wrong with them, and what is sent.
import type { Schemas } from '$lib/api/operations';
import { mostPieces, readAll, sent, type Card as CardOf, type Field as FieldOf, type Question as QuestionOf, type Texts as TextsOf } from '$lib/calculator/question';

export type ComparisonAnswer = Schemas['ComparisonAnswer'];
export type CardName = 'share' | 'rounds' | 'pairs' | 'several' | 'rates' | 'rating' | 'strata' | 'margins' | 'values';
export type FieldName = 'share' | 'before' | 'after' | 'design-effect' | 'comparison-before' | 'comparison-after' | 'confidence' | 'gained' | 'lost' | 'pairs' | 'p' | 'first' | 'second' | 'answers' | 'top' | 'attended'
  | 'strata' | 'table' | 'rows' | 'columns' | 'values';
export type Field = FieldOf<FieldName>;
export type Card = CardOf<CardName, FieldName>;
export type Texts = TextsOf<FieldName>;
export type Question = QuestionOf<FieldName>;

const mostPeople = 10_000_000_000;
const mostValue = 1e15;

const field = (name: FieldName, kind: Field['kind'], initial: string, least = 0, most = mostPieces, more: Partial<Field> = {}): Field => ({ name, kind, least, most, initial, ...more });
const confidence = field('confidence', 'percent', '95', 50, 99.99);
const mostEvents = 100_000; // as the server: exact chances are added up one by one
const optional = { optional: true };
const tall = { tall: true };

export const cards: Record<CardName, Card> = {
  share: { name: 'share', fields: [field('share', 'fraction', '7/40'), confidence] },
  rounds: {
    name: 'rounds',
    fields: [
      field('before', 'fraction', '168/400'), field('after', 'fraction', '252/420'), field('comparison-before', 'fraction', '', 0, mostPieces, optional),
      field('comparison-after', 'fraction', '', 0, mostPieces, optional), field('design-effect', 'number', '1.8', 1, 1000), confidence,
    ],
  },
  pairs: { name: 'pairs', fields: [field('gained', 'count', '34', 0, mostEvents), field('lost', 'count', '12', 0, mostEvents), field('pairs', 'count', '300', 1)] },
  several: { name: 'several', fields: [field('p', 'numbers', '0.004,0.03,0.041,0.20', 0, 1, tall)] },
  rates: { name: 'rates', fields: [field('first', 'rate', '12/24', 0, mostPeople), field('second', 'rate', '5/12', 0, mostPeople), confidence] },
  rating: { name: 'rating', fields: [field('answers', 'counts', '3,5,12,40,40'), field('top', 'count', '2', 1), field('attended', 'count', '', 1, mostPieces, optional), confidence] },
  strata: { name: 'strata', fields: [field('strata', 'strata', '1200/120/74,2600/100/48,800/80/57', 0, mostPeople, tall), confidence] },
  margins: {
    name: 'margins',
    fields: [field('table', 'table', '30,20;25,25', 0, mostPieces, tall), field('rows', 'numbers', '500,500', 0, mostPeople), field('columns', 'numbers', '600,400', 0, mostPeople)],
  },
  values: { name: 'values', fields: [field('values', 'numbers', '31,28,33,30,29,32,95', -mostValue, mostValue, tall)] },
};

const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);

export function questionOf(card: Card, texts: Texts): Question {
  const found = readAll<FieldName>(card, texts);
  const { faults, numbers, lists } = found;
  for (const { name } of card.fields) if (lists[name]?.length === 0) faults[name] = { fault: 'missing' };
  const unless = (name: FieldName, least: number, most: number) => {
    const value = numbers[name];
    if (value !== undefined && (value < least || value > most)) faults[name] = { fault: 'outside', least, most };
  };
  if (card.name === 'rounds') {
    for (const [name, other] of [['comparison-before', 'comparison-after'], ['comparison-after', 'comparison-before']] as const) {
      if (!lists[name] && !faults[name] && lists[other]) faults[name] = { fault: 'missing' };
    }
  }
  if (card.name === 'pairs') unless('pairs', Math.max(1, (numbers.gained ?? 0) + (numbers.lost ?? 0)), mostPieces);
  const options = lists.answers as number[] | undefined;
  if (options && options.length > 0) {
    unless('top', 1, Math.max(1, options.length - 1));
    unless('attended', Math.max(1, sum(options)), mostPieces);
  }
  if (Object.keys(faults).length > 0) return { query: null, ...found };

  const query: Record<string, string> = {};
  for (const one of card.fields) {
    const value = numbers[one.name] ?? lists[one.name];
    if (value !== undefined) query[one.name] = sent(one, value);
  }
  return { query, ...found };
}
