// SPDX-License-Identifier: Apache-2.0
// What the page of a meeting works out of the server's answer: days of the venue's clock, links, who is in the register.
import type { Schemas } from '$lib/api/operations';

export type Meeting = Schemas['MeetingSummary'];
export type MeetingSession = Meeting['sessions'][number];
export type Poll = Meeting['polls'][number];
export type Survey = Meeting['surveys'][number];
export type Action = NonNullable<Meeting['actions']>[number];

export interface Timed {
  session: MeetingSession;
  /** "09:00–10:30" of the venue's clock; "" without a time. */
  times: string;
}

const minute = 60_000;
const two = (value: number) => String(value).padStart(2, '0');

/** An instant as the clock at the venue shows it. */
function atVenue(instant: string, hoursAhead: number): { day: string; time: string } | null {
  const when = new Date(new Date(instant).getTime() + Math.round(hoursAhead * 60) * minute);
  if (Number.isNaN(when.getTime())) return null;
  return { day: when.toISOString().slice(0, 10), time: `${two(when.getUTCHours())}:${two(when.getUTCMinutes())}` };
}

/** Sessions by the day at the venue, in the order of their times; those without a time last, under "". */
export function byDay(sessions: MeetingSession[], hoursAhead: number): [string, Timed[]][] {
  const days = new Map<string, Timed[]>();
  const sorted = [...sessions].sort((a, b) => Number(!a.starts_at) - Number(!b.starts_at) || (a.starts_at ?? '').localeCompare(b.starts_at ?? '') || (a.number ?? 0) - (b.number ?? 0));
  for (const session of sorted) {
    const starts = session.starts_at ? atVenue(session.starts_at, hoursAhead) : null;
    const ends = session.ends_at ? atVenue(session.ends_at, hoursAhead) : null;
    const day = starts?.day ?? '';
    const times = starts ? (ends ? `${starts.time}–${ends.time}` : starts.time) : '';
    days.set(day, [...(days.get(day) ?? []), { session, times }]);
  }
  return [...days];
}

/** "UTC+02:00" */
export function clock(hoursAhead: number): string {
  const minutes = Math.round(Math.abs(hoursAhead) * 60);
  return minutes === 0 ? 'UTC' : `UTC${hoursAhead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What a browser may follow; anything else is text. */
export const isLink = (text: string | null): text is string => /^https?:\/\/[^\s"'<>]+$/.test(text ?? '');

export interface Registered {
  id: string;
  participant: string;
  /** Null where the caller's class does not show it. */
  name: string | null;
  organisation: string;
  category: string;
  country: string;
  attended: boolean;
}

export function registeredOf(table: Schemas['TableRows']): Registered[] {
  const at = new Map(table.fields.map((field, index) => [field, index + 1]));
  return table.rows.map((row) => {
    const value = (field: string): unknown => (at.has(field) ? row[at.get(field)!] : null);
    const text = (field: string) => (typeof value(field) === 'string' ? (value(field) as string) : '');
    return {
      id: String(row[0]), participant: text('participant'), name: at.has('name') ? text('name') : null, organisation: text('organisation_name'),
      category: text('category'), country: text('country'), attended: value('attended') === true,
    };
  });
}

/** Those in whose code, name or organisation the words stand. */
export function found(people: Registered[], words: string): Registered[] {
  const wanted = words.trim().toLocaleLowerCase();
  if (wanted === '') return people;
  return people.filter((one) => [one.participant, one.name ?? '', one.organisation].some((text) => text.toLocaleLowerCase().includes(wanted)));
}

/** Codes that stand more than once: one person who registered twice, or a mistake. */
export function doubles(people: Registered[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { participant } of people) (seen.has(participant) ? twice : seen).add(participant);
  return twice;
}
