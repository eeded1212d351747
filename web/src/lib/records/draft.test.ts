// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Field, RecordType } from '$lib/model/model';
import { featureOf, inputText, patchOf, typed, valuesOf } from './draft';

const field = (name: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({ name, kind, title: name, required: false, class: 'public', ...more });
const type = {
  name: 'hazard', geometry_field: 'perimeter',
  fields: [field('name', 'text'), field('perimeter', 'geometry'), field('area', 'area', { computed: 'area_m2(perimeter)' }), field('contamination', 'code', { many: true })],
} as unknown as RecordType;

describe('what a person types', () => {
  it('becomes a value of the field, or says why not', () => {
    expect(typed('12', field('n', 'integer'))).toEqual({ value: 12, fault: null });
    expect(typed('1 200', field('n', 'integer'))).toEqual({ value: 1200, fault: null });
    expect(typed('12.5', field('n', 'integer')).fault).toBe('not_whole');
    expect(typed('1e3x', field('n', 'decimal')).fault).toBe('not_number');
    expect(typed('0,25', field('n', 'length'))).toEqual({ value: 0.25, fault: null });
    expect(typed('-1', field('n', 'area', { minimum: 0 })).fault).toBe('too_small');
    expect(typed('', field('n', 'integer'))).toEqual({ value: null, fault: null });
  });

  it('keeps dates to the year or month, and refuses days that never were', () => {
    const day = field('d', 'date');
    expect(typed('2024', day)).toEqual({ value: '2024', fault: null });
    expect(typed('2024-03', day)).toEqual({ value: '2024-03', fault: null });
    expect(typed('2024-02-30', day).fault).toBe('no_such_day');
    expect(typed('01/02/2024', day).fault).toBe('not_date'); // day or month first: nobody can know
  });

  it('keeps money in minor units', () => {
    const cost = field('cost', 'money');
    expect(typed('19.99', cost).value).toBe(1999);
    expect(inputText(1999, cost)).toBe('19.99');
  });
});

describe('what is sent', () => {
  const shape = { type: 'Point' as const, coordinates: [1, 2] };
  it('is only what changed; what was taken away is null; what is computed is never sent', () => {
    const before = valuesOf({ geometry: shape, properties: { name: 'North', area: 10, contamination: ['ap_mine'] } }, type);
    expect(patchOf(before, { ...before, name: undefined, area: 11 }, type)).toEqual({ properties: { name: null } });
    expect(patchOf(before, { ...before, perimeter: null }, type)).toEqual({ properties: {}, geometry: null });
    expect(patchOf(before, { ...before }, type)).toEqual({ properties: {} });
  });
  it('carries the main shape as the geometry of the feature', () => {
    expect(featureOf({ name: 'North', perimeter: shape, area: 5 }, type)).toEqual({ type: 'Feature', geometry: shape, properties: { name: 'North' } });
  });
});
