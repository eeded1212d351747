// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { RecordType } from '$lib/model/model';
import { chanceWord, nextCheck, openedRows, pairRows, priorOf, type Opened, type PairWeight } from './pair';

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

  it('is asked for again when it ends, and each minute', () => {
    const now = Date.parse('2026-03-04T10:00:00Z');
    expect(nextCheck('2026-03-05T10:00:00Z', now)).toBe(60_000);
    expect(nextCheck('2026-03-04T10:00:10Z', now)).toBe(11_000);
    expect(nextCheck('2026-03-04T09:00:00Z', now)).toBe(1000);
  });

  it('shows of what was opened the compared fields, and says what is withheld', () => {
    const fields = [{ field: 'name', own: 'A', other: null, withheld: true }, { field: 'sex', own: 'male', other: 'female', withheld: false }];
    expect(openedRows({ fields, pair: null } as unknown as Opened)).toEqual([
      { field: 'name', one: 'A', other: null, withheld: true, differs: false },
      { field: 'sex', one: 'male', other: 'female', withheld: false, differs: true },
    ]);
  });

  it('shows what was compared first, then what differs, and nothing that neither says', () => {
    const rows = pairRows(type, pair, { name: 'A', happened_on: '2020-01-02', code: 'V-1', place: 'x' }, { name: 'B', happened_on: '2020-01-02', code: 'V-2', place: 'x' });
    expect(rows.map(({ field }) => field)).toEqual(['name', 'sex', 'happened_on', 'code', 'place']);
    expect(rows.map(({ differs }) => differs)).toEqual([true, false, false, true, false]);
    expect(rows[0]).toMatchObject({ one: 'A', other: 'B', level: 'alike', weight: 8.3 });
    expect(rows[3]!.level).toBeUndefined();
  });
});
