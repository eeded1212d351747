// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { plain, typedNumber } from './typed_number';

describe('a number as people type it', () => {
  it.each([['٥', '5'], ['٠٫٥', '0.5'], ['0,5', '0.5'], [' 1 000 ', '1000'], ['١٬٠٠٠', '1000']])('%s is %s', (text, digits) => expect(plain(text)).toBe(digits));

  it.each([['12', 12], ['12,5', 12.5], ['١٢٫٥', 12.5], ['.5', 0.5], ['5.', 5], ['-3', -3], ['+3', 3], ['1e3', 1000], ['1\u00a0234,5', 1234.5], ['1e999', Infinity]])('%s is %d', (text, value) => expect(typedNumber(text)).toBe(value));

  it.each(['', ' ', 'much', '0x10', '0b1', 'NaN', 'Infinity', '1 2', '1..2', '1,2,3', '--1', '5 %'])('"%s" is none', (text) => expect(typedNumber(text)).toBeNull());
});
