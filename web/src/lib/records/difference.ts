// SPDX-License-Identifier: Apache-2.0
// The states that a record has been in, and what differs between any two of them.
import type { Schemas } from '$lib/api/operations';

export type Values = Record<string, unknown>;

export type HistoryEntry = Schemas['Operation'];

export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/** The whole state after the entry at `index`, oldest first; index -1 is before the record was. */
export function stateAfter(history: HistoryEntry[], index: number): Values {
  const state: Values = {};
  for (const entry of history.slice(0, index + 1)) {
    for (const [field, value] of Object.entries(entry.after ?? {})) {
      if (value === null || value === undefined) delete state[field];
      else state[field] = value;
    }
    if (entry.kind === 'remove') for (const field of Object.keys(state)) delete state[field];
  }
  return state;
}

/** Equal as data: the order of an object's keys does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if ((a ?? null) === null || (b ?? null) === null) return (a ?? null) === (b ?? null);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) || Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a as object), ...Object.keys(b as object)]);
  return [...keys].every((key) => same((a as Values)[key], (b as Values)[key]));
}

export function differences(before: Values, after: Values): Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

export interface Conflict {
  field: string;
  base: unknown; // what both had seen
  mine: unknown;
  theirs: unknown;
}

export interface Merge {
  /** Changed by both, to different values: a person chooses. */
  conflicts: Conflict[];
  /** Changed by me alone: they can be kept. */
  mineOnly: Difference[];
  /** Changed by the other alone: they stay. */
  theirsOnly: Difference[];
}

/** Three states of one record: what both had seen, mine, and what is saved now. */
export function mergeOf(base: Values, mine: Values, theirs: Values): Merge {
  const merge: Merge = { conflicts: [], mineOnly: [], theirsOnly: [] };
  const fields = new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)]);
  for (const field of fields) {
    const iChanged = !same(base[field], mine[field]);
    const theyChanged = !same(base[field], theirs[field]);
    if (iChanged && theyChanged && !same(mine[field], theirs[field])) {
      merge.conflicts.push({ field, base: base[field], mine: mine[field], theirs: theirs[field] });
    } else if (iChanged && !theyChanged) merge.mineOnly.push({ field, before: base[field], after: mine[field] });
    else if (theyChanged && !iChanged) merge.theirsOnly.push({ field, before: base[field], after: theirs[field] });
  }
  return merge;
}
