// SPDX-License-Identifier: Apache-2.0
// How the records of the programme are drawn. Danger lies on top: released land is drawn beneath what is open.
import type { ExpressionSpecification, LayerSpecification, VectorSourceSpecification } from 'maplibre-gl';
import type { Palette } from './palettes';

/** Record types on the map, in the order they are drawn: the last on top. */
export const drawn = ['place', 'land_release_product', 'activity', 'hazard', 'spot_task', 'accident'] as const;
export type Drawn = (typeof drawn)[number];

export interface SourceQuestion {
  type: string;
  filter: string;
  knownAt: string;
  /** Sequence of the data, so that a change asks for new tiles. */
  seq: number;
}

export function tiles(origin: string, { type, filter, knownAt, seq }: SourceQuestion): VectorSourceSpecification {
  const query = new URLSearchParams();
  if (filter) query.set('filter', filter);
  if (knownAt) query.set('known-at', knownAt);
  const search = query.toString();
  void seq; // tiles carry entity tags; a new source asks again and gets 304 for those that are the same
  return {
    type: 'vector',
    tiles: [`${origin}/ogc/collections/${type}/tiles/WebMercatorQuad/{z}/{y}/{x}${search ? `?${search}` : ''}`],
    minzoom: 0,
    maxzoom: 16,
  };
}

const get = (name: string): ExpressionSpecification => ['get', name];
const cha: ExpressionSpecification = ['==', get('class'), 'cha'];
const sha: ExpressionSpecification = ['==', get('class'), 'sha'];
const polygon: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const point: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
const byClass = <T extends string | number>(confirmed: T, suspected: T, other: T): ExpressionSpecification => ['case', cha, confirmed, sha, suspected, other];

/**
 * @param open true: every hazard is drawn as open, whatever its status is now (the map as it was on a day)
 */
export function layersOf(type: Drawn, palette: Palette, dark: boolean, open = false): LayerSpecification[] {
  const halo = dark ? '#101518' : '#ffffff';
  const ink = dark ? '#f1f3f4' : '#1b2327';
  const layer = (suffix: string) => ({ id: `${type}-${suffix}`, source: type, 'source-layer': type });
  switch (type) {
    case 'place':
      return [
        { ...layer('line'), type: 'line', filter: polygon, paint: { 'line-color': palette.place, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.6, 10, 1.2], 'line-dasharray': [3, 2], 'line-opacity': 0.7 } },
        { ...layer('label'), type: 'symbol', minzoom: 7, layout: { 'text-field': get('name'), 'text-font': ['sans-serif'], 'text-size': 12, 'text-max-width': 8 }, paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.6 } },
      ];
    case 'land_release_product': {
      const of = (name: 'cancelled' | 'reduced' | 'cleared'): LayerSpecification => ({ ...layer(name), type: 'fill', filter: ['all', polygon, ['==', get('product'), name], ['==', get('status'), 'approved']], paint: { 'fill-pattern': `hatch-${name}`, 'fill-opacity': 0.8 } });
      return [
        of('cancelled'), of('reduced'), of('cleared'),
        { ...layer('line'), type: 'line', filter: ['all', polygon, ['==', get('status'), 'approved']], paint: { 'line-color': ['match', get('product'), 'cleared', palette.cleared, 'reduced', palette.reduced, palette.cancelled], 'line-width': 1 } },
      ];
    }
    case 'activity':
      return [
        { ...layer('line'), type: 'line', filter: polygon, minzoom: 9, paint: { 'line-color': palette.activity, 'line-width': 1.5, 'line-dasharray': [2, 2] } },
        { ...layer('point'), type: 'symbol', minzoom: 8, filter: point, layout: { 'icon-image': 'point-activity', 'icon-size': 0.5, 'icon-allow-overlap': true } },
      ];
    case 'hazard': {
      const closed: ExpressionSpecification = open ? ['literal', false] as unknown as ExpressionSpecification : ['==', get('status'), 'closed'];
      const status = (name: string): ExpressionSpecification => (open ? (['literal', false] as unknown as ExpressionSpecification) : ['==', get('status'), name]);
      const not = (condition: ExpressionSpecification): ExpressionSpecification => ['!', condition];
      const unverified: ExpressionSpecification = ['any', ['==', get('class'), 'indication'], ['==', get('unverified'), true]];
      return [
        // Closed: an outline and a faint grey, never a colour that invites.
        { ...layer('closed'), type: 'fill', filter: ['all', polygon, closed], paint: { 'fill-color': palette.cancelled, 'fill-opacity': 0.18 } },
        { ...layer('closed-line'), type: 'line', filter: ['all', polygon, closed], paint: { 'line-color': palette.cancelled, 'line-width': 1, 'line-dasharray': [4, 2] } },
        { ...layer('open'), type: 'fill', filter: ['all', polygon, not(closed), not(unverified)], paint: { 'fill-color': byClass(palette.cha, palette.sha, palette.other), 'fill-opacity': palette.fill } },
        { ...layer('worked-on'), type: 'fill', filter: ['all', polygon, status('worked_on')], paint: { 'fill-pattern': ['case', cha, 'hatch-cha', 'hatch-sha'] } },
        { ...layer('suspended'), type: 'fill', filter: ['all', polygon, status('suspended')], paint: { 'fill-pattern': ['case', cha, 'cross-cha', 'cross-sha'] } },
        { ...layer('unverified'), type: 'fill', filter: ['all', polygon, not(closed), unverified], paint: { 'fill-pattern': 'dots-unverified' } },
        { ...layer('unverified-line'), type: 'line', filter: ['all', polygon, not(closed), unverified], paint: { 'line-color': palette.unverified, 'line-width': 2, 'line-dasharray': [2, 1.5] } },
        { ...layer('line'), type: 'line', filter: ['all', polygon, not(closed), not(unverified)], paint: { 'line-color': byClass(palette.cha, palette.sha, palette.other), 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.8, 12, 2] } },
        { ...layer('point'), type: 'symbol', filter: point, layout: { 'icon-image': ['case', closed, 'point-closed', unverified, 'point-unverified', cha, 'point-cha', sha, 'point-sha', 'point-other'], 'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.18, 8, 0.35, 12, 0.75], 'icon-allow-overlap': true, 'symbol-sort-key': ['case', closed, 0, unverified, 1, 2] } },
        { ...layer('label'), type: 'symbol', minzoom: 11, layout: { 'text-field': get('local_id'), 'text-font': ['sans-serif'], 'text-size': 11, 'text-optional': true, 'text-offset': [0, 1.2] }, paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.4 } },
      ];
    }
    case 'spot_task':
      return [{ ...layer('point'), type: 'symbol', minzoom: 6, filter: point, layout: { 'icon-image': 'point-spot', 'icon-size': ['interpolate', ['linear'], ['zoom'], 6, 0.3, 12, 0.6], 'icon-allow-overlap': true } }];
    case 'accident':
      return [{ ...layer('point'), type: 'symbol', filter: point, layout: { 'icon-image': 'point-accident', 'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.12, 8, 0.3, 12, 0.7], 'icon-allow-overlap': true } }];
  }
}

/** Layers that a click asks about. */
export const clickable = /^(hazard-(open|closed|worked-on|suspended|unverified|point)|land_release_product-(cancelled|reduced|cleared)|activity-(line|point)|spot_task-point|accident-point)$/;
