// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it } from 'vitest';
import { date, listed, money, number } from './format';
import { locale } from './words.svelte';

afterEach(() => { locale.language = 'en'; });

describe('what people of a language read', () => {
  it('has the comma of the language between things', () => {
    expect(listed(['AP', 'AV', 'ERW'])).toBe('AP, AV, ERW');
    locale.language = 'ar';
    expect(listed(['ألغام', 'ذخائر'])).toBe('ألغام، ذخائر');
    expect(listed(['ألغام'])).toBe('ألغام');
    expect(listed([])).toBe('');
  });

  it('keeps the precision of a date and western digits', () => {
    expect([date('2024'), date('2024-03'), date('2024-03-01'), date(null)]).toEqual(['2024', 'March 2024', '1 Mar 2024', '–']);
    locale.language = 'ar';
    expect(date('2024-03-01')).toMatch(/2024/);
    expect(number(1234.5, 1)).toMatch(/^[\d.,\u200f\u200e]+$/);
  });

  it('divides minor units and says no currency where none is known', () => {
    expect(money(123456)).toBe('1,234.56');
    expect(money(123456, 'USD')).toContain('1,234.56');
    expect(money(null, 'USD')).toBe('–');
  });
});
