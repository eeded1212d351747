// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { unwrapped } from './base_map';

describe('the outlines of the world', () => {
  const topology = JSON.parse(readFileSync('node_modules/world-atlas/countries-50m.json', 'utf8')) as Topology<{ countries: GeometryCollection }>;
  const world = feature(topology, topology.objects.countries);

  it('draw no line right round the world', () => {
    let crossing = 0;
    for (const { geometry } of world.features) {
      for (const shape of [geometry, unwrapped(geometry)]) {
        const rings = shape.type === 'Polygon' ? shape.coordinates : shape.type === 'MultiPolygon' ? shape.coordinates.flat() : [];
        const long = rings.filter((ring) => ring.every(([, lat = 0]) => lat > -60) && ring.some(([lon = 0], at) => at > 0 && Math.abs(lon - (ring[at - 1]?.[0] ?? lon)) > 180));
        if (shape === geometry) crossing += long.length;
        else expect(long).toEqual([]);
      }
    }
    expect(crossing).toBeGreaterThan(0); // the source has them: the test can fail
  });
});
