// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '$lib/api/operations';
import { describe, expect, it } from 'vitest';
import { placesWithValues } from './place_values';

const point = { type: 'Point' as const, coordinates: [30, 10] };
const place = (id: string, name: string, geometry: Schemas['Feature']['geometry'] = point): Schemas['Feature'] => ({ type: 'Feature', id, geometry, properties: { name } });
const drawn = (places: Schemas['Feature'][], values: [string, number][]) => placesWithValues(places, new Map(values)).map(({ id, properties }) => [id, properties.value]);

describe('the places that a map shows a figure on', () => {
  it('are those with an outline and a figure, a zero among them', () => {
    expect(drawn([place('1', 'Kita'), place('2', 'Bara', null), place('3', 'Segu')], [['Kita', 0], ['Bara', 5]])).toEqual([['1', 0]]);
  });

  it('are none of two that share a name, not even where one of them has no outline', () => {
    expect(drawn([place('1', 'Kita'), place('2', 'Kita')], [['Kita', 5]])).toEqual([]);
    expect(drawn([place('1', 'Kita'), place('2', 'Kita', null)], [['Kita', 5]])).toEqual([]);
    expect(drawn([place('1', 'Kita', null), place('2', 'Kita')], [['Kita', 5]])).toEqual([]);
  });
});
