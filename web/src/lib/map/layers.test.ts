// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { drawn, layersOf, tiles } from './layers';
import { hsl, isGreen, palettes, type PaletteName } from './palettes';

const names = Object.keys(palettes) as PaletteName[];

describe('the colours of the map', () => {
  it('never show land in green: readers take it as leave to enter', () => {
    expect(isGreen('#66ff00')).toBe(true); // the test can fail
    expect(isGreen('#2e7d32')).toBe(true);
    for (const name of names) for (const [what, colour] of Object.entries(palettes[name])) {
      if (typeof colour === 'string') expect(isGreen(colour), `${name} ${what} ${colour}`).toBe(false);
    }
    for (const name of names) for (const type of drawn) {
      for (const [colour] of JSON.stringify(layersOf(type, palettes[name], false)).matchAll(/#[0-9a-f]{6}/gi)) expect(isGreen(colour), `${name} ${type}`).toBe(false);
    }
  });

  it('tell confirmed from suspected by lightness too in the accessible palette', () => {
    const { cha, sha } = palettes.accessible;
    expect(Math.abs(hsl(cha)[2] - hsl(sha)[2])).toBeGreaterThan(0.25);
  });
});

describe('the layers of the map', () => {
  it.each(names)('are a valid style: %s', (name) => {
    const sources = Object.fromEntries(drawn.map((type) => [type, tiles('http://127.0.0.1', { type, filter: '', knownAt: '', seq: 0 })]));
    for (const open of [false, true]) {
      const style = { version: 8 as const, sources, layers: drawn.flatMap((type) => layersOf(type, palettes[name], open, open)) };
      expect(validateStyleMin(style)).toEqual([]);
    }
  });

  it('draw open hazards above released land, so that danger is never hidden', () => {
    expect(drawn.indexOf('hazard')).toBeGreaterThan(drawn.indexOf('land_release_product'));
  });

  it('draw only approved products as released', () => {
    for (const layer of layersOf('land_release_product', palettes.field, false)) expect(JSON.stringify('filter' in layer ? layer.filter : '')).toContain('approved');
  });

  it('ask for tiles with the filter of the panel', () => {
    expect(tiles('http://h', { type: 'hazard', filter: "status = 'open' & x", knownAt: '2024-01-01', seq: 1 }).tiles?.[0]).toBe(
      'http://h/ogc/collections/hazard/tiles/WebMercatorQuad/{z}/{y}/{x}?filter=status+%3D+%27open%27+%26+x&known-at=2024-01-01');
  });
});
