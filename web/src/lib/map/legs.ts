// SPDX-License-Identifier: Apache-2.0
// Bearings and distances between turning points, for showing. Figures that are saved come from the server.
import type { Position } from 'geojson';

const a = 6_378_137; // WGS 84, metres
const e2 = 0.00669437999014;
const radians = Math.PI / 180;

export interface Leg {
  /** Degrees from true north, clockwise, as the leg leaves its first point. */
  bearing: number;
  metres: number;
}

/**
 * From one point to the next on the WGS 84 ellipsoid, by the radii of curvature at the middle latitude. Against PROJ's
 * geodesics: within 1 mm for legs of some hundred metres, 1 m for 10 km; not for the poles.
 */
export function leg([lon1 = 0, lat1 = 0]: Position, [lon2 = 0, lat2 = 0]: Position): Leg {
  const mid = ((lat1 + lat2) / 2) * radians;
  const w = Math.sqrt(1 - e2 * Math.sin(mid) ** 2);
  const meridian = (a * (1 - e2)) / w ** 3;
  const normal = a / w;
  let turn = lon2 - lon1;
  if (turn > 180) turn -= 360;
  if (turn < -180) turn += 360;
  const north = (lat2 - lat1) * radians * meridian;
  const east = turn * radians * normal * Math.cos(mid);
  const convergence = (turn * Math.sin(mid)) / 2;
  const bearing = Math.atan2(east, north) / radians - convergence;
  return { bearing: ((bearing % 360) + 360) % 360, metres: Math.hypot(north, east) };
}
