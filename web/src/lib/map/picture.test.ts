// SPDX-License-Identifier: Apache-2.0
import type { RecordType } from '$lib/model/model';
import { describe, expect, it } from 'vitest';
import { cornersOf, pictureOf } from './picture';

const turned = { type: 'Polygon' as const, coordinates: [[[3, 1], [4, 4], [1, 5], [0, 2], [3, 1]]] };

describe('the corners of a picture', () => {
  it('begin at the upper left one and go round clockwise, however the outline was drawn', () => {
    const corners = [[1, 5], [4, 4], [3, 1], [0, 2]];
    expect(cornersOf(turned)).toEqual(corners);
    expect(cornersOf({ type: 'Polygon', coordinates: [[...(turned.coordinates[0] ?? [])].reverse()] })).toEqual(corners);
  });
  it('are those of the box of an outline that has not four', () => {
    expect(cornersOf({ type: 'Polygon', coordinates: [[[0, 0], [4, 0], [2, 3], [0, 0]]] })).toEqual([[0, 3], [4, 3], [4, 0], [0, 0]]);
  });
});

describe('the picture of a record', () => {
  const type = { geometry_field: 'extent', fields: [{ name: 'sketch', kind: 'attachment', geometry: 'extent' }, { name: 'photo', kind: 'attachment' }] } as unknown as RecordType;
  it('is the attachment that lies on its outline, and none without both', () => {
    expect(pictureOf(type, turned, { sketch: 'ab', photo: 'cd' })?.sha256).toBe('ab');
    expect(pictureOf(type, turned, { photo: 'cd' })).toBeNull();
    expect(pictureOf(type, null, { sketch: 'ab' })).toBeNull();
    expect(pictureOf({ ...type, fields: type.fields.slice(1) }, turned, { sketch: 'ab', photo: 'cd' })).toBeNull();
  });
});
