// SPDX-License-Identifier: Apache-2.0
// What the home page is told by the server.
import type { Schemas } from '$lib/api/operations';

export type Home = Schemas['Home'];
export type YearFigure = NonNullable<Home['casualties']>;

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
