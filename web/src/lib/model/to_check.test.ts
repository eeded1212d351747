// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { listsToCheck, listToCheck, readModel, sourceText, type Field, type ModelDocument, type RecordType } from './model';

const field = (name: string, codes?: string) => ({ name, title: name, kind: codes ? 'code' : 'text', class: 'public', required: false, ...(codes ? { codes } : {}) }) as Field;
const type = { name: 'need', fields: [field('pillar', 'pillar'), field('also', 'pillar'), field('sex', 'sex'), field('note')] } as RecordType;
const list = (name: string, mark: string) => ({ name, title: name, codes: [], from: { source: 'IMAS 04.10', edition: 'Ed. 2', mark } });
const model = readModel({ types: [type], code_lists: [list('pillar', 'U'), list('sex', 'R')] } as unknown as ModelDocument);

describe('what is to be checked with its standard', () => {
  it('is each list of mark U once, with all fields that it fills', () => {
    expect(listsToCheck(model, type).map(({ list: one, fields }) => [one.name, fields.map(({ name }) => name)])).toEqual([['pillar', ['pillar', 'also']]]);
    expect([field('sex', 'sex'), field('note'), field('lost', 'nowhere')].map((one) => listToCheck(model, one))).toEqual([undefined, undefined, undefined]);
  });

  it('is told with the edition where one is known', () => {
    expect([sourceText({ source: 'IMAS 04.10', edition: 'Ed. 2' }), sourceText({ source: 'IMAS 04.10', edition: '' }), sourceText(undefined)]).toEqual(['IMAS 04.10, Ed. 2', 'IMAS 04.10', '']);
  });
});
