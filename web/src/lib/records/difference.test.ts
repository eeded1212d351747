// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { differences, mergeOf, same, stateAfter, type HistoryEntry } from './difference';

const history: HistoryEntry[] = [
  { seq: 1, batch: 1, at: '2024-01-01T00:00:00Z', author: 'a', device: 'http', reason: '', kind: 'create', before: {}, after: { status: 'open', name: 'North' } },
  { seq: 5, batch: 5, at: '2024-02-01T00:00:00Z', author: 'b', device: 'http', reason: '', kind: 'change', before: { status: 'open', name: 'North' }, after: { status: 'closed', name: null } },
];

describe('the states of a record', () => {
  it('are what the changes up to then made', () => {
    expect(stateAfter(history, -1)).toEqual({});
    expect(stateAfter(history, 0)).toEqual({ status: 'open', name: 'North' });
    expect(stateAfter(history, 1)).toEqual({ status: 'closed' });
  });

  it('differ where a value does, and nowhere else', () => {
    expect(differences(stateAfter(history, 0), stateAfter(history, 1))).toEqual([
      { field: 'status', before: 'open', after: 'closed' },
      { field: 'name', before: 'North', after: undefined },
    ]);
    expect(differences({ shape: { type: 'Point', coordinates: [1, 2] } }, { shape: { coordinates: [1, 2], type: 'Point' } })).toEqual([]);
  });

  it('take nothing and null as the same, but zero and empty text as values', () => {
    expect(same(null, undefined)).toBe(true);
    expect(same(0, null)).toBe(false);
    expect(same('', null)).toBe(false);
  });
});

describe('two people who change one record', () => {
  const base = { status: 'open', name: 'North', area: 10 };
  it('are asked only about what both changed', () => {
    const merge = mergeOf(base, { ...base, status: 'suspended', area: 12 }, { ...base, status: 'closed', name: 'South' });
    expect(merge.conflicts).toEqual([{ field: 'status', base: 'open', mine: 'suspended', theirs: 'closed' }]);
    expect(merge.mineOnly.map(({ field }) => field)).toEqual(['area']);
    expect(merge.theirsOnly.map(({ field }) => field)).toEqual(['name']);
  });
  it('are not asked where both wrote the same', () => {
    expect(mergeOf(base, { ...base, status: 'closed' }, { ...base, status: 'closed' }).conflicts).toEqual([]);
  });
});
