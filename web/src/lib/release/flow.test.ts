// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { closes, flowOf, type Account } from './flow';

// domain 1.6: 100,000 found; 40,000 cancelled, 25,000 reduced, 20,000 cleared with 3,000 more found: 18,000 remain.
const worked: Account = { created: 100_000, extended: 3_000, transferred_in: 0, reclassified_in: 0, corrected: 0, cancelled: 40_000, reduced: 25_000, cleared: 20_000, transferred_out: 0, reclassified_out: 0, released: 85_000, remaining: 18_000, by_basis: {} };

describe('the picture of the account', () => {
  it('has the same height on both sides when the account closes', () => {
    const { left, right, trunk } = flowOf(worked, 300, 18);
    const high = (bands: { height: number }[]) => bands.reduce((sum, { height }) => sum + height, 0);
    expect(closes(worked)).toBe(true);
    expect(high(left)).toBeCloseTo(trunk, 6);
    expect(high(right)).toBeCloseTo(trunk, 6);
    expect(right.map(({ line }) => line)).toEqual(['cleared', 'reduced', 'cancelled', 'remaining']);
  });

  it('shows that an account does not close, and does not hide it by scaling each side', () => {
    const wrong = { ...worked, cleared: 60_000 };
    expect(closes(wrong)).toBe(false);
    const { left, right } = flowOf(wrong, 300, 18);
    const high = (bands: { height: number }[]) => bands.reduce((sum, { height }) => sum + height, 0);
    expect(high(left)).toBeLessThan(high(right));
  });

  it('puts a negative correction on the side where land goes', () => {
    expect(flowOf({ ...worked, corrected: -500 }, 300, 18).right.some(({ line }) => line === 'corrected')).toBe(true);
    expect(flowOf({ ...worked, corrected: 500 }, 300, 18).left.some(({ line }) => line === 'corrected')).toBe(true);
  });

  it('keeps labels apart, and is empty for nothing', () => {
    const { right } = flowOf({ ...worked, cleared: 1, reduced: 1 }, 300, 18);
    right.slice(1).forEach((band, at) => expect(band.label - (right[at]?.label ?? 0)).toBeGreaterThanOrEqual(18));
    expect(flowOf({ ...worked, created: 0, extended: 0, cancelled: 0, reduced: 0, cleared: 0, remaining: 0 }, 300, 18)).toEqual({ left: [], right: [], trunk: 0 });
  });
});
