// SPDX-License-Identifier: Apache-2.0
import { readModel, type ModelDocument } from '$lib/model/model';
import { describe, expect, it } from 'vitest';
import { keyTitle, splitTitle } from './names';

const from = { source: 'made up', edition: '', mark: 'P' };
const model = readModel({
  types: [{ name: 'visit', fields: [{ name: 'result', title: 'Result', kind: 'code', codes: 'visit_result' }, { name: 'team', title: 'Team', kind: 'text' }] }],
  code_lists: [
    { name: 'visit_result', title: 'Result of a visit', codes: [{ value: 'ok', title: 'In order' }], from },
    { name: 'team', title: 'A list that the field does not read', codes: [{ value: 'a', title: 'wrong' }], from },
  ],
} as unknown as ModelDocument);
const words = { missing: 'not recorded', yes: 'yes', no: 'no' };
const nothing = () => null;

describe('the words of a split', () => {
  it('are those of the field that it reads', () => {
    expect([splitTitle(model, 'visit', 'result', nothing), keyTitle(model, 'visit', 'result', 'ok', words)]).toEqual(['Result', 'In order']);
    expect([splitTitle(model, 'visit', 'team', nothing), keyTitle(model, 'visit', 'team', 'a', words)]).toEqual(['Team', 'a']);
  });

  it('are those of the code list of its name where a computed figure reads no one type', () => {
    expect([splitTitle(model, '', 'visit_result', nothing), keyTitle(model, '', 'visit_result', 'ok', words)]).toEqual(['Result of a visit', 'In order']);
    expect(keyTitle(model, '', 'visit_result', 'unheard', words)).toBe('unheard');
  });

  it('are its own where nothing is called so', () => {
    expect([splitTitle(model, '', 'no_such_list', nothing), keyTitle(model, '', 'no_such_list', 'x', words)]).toEqual(['no such list', 'x']);
    expect(keyTitle(model, '', 'no_such_list', '(not recorded)', words)).toBe('not recorded');
  });
});
