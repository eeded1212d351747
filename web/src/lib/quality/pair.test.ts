// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { RecordType } from '$lib/model/model';
import { chanceWord, pairRows, priorOf, type PairWeight } from './pair';

const pair: PairWeight = {
  percent: 98.83, weight: 6.41, certain: true,
  fields: [{ field: 'name', level: 'alike', weight: 8.3 }, { field: 'sex', level: 'missing', weight: 0 }, { field: 'happened_on', level: 'same', weight: 6.7 }],
};
const type = { name: 'casualty', fields: [{ name: 'code' }, { name: 'name' }, { name: 'sex' }, { name: 'happened_on' }, { name: 'place' }, { name: 'source' }] } as unknown as RecordType;

describe('a pair of records', () => {
  it('says how likely it is in words', () => {
    expect(chanceWord(pair)).toBe('certain');
    expect(chanceWord({ ...pair, certain: false, percent: 80 })).toBe('likely');
    expect(chanceWord({ ...pair, certain: false, percent: 40 })).toBe('possible');
  });

  it('gives back what the weight was before anything was compared', () => {
    expect(priorOf(pair)).toBeCloseTo(6.41 - 8.3 - 6.7, 9);
  });

  it('shows what was compared first, then what differs, and nothing that neither says', () => {
    const rows = pairRows(type, pair, { name: 'A', happened_on: '2020-01-02', code: 'V-1', place: 'x' }, { name: 'B', happened_on: '2020-01-02', code: 'V-2', place: 'x' });
    expect(rows.map(({ field }) => field)).toEqual(['name', 'sex', 'happened_on', 'code', 'place']);
    expect(rows.map(({ differs }) => differs)).toEqual([true, false, false, true, false]);
    expect(rows[0]).toMatchObject({ one: 'A', other: 'B', level: 'alike', weight: 8.3 });
    expect(rows[3]!.level).toBeUndefined();
  });
});
