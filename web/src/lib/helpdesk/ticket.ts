// SPDX-License-Identifier: Apache-2.0
// Help-desk tickets as the queue shows them, from the rows of their table.
import type { Schemas } from '$lib/api/operations';

export interface Ticket {
  id: string;
  reference: string;
  language: string;
  channel: string;
  topic: string;
  opened: string;
  /** A date; the one that is written, else 14 days after the opening. */
  due: string;
  answered: boolean;
  place: string;
  /** The spot task that a find became: its id and what it is called. */
  spotTask: { id: string; label: string } | null;
  /** Null where the caller's class does not show it. */
  words: string | null;
  contact: string | null;
  answer: string | null;
}

const daysToAnswer = 14;

export function dueOf(opened: string, written: unknown): string {
  if (typeof written === 'string' && written !== '') return written;
  const day = new Date(`${opened}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return opened;
  day.setUTCDate(day.getUTCDate() + daysToAnswer);
  return day.toISOString().slice(0, 10);
}

export function ticketsOf(table: Schemas['TableRows']): Ticket[] {
  const at = new Map(table.fields.map((field, index) => [field, index + 1]));
  const labels = table.labels as Record<string, string>;
  return table.rows.map((row) => {
    const value = (field: string): unknown => (at.has(field) ? row[at.get(field)!] : null);
    const text = (field: string) => (typeof value(field) === 'string' ? (value(field) as string) : '');
    const shown = (field: string) => (at.has(field) ? text(field) : null);
    const task = text('spot_task');
    const opened = text('opened_on');
    return {
      id: String(row[0]), reference: text('local_id'), language: text('language'), channel: text('channel'), topic: text('topic'), opened,
      due: dueOf(opened, value('due_on')), answered: value('answered_at') !== null, place: labels[text('place')] ?? '',
      spotTask: task ? { id: task, label: labels[task] ?? '' } : null, words: shown('words'), contact: shown('contact'), answer: shown('answer'),
    };
  });
}

/** The most urgent first; of the same day in the order they came. */
export function byUrgency(tickets: Ticket[]): Ticket[] {
  return [...tickets].sort((a, b) => a.due.localeCompare(b.due) || a.opened.localeCompare(b.opened) || a.reference.localeCompare(b.reference));
}

/** How many wait in each language, the longest queue first. */
export function queues(tickets: Ticket[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { language } of tickets) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
