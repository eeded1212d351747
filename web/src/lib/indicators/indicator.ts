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

/** Splits that one question may have: beneficiaries are told apart by pillar, kind and timing before anything else. */
export const mostSplits = 4;

/** What each choice offers: one more than there are, without what an earlier one took. */
export function offeredSplits(splits: string[], chosen: string[]): string[][] {
  const choices = Math.min(chosen.length + 1, mostSplits, splits.length);
  return Array.from({ length: choices }, (_, at) => splits.filter((name) => !chosen.slice(0, at).includes(name)));
}

/** Groups that a chart has colours for. */
export const mostColours = 8;

/** The splits in the order a chart draws them: the first along the axis. One of more keys than there are colours goes along it, unless that is time. */
export function drawnBy(table: IndicatorTable): number[] {
  const order = table.split_by.map((_, at) => at);
  const keys = (at: number) => new Set(table.cells.map((cell) => cell.key?.[at] ?? '')).size;
  if (order.length === 2 && !overTime(table.split_by[0]) && keys(1) > mostColours && keys(0) <= mostColours) order.reverse();
  return order;
}

/** The rows of a chart; what has no value is left out, never drawn as zero. */
export function chartRows(table: IndicatorTable, name: (split: string, key: string) => string): ChartRow[] {
  const order = drawnBy(table);
  const named = (cell: Figure, at: number | undefined) => (at === undefined ? '' : name(table.split_by[at] ?? '', cell.key?.[at] ?? ''));
  return table.cells
    .filter((cell) => cell.value !== null && cell.value !== undefined)
    .map((cell) => ({
      at: named(cell, order[0]),
      of: order.slice(1).map((at) => named(cell, at)).join(' · '),
      value: cell.value as number,
    }));
}

export function shown(value: number | null | undefined, unit: string, number: (value: number, digits?: number) => string): string {
  if (value === null || value === undefined) return '–';
  const digits = unit === 'm2' || Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 3 : 1;
  return number(value, digits);
}

/** "m2" and "m3" as people write them. */
export const unitText = (unit: string) => unit.replace(/m2\b/g, 'm²').replace(/m3\b/g, 'm³');
