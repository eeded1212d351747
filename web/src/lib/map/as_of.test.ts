// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { RecordType } from '$lib/model/model';
import { onDay } from './as_of';

const hazard = { name: 'hazard', date_field: 'identified_on', fields: [{ name: 'identified_on' }, { name: 'closed_on' }] } as RecordType;
const product = { name: 'land_release_product', date_field: 'released_on', fields: [{ name: 'released_on' }] } as RecordType;

describe('the map on a day', () => {
  it('is today when no day is asked for', () => {
    expect(onDay(hazard, "class = 'cha'", '')).toBe("class = 'cha'");
  });
  it('shows a hazard that was known and not yet closed, and one without a date', () => {
    expect(onDay(hazard, "a = 1 OR b = 2", '2020-06-30')).toBe(
      "(a = 1 OR b = 2) AND (identified_on <= '2020-06-30' OR identified_on IS NULL) AND (closed_on IS NULL AND status <> 'closed' OR closed_on > '2020-06-30')");
  });
  it('does not show a release without a date as released', () => {
    expect(onDay(product, '', '2020-06-30')).toBe("released_on <= '2020-06-30'");
  });
});
