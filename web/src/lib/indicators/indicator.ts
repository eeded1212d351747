// SPDX-License-Identifier: Apache-2.0
// Indicators with their passports, as the server tells them.

export interface Definition {
  id: string;
  code: string;
  title: string;
  definition: string;
  unit: string;
  stock_or_flow: string;
  splits: string[];
  of: string;
  dated_by?: string;
  about_people: boolean;
  partial: boolean;
  source: string;
  edition: string;
  mark: string;
}

export interface Figure {
  value: number | null;
  reason_if_null?: string;
  lower?: number | null;
  upper?: number | null;
  n: number;
  n_missing: number;
  records?: string[];
  key?: string[];
}

export interface IndicatorTable {
  indicator: string;
  code: string;
  title: string;
  definition: string;
  unit: string;
  source: string;
  edition?: string;
  note?: string;
  stock_or_flow?: string;
  about_people?: boolean;
  warnings: string[];
  total: Figure;
  split_by: string[];
  splits?: string[];
  period?: { from: string; to: string };
  known_at?: number;
  partial?: boolean;
  cells: Figure[];
  records?: { type: string; filter: string } | null;
  compared?: IndicatorTable;
}

export const charts = ['number', 'chart', 'table', 'map'] as const;
export type ChartKind = (typeof charts)[number];

export interface Question {
  indicator: string;
  period: string;
  split: string[];
  compare: string;
  filter: string;
  known_at: string;
}

/** A thing pinned to a dashboard. */
export interface Pinned {
  indicator: string;
  period?: string;
  split?: string[];
  compare?: string;
  filter?: string;
  chart?: ChartKind;
  note?: string;
}

export interface Dashboard {
  id: string;
  title: string;
  owner: string;
  mine: boolean;
  shared: boolean;
  changed: string;
  items: Pinned[];
}

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
