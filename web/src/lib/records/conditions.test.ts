// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Field } from '$lib/model/model';
import { fromCql, toCql, type Condition } from './conditions';

const field = (name: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({ name, kind, title: name, required: false, class: 'public', ...more });
const fields = [
  field('name', 'text'),
  field('status', 'code', { codes: 'hazard_status' }),
  field('contamination', 'code', { codes: 'contamination', many: true }),
  field('area_reported', 'area'),
  field('identified_on', 'date'),
  field('fenced', 'boolean'),
];

describe('a filter panel and its CQL2', () => {
  it('writes what a person can read', () => {
    const conditions: Condition[] = [
      { field: 'status', operator: 'in', values: ['open', 'worked_on'] },
      { field: 'area_reported', operator: '>=', values: ['10000'] },
      { field: 'contamination', operator: 'overlaps', values: ['ap_mine'] },
      { field: 'identified_on', operator: '<', values: ['2024'] },
      { field: 'fenced', operator: '=', values: ['true'] },
    ];
    const text = "status IN ('open', 'worked_on') AND area_reported >= 10000 AND A_OVERLAPS(contamination, ('ap_mine',)) AND identified_on < '2024' AND fenced = TRUE";
    expect(toCql(conditions, fields)).toBe(text);
    expect(fromCql(text, fields)).toEqual(conditions);
  });

  it('carries quotes, wildcards and backslashes of people as text', () => {
    for (const value of ["O'Brien", '100%', 'a_b', 'c\\d', "'; DROP TABLE hazard; --"]) {
      const text = toCql([{ field: 'name', operator: 'contains', values: [value] }], fields);
      expect(fromCql(text, fields)).toEqual([{ field: 'name', operator: 'contains', values: [value] }]);
    }
  });

  it('leaves out what has no value yet', () => {
    expect(toCql([{ field: 'status', operator: 'in', values: [] }, { field: 'area_reported', operator: '>', values: ['many'] }], fields)).toBe('');
  });

  it('says that it cannot show what a person wrote by hand, and changes nothing', () => {
    for (const text of ["status = 'open' OR fenced = TRUE", "NOT status = 'open'", "place.name = 'Kita'", "name LIKE 'A%'", "status = 'open' AND", 'status =', "CASEI(name) LIKE CASEI('%a%b%')"]) {
      expect(fromCql(text, fields), text).toBeNull();
    }
  });
});
