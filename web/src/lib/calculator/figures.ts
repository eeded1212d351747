// SPDX-License-Identifier: Apache-2.0
// The answer of a calculator as sentences: a key of the page's texts, the numbers in it, and the figure that stands out.
import { isolated, number } from '$lib/i18n/format';
import { locale, type Values } from '$lib/i18n/words.svelte';

interface Said<Key extends string> {
  key: Key;
  values: Values;
}
export interface Line<Key extends string> extends Said<Key> {
  figure?: string | Said<Key>;
  /** Beneath the sentence. `marked` are rows to be looked at. */
  table?: { heads: Said<Key>[]; rows: string[][]; marked?: readonly number[] };
}

/** A chance or share of 1 in per cent; what is neither never nor always is not rounded to either. */
export function chance(share: number, digits = 1): string {
  const step = 10 ** -digits;
  const percent = share * 100;
  if (percent > 0 && percent < step) return `<\u00a0${number(step, digits)}\u00a0%`;
  if (percent < 100 && percent > 100 - step) return `>\u00a0${number(100 - step, digits)}\u00a0%`;
  return `${number(percent, digits)}\u00a0%`;
}

export const percent = (value: number | undefined) => `${number(value, 4)}\u00a0%`;

/** A sign stays before its number in a line from right to left. */
const whole = (text: string) => (locale.language === 'ar' ? isolated(text) : text);

/** With + before what grew and a minus before what fell; none before what is shown as 0. */
export function signed(value: number, digits: number): string {
  const shown = number(Math.abs(value), digits, digits);
  const sign = Number(Math.abs(value).toFixed(digits)) === 0 ? '' : value > 0 ? '+' : '\u2212';
  return whole(`${sign}${shown}`);
}

/** From here on a difference counts as one that chance may have made. */
export const unclearFrom = 0.05;

/** "p = 0.062", "p < 0.00001": never rounded over the limit of what is clear. */
export function pText(p: number): string {
  if (p < 0.00001) return whole(`p\u00a0<\u00a0${number(0.00001, 5)}`);
  return whole(`p\u00a0=\u00a0${pNumber(p)}`);
}

/** The same without its letter, for a table. */
export function pFigure(p: number): string {
  return p < 0.00001 ? whole(`<\u00a0${number(0.00001, 5)}`) : pNumber(p);
}

function pNumber(p: number): string {
  let digits = p >= 0.001 ? 3 : p >= 0.0001 ? 4 : 5;
  while (p < unclearFrom && digits < 15 && Number(p.toFixed(digits)) >= unclearFrom) digits += 1;
  return number(p, digits);
}

/** With three digits that tell something. */
export function significant(value: number): string {
  return number(value, value === 0 ? 0 : Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))));
}
