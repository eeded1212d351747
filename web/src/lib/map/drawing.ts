// SPDX-License-Identifier: Apache-2.0
// Drawing by hand on the map, through Terra Draw. Holes are not drawn; they stay with the part they belong to.
import type { Position } from 'geojson';
import type { GeoJSONStoreFeatures } from 'terra-draw';
import type { Map as MapLibre } from './maplibre';
import { whole, type Part } from './outline_parts';

export interface Drawing {
  mode: (mode: 'select' | Part['kind']) => void;
  show: (parts: Part[]) => void;
  stop: () => void;
}

const modeOf: Record<Part['kind'], string> = { Polygon: 'polygon', LineString: 'linestring', Point: 'point' };

/**
 * @param onchange the parts after each change by hand
 * @param ondone a part is finished, or drawing was left
 */
export async function startDrawing(map: MapLibre, parts: Part[], onchange: (parts: Part[]) => void, ondone: () => void): Promise<Drawing> {
  const [{ TerraDraw, TerraDrawLineStringMode, TerraDrawPointMode, TerraDrawPolygonMode, TerraDrawSelectMode }, { TerraDrawMapLibreGLAdapter }] =
    await Promise.all([import('terra-draw'), import('terra-draw-maplibre-gl-adapter')]);
  const movable = { feature: { draggable: true, coordinates: { midpoints: true, draggable: true, deletable: true } } };
  const line = { lineStringColor: '#0b57d0' as const, lineStringWidth: 3 };
  const draw = new TerraDraw({
    // Nine decimals of a degree are a tenth of a millimetre.
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 9 }),
    modes: [
      new TerraDrawSelectMode({ flags: { polygon: movable, linestring: movable, point: { feature: { draggable: true } } } }),
      new TerraDrawPolygonMode({ styles: { fillColor: '#0b57d0', fillOpacity: 0.2, outlineColor: '#0b57d0', outlineWidth: 3 } }),
      new TerraDrawLineStringMode({ styles: line }),
      new TerraDrawPointMode({ styles: { pointColor: '#0b57d0', pointWidth: 8 } }),
    ],
  });
  draw.start();
  const holes = new Map<string | number, Position[][]>();
  let telling = false; // while parts come from outside, what the map says is not news

  function show(next: Part[]) {
    telling = true;
    draw.clear();
    holes.clear();
    const features: GeoJSONStoreFeatures[] = [];
    for (const part of next.filter(whole)) {
      const id = crypto.randomUUID();
      holes.set(id, part.holes);
      const geometry = part.kind === 'Point'
        ? { type: 'Point' as const, coordinates: part.points[0] as Position }
        : part.kind === 'LineString'
          ? { type: 'LineString' as const, coordinates: part.points }
          : { type: 'Polygon' as const, coordinates: [[...part.points, part.points[0] as Position]] };
      features.push({ id, type: 'Feature', geometry, properties: { mode: modeOf[part.kind] } });
    }
    if (features.length > 0) draw.addFeatures(features);
    telling = false;
  }

  function read(): Part[] {
    return draw.getSnapshot().filter(({ properties }) => ['polygon', 'linestring', 'point'].includes(String(properties['mode'])) && properties['currentlyDrawing'] !== true)
      .map(({ id, geometry }): Part => geometry.type === 'Point'
        ? { kind: 'Point', points: [geometry.coordinates], holes: [] }
        : geometry.type === 'LineString'
          ? { kind: 'LineString', points: geometry.coordinates, holes: [] }
          : { kind: 'Polygon', points: (geometry.coordinates[0] ?? []).slice(0, -1), holes: holes.get(id ?? '') ?? [] });
  }

  show(parts);
  draw.on('finish', (_id, { action }) => {
    onchange(read());
    if (action === 'draw') ondone();
  });
  draw.on('change', (_ids, type) => {
    if (!telling && type === 'delete') onchange(read());
  });
  return {
    mode: (mode) => draw.setMode(mode === 'select' ? 'select' : modeOf[mode]),
    show,
    stop: () => {
      try {
        draw.stop();
      } catch {
        // the map went first
      }
    },
  };
}
