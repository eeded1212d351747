// SPDX-License-Identifier: Apache-2.0
// Two records that may be of one person: what the page shows of them, in which order.
import type { Schemas } from '$lib/api/operations';
import { number } from '$lib/i18n/format';
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

/** A weight with its sign, as people read it. */
export const signed = (weight: number) => `${weight >= 0 ? '+' : '−'}${number(Math.abs(weight), 1)}`;

export interface PairRow {
  field: string;
  /** Of the second record's type, where the two are of two types. */
  otherField?: string;
  one: unknown;
  other: unknown;
  differs: boolean;
  /** The person of the other record does not let it be given here. */
  withheld?: boolean;
  /** Of a compared field. */
  level?: Level;
  weight?: number;
}

const empty = (value: unknown) => value === null || value === undefined || value === '';

/** Compared fields as the rule orders them, then what else either record says, what differs first; of two types the compared alone. */
export function pairRows(type: RecordType, pair: PairWeight, one: Values, other: Values): PairRow[] {
  const row = (field: string, otherField = field): PairRow => ({ field, one: one[field], other: other[otherField], differs: !same(one[field], other[otherField]) });
  const compared = pair.fields.map(({ field, other: otherField, level, weight }) => ({ ...row(field, otherField), ...(otherField && { otherField }), level, weight }));
  if (pair.fields.some((field) => field.other)) return compared;
  const known = new Set(compared.map(({ field }) => field));
  const others = type.fields
    .map(({ name }) => name)
    .filter((name) => !known.has(name) && !(empty(one[name]) && empty(other[name])))
    .map((name) => row(name));
  return [...compared, ...others.filter(({ differs }) => differs), ...others.filter(({ differs }) => !differs)];
}

export type Opened = Schemas['OpenedPair'];

/** Milliseconds until what is open is asked for again: a second after it ends, and each minute, since clocks differ. */
export function nextCheck(until: string, now: number): number {
  const left = Date.parse(until) - now + 1000;
  return Math.min(Math.max(left, 1000), 60_000);
}

/** What was opened of two records: the compared fields alone, the own record first. */
export function openedRows({ fields, pair }: Opened): PairRow[] {
  return fields.map(({ field, own, other, withheld }) => {
    const said = pair?.fields.find((one) => one.field === field);
    return { field, one: own, other, withheld, differs: !withheld && !same(own, other), ...(said && { level: said.level, weight: said.weight }) };
  });
}
