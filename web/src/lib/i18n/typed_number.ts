// SPDX-License-Identifier: Apache-2.0
// Numbers as people type them: digits of their script, their decimal mark, spaces between thousands.

/** Western digits with a point, from the digits and the decimal comma that people type. */
export function plain(text: string): string {
  return text.trim().replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[٫,]/g, '.').replace(/(\d)[\s\u066c](?=\d{3}(\D|$))/g, '$1');
}

/** The number that a text is; null where it is none. Too large a one is infinite. */
export function typedNumber(text: string): number | null {
  const digits = plain(text);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits) ? Number(digits) : null;
}
