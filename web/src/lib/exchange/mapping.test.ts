// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { mappedFields, setField, yamlWord } from './mapping';

const profile = `profile: x   # names the source for ever
type: hazard
read:
  format: csv
fields:
  perimeter: {lon: lon, lat: lat}
  # class: CHA
  class:
    column: Klasse
    values:
      CHA: cha
  local_id: id
  # not mapped: place: Ilovale
# Required to approve a record
place: {code: kode}
`;

describe('a mapping profile changed by the column', () => {
  it('tells where each column goes', () => {
    expect([...mappedFields(profile)]).toEqual([['Klasse', 'class'], ['id', 'local_id']]);
  });

  it('puts a column on a field and leaves all else as it was', () => {
    const next = setField(profile, 'Naam', 'name');
    expect(mappedFields(next).get('Naam')).toBe('name');
    expect(next.replace('  name: Naam\n', '')).toBe(profile);
  });

  it('moves a column, with all of its old entry', () => {
    const next = setField(profile, 'Klasse', 'status');
    expect(next).not.toContain('CHA: cha');
    expect(mappedFields(next).get('Klasse')).toBe('status');
    expect(next).toContain('place: {code: kode}');
  });

  it('never fills one field from two columns', () => {
    const next = setField(profile, 'code', 'local_id');
    expect(mappedFields(next).get('id')).toBeUndefined();
    expect(next.match(/local_id:/g)).toHaveLength(1);
  });

  it('takes a column out', () => {
    expect(mappedFields(setField(profile, 'id', '')).has('id')).toBe(false);
  });

  it('quotes what YAML would read otherwise', () => {
    expect(yamlWord('Local ID')).toBe('Local ID');
    for (const odd of ['no', '#date', 'a: b', ' x', '2024', '{x}', "it's \"so\""]) expect(JSON.parse(yamlWord(odd))).toBe(odd);
  });
});
