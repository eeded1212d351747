// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { chartRows, mostSplits, offeredSplits, shown, unitText, type IndicatorTable } from './indicator';

const table = {
  split_by: ['year', 'product'],
  cells: [
    { key: ['2024', 'cleared'], value: 10, n: 1, n_missing: 0 },
    { key: ['2024', 'reduced'], value: null, n: 0, n_missing: 0, reason_if_null: 'NO_DATA' },
    { key: ['2025', 'cleared'], value: 0, n: 1, n_missing: 0 },
  ],
} as unknown as IndicatorTable;

describe('the rows of a chart', () => {
  it('leave out what has no value, and keep a zero: they are not the same', () => {
    expect(chartRows(table, (_split, key) => key)).toEqual([{ at: '2024', of: 'cleared', value: 10 }, { at: '2025', of: 'cleared', value: 0 }]);
  });
  it('lie along what has too many keys to be told apart by colours, but for time', () => {
    const by = (first: string) => ({ split_by: [first, 'place'], cells: Array.from({ length: 9 }, (_, at) => ({ key: ['a', `place ${at}`], value: at, n: 1, n_missing: 0 })) }) as unknown as IndicatorTable;
    expect(chartRows(by('method'), (split, key) => `${split} ${key}`)[8]).toEqual({ at: 'place place 8', of: 'method a', value: 8 });
    expect(chartRows(by('year'), (split, key) => `${split} ${key}`)[8]).toEqual({ at: 'year a', of: 'place place 8', value: 8 });
  });
});

describe('the splits that are offered', () => {
  const splits = ['pillar', 'kind', 'timing', 'method', 'place'];
  it('are one choice more than there are, without what was taken before', () => {
    expect(offeredSplits(splits, [])).toEqual([splits]);
    expect(offeredSplits(splits, ['pillar', 'kind'])).toEqual([splits, ['kind', 'timing', 'method', 'place'], ['timing', 'method', 'place']]);
    expect(offeredSplits(splits, ['pillar', 'kind', 'timing', 'place'])).toHaveLength(mostSplits);
    expect(offeredSplits(['pillar'], ['pillar'])).toEqual([['pillar']]);
    expect(offeredSplits([], [])).toEqual([]);
  });
});

describe('a figure', () => {
  const plain = (value: number, digits = 0) => value.toFixed(digits);
  it('has as many digits as it is good for', () => {
    expect(shown(1234.56, 'm2', plain)).toBe('1235');
    expect(shown(54.93, '%', plain)).toBe('54.9');
    expect(shown(0.0512, 'items/ha', plain)).toBe('0.051');
    expect(shown(null, 'm2', plain)).toBe('–');
  });

  it.each([['m2', 'm²'], ['m3', 'm³'], ['m2/day', 'm²/day'], ['m2 per m3', 'm² per m³'], ['items/ha', 'items/ha'], ['m25', 'm25']])('has a unit that is read: %s', (unit, text) => expect(unitText(unit)).toBe(text));
});
