// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { leg } from './legs';

// Worked by PROJ: echo "lat1 lon1 lat2 lon2" | geod -I +ellps=WGS84
const worked = [
  { from: [-29.5, -12.5], to: [-29.498, -12.501], bearing: 116.97048, metres: 243.924 },
  { from: [30, 60], to: [29.99, 60.003], bearing: 300.926699, metres: 650.423 },
  { from: [37.1, 48.2], to: [37.2, 48.25], bearing: 53.155979, metres: 9279.868 },
];

describe('a leg between two turning points', () => {
  it.each(worked)('leaves with the bearing and has the length that PROJ gives ($metres m)', ({ from, to, bearing, metres }) => {
    const found = leg(from, to);
    expect(Math.abs(found.bearing - bearing)).toBeLessThan(0.002);
    expect(Math.abs(found.metres - metres)).toBeLessThan(metres > 5000 ? 1 : 0.01);
  });

  it('crosses the antimeridian the short way', () => {
    expect(leg([179.999, 0], [-179.999, 0]).metres).toBeCloseTo(222.64, 1);
    expect(leg([179.999, 0], [-179.999, 0]).bearing).toBeCloseTo(90, 6);
  });

  it('has no length between a point and itself', () => {
    expect(leg([1, 2], [1, 2]).metres).toBe(0);
  });
});
