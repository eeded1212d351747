// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { choiceIn, choiceOf, comparable, corner, outline, runs, share, step, type Column, type Instrument } from './assessment';

const scale = { lowest: 1, highest: 5 };
const levels = { scoring: 'levels' } as Instrument;
const criteria = { scoring: 'criteria' } as Instrument;

describe('what an assessment is compared with', () => {
  const column = (id: string, on: string | null, same_edition = true) => ({ id, on, same_edition }) as Column;
  const history = [column('before', '2023-05-01'), column('edition', '2023-06-01', false), column('one', '2024-05-01'), column('peer', '2024-05-01'),
    column('year', '2024'), column('undated', null), column('later', '2024-05-02')];
  it('is of its edition and not later than it', () => {
    expect(comparable({ id: 'one', on: '2024-05-01', history }).map(({ id }) => id)).toEqual(['before', 'peer', 'year', 'undated']);
  });
  it('may be of any day of a year that is all that is known', () => {
    expect(comparable({ id: 'year', on: '2024', history }).map(({ id }) => id)).toContain('later');
  });
});

describe('the radar', () => {
  it('starts at the top and goes with the clock, against it from right to left', () => {
    expect(corner(0, 4, 10, false).map(Math.round)).toEqual([0, -10]);
    expect(corner(1, 4, 10, false).map(Math.round)).toEqual([10, -0]);
    expect(corner(1, 4, 10, true).map(Math.round)).toEqual([-10, -0]);
  });
  it('closes where every area has a score and breaks at one that has none', () => {
    expect(outline([1, 5, 3], scale, 100, false)).toMatchObject({ whole: true });
    const broken = outline([1, null, 3, 4], scale, 100, false);
    expect(broken.whole).toBe(false);
    expect(broken.path.match(/M/g)).toHaveLength(2);
    expect(broken.path).not.toContain('Z');
  });
  it('draws the lowest level away from the middle and the highest at the rim', () => {
    expect(outline([1], scale, 100, false).path).toContain('0.0 -20.0');
    expect(outline([5], scale, 100, false).path).toContain('0.0 -100.0');
  });
});

describe('the heat map', () => {
  it('has six steps, and none without a score', () => {
    expect([1, 2, 3, 4, 5].map((score) => step(score, scale))).toEqual([0, 1, 3, 4, 5]);
    expect(step(null, scale)).toBeNull();
    expect(share(9, scale)).toBe(1);
    expect(share(3, { lowest: 1, highest: 1 })).toBe(0);
  });
  it('breaks where the edition changes', () => {
    const column = (id: string) => ({ instrument: { id } }) as Column;
    expect(runs([column('a'), column('b'), column('b'), column('a')]).map((run) => run.length)).toEqual([1, 2, 1]);
    expect(runs([])).toEqual([]);
  });
});

describe('an answer', () => {
  it('is one of level, met, not applicable, and clears the others', () => {
    expect(choiceOf('3', levels)).toEqual({ level: 3, not_applicable: null });
    expect(choiceOf('none', levels)).toEqual({ not_applicable: true, level: null });
    expect(choiceOf('unmet', criteria)).toEqual({ met: false, not_applicable: null });
    expect(choiceOf('none', criteria)).toEqual({ not_applicable: true, met: null });
  });
  it('that was not given is no choice, and level 0 is one', () => {
    const answer = { id: 'a', not_applicable: false, level: null, met: null, target: null, proved: false, evidence: '', action: '', owner: '', due: null };
    expect(choiceIn(null, levels)).toBe('');
    expect(choiceIn(answer, levels)).toBe('');
    expect(choiceIn({ ...answer, level: 0 }, levels)).toBe('0');
    expect(choiceIn({ ...answer, met: false }, criteria)).toBe('unmet');
    expect(choiceIn({ ...answer, not_applicable: true }, criteria)).toBe('none');
  });
});
