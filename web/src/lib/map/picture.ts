// SPDX-License-Identifier: Apache-2.0
// A picture of the ground, such as a sketch map, and where it lies on the map.
import type { RecordType } from '$lib/model/model';
import type { Geometry, Position } from 'geojson';
import { boxOf } from './outline_parts';

export type Corners = [[number, number], [number, number], [number, number], [number, number]];
export interface Picture { sha256: string; corners: Corners }

const doubledArea = (ring: Position[]) => ring.reduce((sum, [x = 0, y = 0], at) => {
  const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
  return sum + x * nextY - nextX * y;
}, 0);

/** The corners of a picture, from the upper left one clockwise: those of an outline of four, else those of its box. */
export function cornersOf(shape: Geometry): Corners | null {
  const ring = shape.type === 'Polygon' ? (shape.coordinates[0] ?? []).slice(0, -1) : [];
  if (ring.length === 4) {
    const clockwise = doubledArea(ring) > 0 ? [...ring].reverse() : ring;
    const northWest = ([x = 0, y = 0]: Position) => y - x;
    const first = clockwise.reduce((best, point, at) => (northWest(point) > northWest(clockwise[best] ?? point) ? at : best), 0);
    return [0, 1, 2, 3].map((at) => (clockwise[(first + at) % 4] ?? []).slice(0, 2)) as Corners;
  }
  const box = boxOf(shape);
  if (!box) return null;
  const [west, south, east, north] = box;
  return [[west, north], [east, north], [east, south], [west, south]];
}

/** The picture of a record, where its type has one and the record holds it. */
export function pictureOf(type: RecordType, shape: Geometry | null, properties: Record<string, unknown>): Picture | null {
  const field = type.fields.find(({ kind, geometry }) => kind === 'attachment' && geometry === type.geometry_field);
  const sha256 = field ? properties[field.name] : null;
  const corners = shape ? cornersOf(shape) : null;
  return typeof sha256 === 'string' && sha256 !== '' && corners ? { sha256, corners } : null;
}
