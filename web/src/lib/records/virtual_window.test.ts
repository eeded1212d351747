// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { scrollTo, tallest, windowOf } from './virtual_window';

describe('the window of a long table', () => {
  it('draws what is seen and a few rows around it', () => {
    const seen = windowOf(1000, 36, 720, 3600, 5);
    expect(seen).toEqual({ first: 95, count: 31, top: 95 * 36, height: 36_000 });
  });

  it('never draws rows that are not there', () => {
    expect(windowOf(3, 36, 720, 0)).toMatchObject({ first: 0, count: 3, height: 108 });
    expect(windowOf(0, 36, 720, 0).count).toBe(0);
    const last = windowOf(1_000_000, 36, 720, tallest, 5);
    expect(last.first + last.count).toBe(1_000_000);
  });

  it('reaches every row of a million although the element is lower than they are', () => {
    for (const index of [0, 1, 222_222, 500_000, 999_979, 999_999]) {
      const scrolled = scrollTo(index, 1_000_000, 36, 720, 0);
      const drawn = windowOf(1_000_000, 36, 720, scrolled, 0);
      expect(drawn.height).toBe(tallest);
      expect(scrolled).toBeLessThanOrEqual(tallest - 720);
      const y = drawn.top + (index - drawn.first) * 36 - scrolled; // where the row stands on the screen
      expect(y).toBeGreaterThanOrEqual(-1);
      expect(y + 36).toBeLessThanOrEqual(721);
    }
  });

  it('does not scroll for a row that is seen', () => {
    expect(scrollTo(5, 1000, 36, 720, 36)).toBe(36);
  });
});
