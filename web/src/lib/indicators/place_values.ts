// SPDX-License-Identifier: Apache-2.0
// Which places a map can show a figure on.
import type { Schemas } from '$lib/api/operations';
import type { Feature, Geometry } from 'geojson';

/**
 * Places with the figure of their name. A name that two places share says of neither how much is there, whether or not
 * both have an outline; a place without an outline cannot be drawn.
 */
export function placesWithValues(places: Schemas['Feature'][], values: Map<string, number>): Feature<Geometry, { name: string; value: number }>[] {
  const byName = new Map<string, Schemas['Feature'][]>();
  for (const place of places) {
    const name = String(place.properties['name']);
    byName.set(name, [...(byName.get(name) ?? []), place]);
  }
  return [...byName].flatMap(([name, [place, ...others]]) => {
    const value = values.get(name);
    if (!place?.geometry || others.length > 0 || value === undefined) return [];
    return [{ type: 'Feature' as const, id: place.id, geometry: place.geometry, properties: { name, value } }];
  });
}
