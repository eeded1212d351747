// SPDX-License-Identifier: Apache-2.0
// The map beneath: outlines of Natural Earth built into the application, or tiles that the programme adds.
import type { LayerSpecification, RasterSourceSpecification, StyleSpecification, VectorSourceSpecification } from 'maplibre-gl';
import type { FeatureCollection, Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Schemas } from '$lib/api/operations';
import atlasUrl from 'world-atlas/countries-50m.json?url';

export type BaseMap = Schemas['Settings']['base_maps'][number];

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

function tilesOf({ url, kind, attribution, min_zoom, max_zoom, bounds }: BaseMap): RasterSourceSpecification | VectorSourceSpecification {
  const [west, south, east, north] = bounds ?? [];
  const common = {
    tiles: [new URL(url, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')], attribution: attribution ?? '', minzoom: min_zoom ?? 0, maxzoom: max_zoom ?? 19,
    ...(west !== undefined && south !== undefined && east !== undefined && north !== undefined ? { bounds: [west, south, east, north] as [number, number, number, number] } : {}),
  };
  return kind === 'vector' ? { type: 'vector', ...common } : { type: 'raster', tileSize: 256, ...common };
}

/** Layers of vector tiles by the names that OpenMapTiles and Shortbread give: land and water quiet, ways clear, no names of places. */
function vectorLayers(dark: boolean): LayerSpecification[] {
  const water = dark ? '#0d1316' : '#cfdde6';
  const fill = (layer: string, colour: string): LayerSpecification => ({ id: `base-${layer}`, type: 'fill', source: 'tiles', 'source-layer': layer, paint: { 'fill-color': colour } });
  const line = (layer: string, colour: string, wide: number): LayerSpecification => ({
    id: `base-${layer}`, type: 'line', source: 'tiles', 'source-layer': layer,
    paint: { 'line-color': colour, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 6, 0.3, 14, wide, 18, wide * 5] },
  });
  // No greens: on this map green would be read as leave to enter.
  const wood = dark ? '#232a28' : '#e9e6d8';
  const house = dark ? '#39434a' : '#d9d2c6';
  const way = dark ? '#68757d' : '#8d867a';
  return [
    fill('landcover', wood), fill('landuse', wood), fill('land', wood), fill('water', water), fill('ocean', water), fill('water_polygons', water),
    line('waterway', water, 1.5), line('water_lines', water, 1.5), fill('building', house), fill('buildings', house),
    line('transportation', way, 1.6), line('streets', way, 1.6), line('boundary', dark ? '#5a676e' : '#9aa1a3', 1), line('boundaries', dark ? '#5a676e' : '#9aa1a3', 1),
  ];
}

export function baseStyle(land: FeatureCollection, dark: boolean, tiles: BaseMap | null): StyleSpecification {
  const layers: LayerSpecification[] = [
    { id: 'water', type: 'background', paint: { 'background-color': dark ? '#0d1316' : '#dfe6ea' } },
    { id: 'land', type: 'fill', source: 'outlines', paint: { 'fill-color': dark ? '#1c2429' : '#f7f5ef' } },
  ];
  if (tiles?.kind === 'vector') layers.push(...vectorLayers(dark));
  else if (tiles) layers.push({ id: 'tiles', type: 'raster', source: 'tiles', paint: dark ? { 'raster-brightness-max': 0.6 } : {} });
  layers.push({ id: 'borders', type: 'line', source: 'outlines', paint: { 'line-color': dark ? '#5a676e' : '#9aa1a3', 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.6, 8, 1.4] } });
  return {
    version: 8,
    sources: {
      outlines: { type: 'geojson', data: land, attribution: 'Natural Earth' },
      ...(tiles ? { tiles: tilesOf(tiles) } : {}),
    },
    layers,
  };
}
