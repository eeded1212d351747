// SPDX-License-Identifier: Apache-2.0
// What the home page is told by the server.
import type { Finding } from '$lib/quality/finding';

export interface YearFigure {
  indicator: string;
  title: string;
  this_year: number | null;
  year_before: number | null;
  missing: number;
  cells: { key: string | null; value: number | null }[];
}

export interface Home {
  year: number;
  partial: boolean;
  remaining_total_m2: number | null;
  remaining: { class: string; class_title: string; contamination: string; contamination_title: string; area_m2: number }[] | null;
  released_this_year: { product: 'cancelled' | 'reduced' | 'cleared'; area_m2: number }[] | null;
  casualties: YearFigure | null;
  accidents: YearFigure | null;
  open_tasks: { count: number; by_status: { status: string; count: number }[] } | null;
  unverified: { type: string; state: string; count: number }[];
  worst_findings: (Finding & { count: number })[];
  open_findings: Record<string, number>;
  changes_since: { since: number; count: number; by_type: Record<string, number>; more: boolean } | null;
  freshness: { last_change: string | null; by_type: Record<string, string> };
  seq: number;
}

const key = 'tilth.visit';
const sameVisit = 30 * 60_000; // a look within half an hour belongs to the same visit

interface Visit { since: number; seq: number; at: number }

/** The sequence that the visit before this one ended with; -1 on the first visit of this device. */
export function visitBefore(now: number, stored: string | null): number {
  try {
    const visit = JSON.parse(stored ?? 'null') as Visit | null;
    if (!visit || typeof visit.seq !== 'number') return -1;
    return now - visit.at < sameVisit ? visit.since : visit.seq;
  } catch {
    return -1;
  }
}

export function noteVisit(now: number, seq: number, since: number): string {
  return JSON.stringify({ since, seq, at: now } satisfies Visit);
}

export const visitKey = key;
