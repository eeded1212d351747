// SPDX-License-Identifier: Apache-2.0
// The map as it was on a day, by the records' own dates: what had been found by then and was not yet closed.
import type { RecordType } from '$lib/model/model';

const and = (...parts: string[]) => parts.filter((part) => part !== '').map((part) => (/\bOR\b/i.test(part) ? `(${part})` : part)).join(' AND ');

/** A filter for one record type, joined with the person's own. `day` is a civil date; '' is today, without a question. */
export function onDay(type: RecordType, filter: string, day: string): string {
  if (day === '') return filter;
  const has = (name: string) => type.fields.some((field) => field.name === name);
  const parts = [filter];
  if (type.date_field && has(type.date_field)) {
    // What has no date was there for all that is known: danger wins. A release without a date had not happened.
    parts.push(type.name === 'hazard' ? `${type.date_field} <= '${day}' OR ${type.date_field} IS NULL` : `${type.date_field} <= '${day}'`);
  }
  if (type.name === 'hazard' && has('closed_on')) parts.push(`closed_on IS NULL AND status <> 'closed' OR closed_on > '${day}'`);
  return and(...parts);
}
