// SPDX-License-Identifier: Apache-2.0
// How far apart two shapes lie, for showing: "about". Figures that are saved come from the server.
import type { Geometry, Position } from 'geojson';
import { leg } from '$lib/map/legs';
import { partsOf, type Part } from '$lib/map/outline_parts';

/** Metres east and north of a point, on the plane that touches the earth there: right to a thousandth within 20 km. */
type Plane = [east: number, north: number];

function onPlane(middle: Position, at: Position): Plane {
  const { bearing, metres } = leg(middle, at);
  const angle = (bearing * Math.PI) / 180;
  return [metres * Math.sin(angle), metres * Math.cos(angle)];
}

function toSegment([x, y]: Plane, [x1, y1]: Plane, [x2, y2]: Plane): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const long = dx * dx + dy * dy;
  const along = long === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / long));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

function crosses(a: Plane, b: Plane, c: Plane, d: Plane): boolean {
  const side = (p: Plane, q: Plane, r: Plane) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function inside([x, y]: Plane, ring: Plane[]): boolean {
  let within = false;
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) within = !within;
  });
  return within;
}

/** Pairs of edges beyond which no distance is told: the page would stand still. */
const mostPairs = 4e6;

interface Flat { kind: Part['kind']; rings: Plane[][] }
const linesOf = ({ kind, rings }: Flat): [Plane, Plane][] => rings.flatMap((ring) =>
  ring.map((at, index): [Plane, Plane] => [at, (kind === 'Polygon' ? ring[(index + 1) % ring.length] : ring[index + 1]) ?? at]));

function apart(one: Flat, other: Flat): number {
  const covers = (outer: Flat, point: Plane | undefined) => outer.kind === 'Polygon' && point !== undefined && outer.rings.filter((ring) => inside(point, ring)).length % 2 === 1;
  if (covers(one, other.rings[0]?.[0]) || covers(other, one.rings[0]?.[0])) return 0;
  let least = Infinity;
  const [lines, others] = [linesOf(one), linesOf(other)];
  if (lines.length * others.length > mostPairs) return NaN; // which no nearer one outdoes
  for (const [a, b] of lines) for (const [c, d] of others) {
    if (crosses(a, b, c, d)) return 0;
    least = Math.min(least, toSegment(a, c, d), toSegment(b, c, d), toSegment(c, a, b), toSegment(d, a, b));
  }
  return least;
}

/** Metres between a shape and the nearest of others; 0 where they touch, null where there is nothing to measure or too much. */
export function distance(shape: Geometry | null, others: (Geometry | null)[]): number | null {
  const parts = partsOf(shape);
  const middle = parts?.[0]?.points[0];
  if (!parts || !middle) return null;
  const flat = ({ kind, points, holes }: Part): Flat => ({ kind, rings: [points, ...holes].map((ring) => ring.map((at) => onPlane(middle, at))) });
  const own = parts.map(flat);
  const far = others.flatMap((other) => partsOf(other) ?? []).map(flat).flatMap((other) => own.map((one) => apart(one, other)));
  const least = Math.min(Infinity, ...far);
  return Number.isFinite(least) ? least : null;
}
