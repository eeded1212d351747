// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { charted, keptBack, mergedInto, type PublishedTable } from './publication';

const table = {
  number: 1, indicator: 'casualties', code: 'C1', title: 'Casualties', definition: '', unit: 'people', source: '', edition: '', of: 'casualty',
  period: '2018', filter: '', split_by: ['sex'], kind: 'counts', reader: 'public', kept_back_below: 10, known_at: 7, rolled_up: [], published_at: '', by: null, hxl: [],
  cells: [{ key: ['female'], value: null }, { key: ['male'], value: 40 }, { key: ['(not recorded)'], value: null }, { key: [''], value: 61 }],
} satisfies PublishedTable;

test('what is kept back is not drawn, and no total is drawn beside its parts', () => {
  const drawn = charted(table);
  expect(drawn.cells.map(({ key, value }) => [key, value])).toEqual([[['male'], 40]]);
  expect(drawn.total.value).toBe(61);
  expect(keptBack(table)).toBe(2);
});

test('a place that small ones were merged into is told from a place', () => {
  expect(mergedInto('in Ashari')).toBe('Ashari');
  expect(mergedInto('Inada')).toBeNull();
});
