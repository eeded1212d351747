// SPDX-License-Identifier: Apache-2.0
// The map beneath: outlines of Natural Earth built into the application, or tiles that the programme adds.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { FeatureCollection, Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlasUrl from 'world-atlas/countries-50m.json?url';

export interface BaseMap {
  name: string;
  url: string; // {z} {x} {y}
  attribution?: string;
  max_zoom?: number;
}

let countries: Promise<FeatureCollection> | undefined;

/** Natural Earth 1:50 million, public domain. */
export function outlines(): Promise<FeatureCollection> {
  countries ??= fetch(atlasUrl)
    .then((response) => response.json() as Promise<Topology<{ countries: GeometryCollection }>>)
    .then((topology) => feature(topology, topology.objects.countries))
    .then((world) => ({ ...world, features: world.features.map((country) => ({ ...country, geometry: unwrapped(country.geometry) })) }));
  return countries;
}

function unwrapRing(ring: Position[]): Position[] {
  const jumps = ring.some(([lon = 0], at) => at > 0 && Math.abs(lon - (ring[at - 1]?.[0] ?? lon)) > 180);
  const aroundPole = ring.some(([, lat = 0]) => lat < -60); // Antarctica is cut at the edge of the map
  return jumps && !aroundPole ? ring.map(([lon = 0, lat = 0]) => [lon < 0 ? lon + 360 : lon, lat]) : ring;
}

/** Land that crosses the antimeridian goes on beyond 180 degrees, in place of a line right round the world. */
export function unwrapped(shape: Geometry): Geometry {
  if (shape.type === 'Polygon') return { ...shape, coordinates: shape.coordinates.map(unwrapRing) };
  if (shape.type === 'MultiPolygon') return { ...shape, coordinates: shape.coordinates.map((rings) => rings.map(unwrapRing)) };
  return shape;
}

export function baseStyle(land: FeatureCollection, dark: boolean, tiles: BaseMap | null): StyleSpecification {
  const layers: LayerSpecification[] = [
    { id: 'water', type: 'background', paint: { 'background-color': dark ? '#0d1316' : '#dfe6ea' } },
    { id: 'land', type: 'fill', source: 'outlines', paint: { 'fill-color': dark ? '#1c2429' : '#f7f5ef' } },
  ];
  if (tiles) layers.push({ id: 'tiles', type: 'raster', source: 'tiles', paint: dark ? { 'raster-brightness-max': 0.6 } : {} });
  layers.push({ id: 'borders', type: 'line', source: 'outlines', paint: { 'line-color': dark ? '#5a676e' : '#9aa1a3', 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.6, 8, 1.4] } });
  return {
    version: 8,
    sources: {
      outlines: { type: 'geojson', data: land, attribution: 'Natural Earth' },
      ...(tiles ? { tiles: { type: 'raster', tiles: [tiles.url], tileSize: 256, maxzoom: tiles.max_zoom ?? 19, attribution: tiles.attribution ?? '' } } : {}),
    },
    layers,
  };
}
