// SPDX-License-Identifier: Apache-2.0
// Which columns a table shows, remembered for each type on this device.
import type { RecordType } from '$lib/model/model';

const key = (type: string) => `tilth.columns.${type}`;

/** What people call it, its codes, place, dates and figures: at most eight. */
export function usualColumns(type: RecordType): string[] {
  const first = [type.label_field, ...type.fields.filter((field) => field.required && field.kind !== 'geometry' && field.kind !== 'lines').map((field) => field.name)];
  const then = [type.place_field, type.date_field, type.organisation_field, ...type.fields.filter((field) => ['area', 'code', 'integer', 'date'].includes(field.kind) && !field.counts_of && !field.many).map((field) => field.name)];
  const known = new Set(type.fields.map((field) => field.name));
  return [...new Set([...first, ...then])].filter((name) => known.has(name)).slice(0, 8);
}

export function keptColumns(type: RecordType): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(type.name)) ?? 'null');
    const known = new Set(type.fields.map((field) => field.name));
    if (Array.isArray(kept)) {
      const names = kept.filter((name): name is string => typeof name === 'string' && known.has(name));
      if (names.length > 0) return names;
    }
  } catch {
    localStorage.removeItem(key(type.name));
  }
  return usualColumns(type);
}

export function keepColumns(type: RecordType, columns: string[] | null) {
  if (columns === null) localStorage.removeItem(key(type.name));
  else localStorage.setItem(key(type.name), JSON.stringify(columns));
}
