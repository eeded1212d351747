// SPDX-License-Identifier: Apache-2.0
// What no page may show where words belong.
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const key = /(?<![\w./:@-])[a-z]+(?:_[a-z0-9]+)+(?![\w/@-])/; // snake_case: a word of the program that nobody translated
const broken = /\bNaN\b|\bundefined\b|\bnull\b|\[object |Invalid Date|\[en\]|\{\w+\}/;

export const untranslated = [id, key, broken];
