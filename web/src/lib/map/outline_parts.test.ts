// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Geometry } from 'geojson';
import { boxOf, partsOf, shapeOf } from './outline_parts';

const ring = [[0, 0], [2, 0], [2, 2], [0, 0]];
const hole = [[1, 0.5], [1.5, 0.5], [1.5, 1], [1, 0.5]];
const shapes: Geometry[] = [
  { type: 'Point', coordinates: [1, 2] },
  { type: 'MultiPoint', coordinates: [[1, 2], [3, 4]] },
  { type: 'LineString', coordinates: [[1, 2], [3, 4]] },
  { type: 'Polygon', coordinates: [ring] },
  { type: 'Polygon', coordinates: [ring, hole] },
  { type: 'MultiPolygon', coordinates: [[ring, hole], [ring]] },
];

describe('a shape and the parts that a person draws', () => {
  it.each(shapes)('come back as they were: $type', (shape) => {
    expect(shapeOf(partsOf(shape) ?? [])).toEqual(shape);
  });
  it('keep a crossed outline as it is: a person mends it, not the program', () => {
    const bowtie: Geometry = { type: 'Polygon', coordinates: [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]] };
    expect(shapeOf(partsOf(bowtie) ?? [])).toEqual(bowtie);
  });
  it('are no shape while they are not whole', () => {
    expect(shapeOf([{ kind: 'Polygon', points: [[0, 0], [1, 1]], holes: [] }])).toBeNull();
  });
  it('are not made of what cannot be drawn', () => {
    expect(partsOf({ type: 'GeometryCollection', geometries: [] })).toBeNull();
  });
  it('have a box', () => {
    expect(boxOf(shapes[5] ?? null)).toEqual([0, 0, 2, 2]);
    expect(boxOf(null)).toBeNull();
  });
});
