// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';

describe('a table as CSV', () => {
  it('quotes what would break it', () => {
    expect(csvOf([['a', 'b,c', 'd"e', 'f\ng'], [1, -2.5, null, undefined]])).toBe('a,"b,c","d""e","f\ng"\r\n1,-2.5,,\r\n');
  });
  it('carries no formula into a spreadsheet', () => {
    expect(csvOf([['=1+1', '+1', '@x', '-x', '-5']])).toBe("'=1+1,'+1,'@x,'-x,-5\r\n");
  });
});
