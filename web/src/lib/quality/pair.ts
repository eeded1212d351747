// SPDX-License-Identifier: Apache-2.0
// Two records that may be of one person: what the page shows of them, in which order.
import type { Schemas } from '$lib/api/operations';
import type { RecordType } from '$lib/model/model';
import { same, type Values } from '$lib/records/difference';

export type PersonPair = Schemas['PersonPairs']['items'][number];
export type PairWeight = PersonPair['pair'];
export type Level = PairWeight['fields'][number]['level'];

/** How likely, in words; the number stands beside it. */
export function chanceWord(pair: PairWeight): 'certain' | 'likely' | 'possible' {
  return pair.certain ? 'certain' : pair.percent >= 75 ? 'likely' : 'possible';
}

/** What the weight was before any field was compared. */
export function priorOf(pair: PairWeight): number {
  return pair.fields.reduce((rest, { weight }) => rest - weight, pair.weight);
}

export interface PairRow {
  field: string;
  one: unknown;
  other: unknown;
  differs: boolean;
  /** Of a compared field. */
  level?: Level;
  weight?: number;
}

const empty = (value: unknown) => value === null || value === undefined || value === '';

/** Compared fields as the rule orders them, then what else either record says, what differs first. */
export function pairRows(type: RecordType, pair: PairWeight, one: Values, other: Values): PairRow[] {
  const row = (field: string): PairRow => ({ field, one: one[field], other: other[field], differs: !same(one[field], other[field]) });
  const compared = pair.fields.map(({ field, level, weight }) => ({ ...row(field), level, weight }));
  const known = new Set(compared.map(({ field }) => field));
  const others = type.fields
    .map(({ name }) => name)
    .filter((name) => !known.has(name) && !(empty(one[name]) && empty(other[name])))
    .map(row);
  return [...compared, ...others.filter(({ differs }) => differs), ...others.filter(({ differs }) => !differs)];
}
