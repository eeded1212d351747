// SPDX-License-Identifier: Apache-2.0
// Published tables about people, as the server tells them.
import type { Schemas } from '$lib/api/operations';
import type { IndicatorTable } from './indicator';

export type Publication = Schemas['Publication'];
export type PublishedTable = Schemas['PublishedTable'];
export type Publish = Schemas['Publish'];

/** "in Ashari" of a place that small ones were merged into: the place; nothing for any other key. */
export const mergedInto = (key: string): string | null => (key.startsWith('in ') ? key.slice(3) : null);

/** How many cells are kept back. */
export const keptBack = (table: PublishedTable): number => table.cells.filter(({ value }) => value === null).length;

/** The inner cells that are shown, for a chart; what is kept back is not drawn, and not drawn as zero either. */
export function charted(table: PublishedTable): IndicatorTable {
  const figure = (value: number | null, key: string[]) => ({ value, key, n: 0, n_missing: 0, records: [] });
  const total = table.cells.find(({ key }) => key.every((part) => part === ''));
  return {
    ...table, stock_or_flow: '', about_people: true, warnings: [], records: null,
    period: undefined, as_of: { node: '', operation: table.known_at }, method: { id: '', program: '' },
    total: figure(total?.value ?? null, []),
    cells: table.cells.filter(({ key, value }) => value !== null && key.every((part) => part !== '')).map(({ key, value }) => figure(value, key)),
  };
}
