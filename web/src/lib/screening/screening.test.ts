// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Geometry } from 'geojson';
import { distance } from './distance';
import { alike, lacks, stepOf, type Feature } from './screening';

const record = (id: string, properties: Record<string, unknown>): Feature => ({ type: 'Feature', id, geometry: null, properties }) as Feature;

describe('a screening', () => {
  const receptors = [record('water', {}), record('soil', {})];
  const impact = (id: string, over: Record<string, unknown> = {}) => record(id, { receptor: 'water', residual_magnitude: 4, residual_likelihood: 4, ...over });

  it('asks once for the significance of impacts that have the same', () => {
    expect(alike([impact('a'), impact('b'), impact('c', { residual_magnitude: 2 }), impact('good', { positive: true }), impact('half', { residual_likelihood: undefined })])).toEqual([
      { filter: "receptor = 'water' AND residual_magnitude = 4 AND residual_likelihood = 4", ids: ['a', 'b'] },
      { filter: "receptor = 'water' AND residual_magnitude = 2 AND residual_likelihood = 4", ids: ['c'] },
    ]);
  });

  it('lacks impacts of a receptor, measures of what harms, and who does them until when', () => {
    const found = lacks({ receptors, impacts: [impact('a'), impact('b'), impact('good', { positive: true })], measures: [record('m', { impact: 'a', due_on: '2025-01-01' })] });
    expect(found.map(({ what, of }) => `${what} ${of.id}`)).toEqual(['impact soil', 'measure b', 'owner m']);
  });

  it('begins at the site where the address names no step', () => {
    expect([stepOf(null), stepOf('nowhere'), stepOf('result')]).toEqual(['site', 'site', 'result']);
  });
});

describe('the distance of a receptor', () => {
  // About 1.11 km by 1.11 km at the equator.
  const site: Geometry = { type: 'Polygon', coordinates: [[[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]] };
  const at = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });

  it('is 0 within the site and measured to its nearest side outside', () => {
    expect(distance(at(0.005, 0.005), [site])).toBe(0);
    expect(distance(at(0.02, 0.005), [site])! / 1113.2).toBeCloseTo(1, 3);
  });

  it('is that of the nearest, and 0 where a line crosses', () => {
    expect(distance(at(0.02, 0.005), [site, at(0.021, 0.005)])! / 111.32).toBeCloseTo(1, 3);
    expect(distance({ type: 'LineString', coordinates: [[-0.01, 0.005], [0.02, 0.005]] }, [site])).toBe(0);
  });

  it('is none where nothing is drawn', () => {
    expect([distance(null, [site]), distance(at(0, 0), []), distance(at(0, 0), [null])]).toEqual([null, null, null]);
  });
});
