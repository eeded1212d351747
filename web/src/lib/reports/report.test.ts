// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { barLengths, figureName, ofWords, rowsOf, type Part } from './report';

describe('a report', () => {
  test('a bar without a value has no length, and no value is no zero', () => {
    const bar = (value: number | null) => ({ title: 'x', value, text: '', figure: 0 });
    const part: Part = { kind: 'chart', bars: [bar(50), bar(null), bar(200), bar(0)] };
    expect(barLengths(part)).toEqual([25, null, 100, 0]);
  });
  test('bars that are all zero have no length', () => {
    expect(barLengths({ kind: 'chart', bars: [{ title: 'x', value: 0, text: '0', figure: 0 }] })).toEqual([null]);
  });
  test('rows of records keep their id, rows of figures have none', () => {
    const cell = { text: 'a' };
    expect(rowsOf({ kind: 'table', rows: [[cell]] })).toEqual([{ id: '', cells: [cell] }]);
    expect(rowsOf({ kind: 'records', rows: [{ id: '1', cells: [cell] }] })).toEqual([{ id: '1', cells: [cell] }]);
  });
  test('what it is of is said in the order record, period, place, organisation', () => {
    expect(ofWords({ period: { from: '2024-01-01', to: '2024-12-31', words: '2024' }, place: { id: '1', words: 'Kita' } })).toBe('2024 · Kita');
    expect(ofWords({})).toBe('');
  });
  test('a figure is called by its indicator and its cell', () => {
    expect(figureName({ code: 'C1', title: 'Casualties', cell: [{ words: 'Killed' }] })).toBe('Casualties: Killed');
  });
});
