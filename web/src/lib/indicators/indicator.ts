// SPDX-License-Identifier: Apache-2.0
// Indicators with their passports, as the server tells them.
import type { Schemas } from '$lib/api/operations';

export type Definition = Schemas['IndicatorDefinition'];
export type IndicatorTable = Schemas['IndicatorTable'];
export type Dashboard = Schemas['Dashboard'];
export type Figure = Schemas['Figure'];
/** A thing pinned to a dashboard. */
export type Pinned = Dashboard['items'][number];

export const charts = ['number', 'chart', 'table', 'map'] as const;
export type ChartKind = (typeof charts)[number];

export interface ChartRow {
  /** First split: along the axis. */
  at: string;
  /** Second split and further: the colour; "" without one. */
  of: string;
  value: number;
}

export const overTime = (split: string | undefined) => split === 'year' || split === 'month';

/** The rows of a chart; what has no value is left out, never drawn as zero. */
export function chartRows(table: IndicatorTable, name: (split: string, key: string) => string): ChartRow[] {
  const [first = '', ...rest] = table.split_by;
  return table.cells
    .filter((cell) => cell.value !== null && cell.value !== undefined)
    .map((cell) => ({
      at: name(first, cell.key?.[0] ?? ''),
      of: rest.map((split, index) => name(split, cell.key?.[index + 1] ?? '')).join(' · '),
      value: cell.value as number,
    }));
}

export function shown(value: number | null | undefined, unit: string, number: (value: number, digits?: number) => string): string {
  if (value === null || value === undefined) return '–';
  const digits = unit === 'm2' || Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 3 : 1;
  return number(value, digits);
}

export const unitText = (unit: string) => unit.replace(/m2\b/, 'm²');
