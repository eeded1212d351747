// SPDX-License-Identifier: Apache-2.0
// A shape as the parts that a person draws, and back. Holes stay with their part; nothing is closed, turned or rounded.
import type { Geometry, Position } from 'geojson';

export interface Part {
  kind: 'Point' | 'LineString' | 'Polygon';
  /** Turning points; of a polygon without the repeated last one. */
  points: Position[];
  holes: Position[][];
}

const open = (ring: Position[]): Position[] => {
  const [first] = ring;
  const last = ring.at(-1);
  return ring.length > 1 && first && last && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring;
};

/** null for shapes that are no points, lines or polygons. */
export function partsOf(shape: Geometry | null): Part[] | null {
  if (!shape) return [];
  const polygon = (rings: Position[][]): Part => ({ kind: 'Polygon', points: open(rings[0] ?? []), holes: rings.slice(1) });
  switch (shape.type) {
    case 'Point': return [{ kind: 'Point', points: [shape.coordinates], holes: [] }];
    case 'MultiPoint': return shape.coordinates.map((at) => ({ kind: 'Point', points: [at], holes: [] }));
    case 'LineString': return [{ kind: 'LineString', points: shape.coordinates, holes: [] }];
    case 'MultiLineString': return shape.coordinates.map((line) => ({ kind: 'LineString', points: line, holes: [] }));
    case 'Polygon': return [polygon(shape.coordinates)];
    case 'MultiPolygon': return shape.coordinates.map(polygon);
    default: return null;
  }
}

/** A part is whole when it could be saved: 1 point, 2 of a line, 3 of a polygon. */
export function whole(part: Part): boolean {
  return part.points.length >= { Point: 1, LineString: 2, Polygon: 3 }[part.kind];
}

/** The shape of the parts that are whole; the first part says of which kind. null when there is none. */
export function shapeOf(parts: Part[]): Geometry | null {
  const [first] = parts.filter(whole);
  if (!first) return null;
  const same = parts.filter((part) => whole(part) && part.kind === first.kind);
  const rings = (part: Part): Position[][] => [[...part.points, part.points[0] as Position], ...part.holes];
  switch (first.kind) {
    case 'Point': return same.length === 1 ? { type: 'Point', coordinates: first.points[0] as Position } : { type: 'MultiPoint', coordinates: same.map((part) => part.points[0] as Position) };
    case 'LineString': return same.length === 1 ? { type: 'LineString', coordinates: first.points } : { type: 'MultiLineString', coordinates: same.map((part) => part.points) };
    case 'Polygon': return same.length === 1 ? { type: 'Polygon', coordinates: rings(first) } : { type: 'MultiPolygon', coordinates: same.map(rings) };
  }
}

/** Which kinds a geometry field of the model takes. */
export function kindsOf(allowed: string): Part['kind'][] {
  return allowed === 'point' ? ['Point'] : allowed === 'line' ? ['LineString'] : allowed === 'polygon' ? ['Polygon'] : ['Polygon', 'Point', 'LineString'];
}

/** West, south, east, north; null for nothing. */
export function boxOf(shape: Geometry | null): [number, number, number, number] | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number' && typeof part[1] === 'number') {
      box[0] = Math.min(box[0], part[0]);
      box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]);
      box[3] = Math.max(box[3], part[1]);
    } else part.forEach(visit);
  };
  if (shape?.type === 'GeometryCollection') shape.geometries.forEach((part) => visit('coordinates' in part ? part.coordinates : []));
  else if (shape) visit(shape.coordinates);
  return Number.isFinite(box[0]) ? box : null;
}
