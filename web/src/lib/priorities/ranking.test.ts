// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { mapFilter, ownWeights, partOf, tableOf, weightsIn, weightsText, type Ranking } from './ranking';

const ranking = {
  criteria: [{ name: 'Evidence', weight: 0.7 }, { name: 'Size', weight: 0.3 }],
  ranks: [
    { rank: 1, scheme_rank: 2, hazard: 'a-1', label: 'HA-1', score: 80.123456, least: 80, most: 80, on_map: true, parts: { Evidence: 70, Size: 10.1 } },
    { rank: 2, scheme_rank: 1, hazard: 'a-2', label: "HA-2 'x'", score: 0, least: 0, most: 30, on_map: true, parts: { Evidence: 0, Size: null } },
    { rank: 3, scheme_rank: 3, hazard: 'a-3', label: 'a-3', score: null, least: 0, most: 100, on_map: false, parts: {} },
  ],
} as unknown as Ranking;
const words = { rank: 'Rank', scheme_rank: 'Before', hazard: 'Hazard', id: 'Id', score: 'Score', least: 'At least', most: 'At most' };

describe('weights', () => {
  it('come from the address where there is one a criterion', () => {
    expect(weightsIn('40,60', 2)).toEqual([40, 60]);
    for (const text of ['', '40', '40,60,1', '-1,60', '0,0', '40,x', '40,101', 'NaN,1']) expect(weightsIn(text, 2), text).toBeNull();
  });

  it('stand in the address only where they are not the own of the scheme', () => {
    expect(ownWeights(ranking)).toEqual([70, 30]);
    expect(weightsText([70, 30], ranking)).toBe('');
    expect(weightsText([84, 30], ranking)).toBe('84,30');
  });
});

describe('what is not known', () => {
  it('is neither 0 nor left out', () => {
    expect([partOf(ranking.ranks[1]!, 'Evidence'), partOf(ranking.ranks[1]!, 'Size'), partOf(ranking.ranks[2]!, 'Size')]).toEqual([0, null, null]);
    expect(tableOf(ranking, false, words).slice(2)).toEqual([[2, "HA-2 'x'", 'a-2', 0, 0, 30, 0, ''], [3, 'a-3', 'a-3', '', 0, 100, '', '']]);
  });
});

it('the table says the rank by the weights of the scheme where others are tried', () => {
  expect(tableOf(ranking, true, words)[0]).toEqual(['Rank', 'Before', 'Hazard', 'Id', 'Score', 'At least', 'At most', 'Evidence', 'Size']);
  expect(tableOf(ranking, true, words)[1]).toEqual([1, 2, 'HA-1', 'a-1', 80.1235, 80, 80, 70, 10.1]);
});

it('the map is asked for those that have a shape and a name', () => {
  expect(mapFilter(ranking, 'local_id')).toBe("local_id IN ('HA-1', 'HA-2 ''x''')");
  expect(mapFilter(ranking, undefined)).toBe('');
  expect(mapFilter({ ...ranking, ranks: ranking.ranks.slice(2) }, 'local_id')).toBe('');
});
