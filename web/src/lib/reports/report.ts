// SPDX-License-Identifier: Apache-2.0
// Reports as the server tells them.
import type { Schemas } from '$lib/api/operations';

export type Definition = Schemas['ReportDefinition'];
export type Document = Schemas['ReportDocument'];
export type Figure = Schemas['ReportFigure'];
export type Part = Schemas['ReportPart'];
export type Cell = Schemas['ReportCell'];
export type Published = Schemas['PublishedReport'];

/** A line of a radar: of this assessment (now), the earlier one (before), or what is aimed at (target). */
export interface RadarLine { role: 'now' | 'before' | 'target'; words: string; path: string; whole: boolean; points: number[][] }

export interface FactRow { title: string; cell: Cell }
interface RecordRow { id: string; cells: Cell[] }

export const factsOf = (part: Part) => (part.rows ?? []) as FactRow[];

/** The rows of a table, each with the record it is, where it is one. */
export function rowsOf(part: Part): { id: string; cells: Cell[] }[] {
  return (part.rows ?? []).map((row) => (Array.isArray(row) ? { id: '', cells: row as Cell[] } : (row as RecordRow)));
}

/** "2024 · Kita": what a report is of, in words. */
export function ofWords(parameters: Schemas['ReportParameters']): string {
  const { period, place, organisation, record } = parameters;
  return [record?.words, period?.words, place?.words, organisation?.words].filter(Boolean).join(' · ');
}

export function figureName(figure: { code: string; title: string; cell: { words: string }[] }): string {
  return [figure.title, ...figure.cell.map(({ words }) => words)].join(': ');
}

/** The length of a bar, of the longest: 0 to 100. What has no value has no bar. */
export function barLengths(part: Part): (number | null)[] {
  const values = (part.bars ?? []).map(({ value }) => value ?? null);
  const most = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  return values.map((value) => (value === null || most === 0 ? null : (Math.abs(value) / most) * 100));
}
