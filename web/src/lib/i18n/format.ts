// SPDX-License-Identifier: Apache-2.0
// Numbers, areas, dates and lengths of time as people of the chosen language read them.
import { locale, type Language } from './words.svelte';

// Western digits in every language: ids, coordinates and figures are copied between languages.
const tags: Record<Language, string> = { en: 'en-GB', fr: 'fr', es: 'es', ar: 'ar-u-nu-latn' };
const made = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale.language + JSON.stringify(options);
  let found = made.get(key);
  if (!found) made.set(key, (found = new Intl.NumberFormat(tags[locale.language], options)));
  return found;
}

/** With `digits` behind the point at most and `least` at least. */
export function number(value: number | null | undefined, digits = 0, least = 0): string {
  if (value == null || !Number.isFinite(value)) return '–';
  return formatter({ maximumFractionDigits: digits, minimumFractionDigits: least }).format(value);
}

const arabicUnits: Record<string, string> = { 'm²': 'م²', 'km²': 'كم²', m: 'م', km: 'كم' };
const unit = (name: string) => (locale.language === 'ar' ? (arabicUnits[name] ?? name) : name);

/** Whole square metres. */
export function area(m2: number | null | undefined): string {
  return m2 == null ? '–' : `${number(m2)} ${unit('m²')}`;
}

/** Square kilometres where the figure is large, for headlines; the exact m² stand beside it. */
export function areaHeadline(m2: number | null | undefined): string {
  if (m2 == null) return '–';
  return Math.abs(m2) >= 1e5 ? `${number(m2 / 1e6, 2)} ${unit('km²')}` : area(m2);
}

export function length(m: number | null | undefined): string {
  if (m == null) return '–';
  return m >= 10_000 ? `${number(m / 1000, 2)} ${unit('km')}` : `${number(m, 2)} ${unit('m')}`;
}

/** Things one after the other, with the comma of the language between. */
export function listed(things: readonly string[]): string {
  return things.join(locale.language === 'ar' ? '، ' : ', ');
}

/** A file name, a person's words, an English reason: whole and in its own direction within a line of any language (UAX 9, isolates). */
export const isolated = (text: string) => `\u2068${text}\u2069`;

/** Money: integer minor units of a currency. */
export function money(minor: number | null | undefined, currency?: string | null): string {
  if (minor == null) return '–';
  if (!currency || !/^[A-Z]{3}$/.test(currency)) return number(minor / 100, 2);
  return formatter({ style: 'currency', currency }).format(minor / 100);
}

/** Civil dates keep their precision: "2024", "2024-03", "2024-03-01". */
export function date(text: string | null | undefined): string {
  if (!text) return '–';
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (!match) return text;
  const [, year, month, day] = match;
  if (!month) return year ?? text;
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: day ? 'short' : 'long', timeZone: 'UTC' };
  if (day) options.day = 'numeric';
  return new Intl.DateTimeFormat(tags[locale.language], options).format(
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))),
  );
}

/** An instant, in the reader's own time zone. */
export function instant(text: string | number | null | undefined): string {
  if (text == null || text === '') return '–';
  const when = new Date(text);
  if (Number.isNaN(when.getTime())) return String(text);
  return new Intl.DateTimeFormat(tags[locale.language], { dateStyle: 'medium', timeStyle: 'short' }).format(when);
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const style = (unit: string, value: number) => formatter({ style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (whole < 90) return style('second', whole);
  if (whole < 5400) return style('minute', Math.round(whole / 60));
  return style('hour', Math.round(whole / 3600));
}
