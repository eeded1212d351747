// SPDX-License-Identifier: Apache-2.0
// Read by tests alone: the English texts in the server's sources that fill a place of a refusal ("reason", "mend" ...),
// as patterns: {1}, {2} ... stand where the server puts a value. Texts that are not literals in the source do not appear.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const names = 'reason|mend|expected|found|what';
/** `{"reason", expression` and `values["reason"] = expression`. */
const filled = new RegExp(String.raw`(?:\{\s*"(?:${names})"\s*,|\["(?:${names})"\]\s*=)\s*`, 'g');
/** A function or lambda that takes such a text: its name, its parameters. */
const takes = new RegExp(String.raw`(\w+)(?:\s*=\s*\[[^\]]*\]\s*)?\(([^()]*\b(?:${names})\b[^()]*)\)\s*(?:const\s*)?[{;]`, 'g');
const gap = '\u0000';

/** Sources without comments and raw strings; folders of commands alone are left out. */
function sources(folder: string): { file: string; code: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['cli', 'generate'].includes(entry.name) ? [] : sources(path);
    if (!/\.(cpp|h)$/.test(path) || path.endsWith('problem_table.cpp')) return [];
    const code = readFileSync(path, 'utf8').replace(/R"(\w*)\([\s\S]*?\)\1"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
      (piece) => (piece.startsWith('"') ? piece : piece.startsWith('R') ? '""' : piece.startsWith("'") ? "'c'" : ''));
    return [{ file: path, code }];
  });
}

/** The parts of a C++ expression between separators that stand outside brackets and literals; ends where a bracket closes that it did not open. */
function parts(code: string, start: number, separator: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at <= code.length; at += 1) {
    const letter = code[at] ?? ';';
    if (letter === '"') {
      for (at += 1; at < code.length && code[at] !== '"'; at += 1) if (code[at] === '\\') at += 1;
      continue;
    }
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    const ends = depth < 0 || (depth === 0 && letter === ';') || at === code.length;
    if (ends || (depth === 0 && code.startsWith(separator, at) && !(separator === ':' && (code[at + 1] === ':' || code[at - 1] === ':')))) {
      found.push(code.slice(from, at).trim());
      from = at + separator.length;
    }
    if (ends) return found;
  }
  return [...found, code.slice(from).trim()];
}

const literal = (text: string) => JSON.parse(text.replace(/\\x[0-9a-f]{2}|\\'/gi, "'")) as string;

/** Everything that an expression can be, a gap for what is known only while the server runs. */
function values(expression: string): string[] {
  const text = expression.trim();
  if (/^("(?:[^"\\]|\\.)*"\s*)+$/.test(text)) return [[...text.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([one]) => literal(one)).join('')];
  const [asked, ...rest] = parts(text, 0, '?');
  if (rest.length > 0 && asked !== undefined) {
    const [yes, ...no] = parts(text.slice(text.indexOf('?', asked.length) + 1), 0, ':');
    return [...values(yes!), ...values(no.join(':'))];
  }
  const terms = parts(text, 0, '+');
  if (terms.length > 1) return terms.map(values).reduce((all, next) => all.flatMap((one) => next.map((other) => one + other)));
  const inner = /^(?:std::string(?:_view)?|Json|std::move|)[({]([\s\S]*)[)}]$/.exec(text)?.[1];
  if (inner !== undefined && parts(inner, 0, ',').length === 1) return values(inner);
  const format = /^fmt::format\(([\s\S]*)\)$/.exec(text)?.[1];
  if (format !== undefined) return values(parts(format, 0, ',')[0]!).map((one) => one.replace(/\{[^{}]*(?:\{\})?[^{}]*\}/g, gap));
  return [gap];
}

/** {1}, {2} ... for the gaps, from left to right. */
function pattern(text: string): string {
  let count = 0;
  return text.replace(/\u0000+/g, () => `{${(count += 1)}}`);
}

/** Which of the parameters are texts for people: "found" beside "expected" alone, since others look for things. */
function texts(parameters: string): number[] {
  const wanted = /\bexpected\b/.test(parameters) ? names : names.replace('found|', '');
  return parts(parameters, 0, ',').flatMap((one, index) => (new RegExp(String.raw`(?:string|char)\w*\b.*\b(?:${wanted})\b`).test(one) ? [index] : []));
}

/** Where a function's body ends that begins at a bracket. */
const body = (code: string, start: number) => code.slice(start, start + 1 + parts(code.slice(start + 1).replaceAll(';', ','), 0, '\u0001')[0]!.length);

/** Pattern -> the files that hold it. */
export function serverTexts(folder: string): Map<string, Set<string>> {
  const all = sources(folder);
  const found = new Map<string, Set<string>>();
  const take = (file: string, code: string, expression: string) => {
    for (const text of values(expression)) {
      if (!/[A-Za-z]{2}/.test(text.replaceAll(gap, ''))) continue;
      const key = pattern(text);
      found.set(key, (found.get(key) ?? new Set()).add(file));
    }
    for (const [, name] of expression.replace(/"(?:[^"\\]|\\.)*"/g, '""').matchAll(/\b(\w+)\(/g)) {
      const made = new RegExp(String.raw`^[ \w:<>]*(?:string|string_view|char\*) ${name}\([^;{}]*\)\s*(?:const )?\{`, 'm').exec(code);
      if (!made) continue;
      const block = body(code, made.index + made[0].length - 1);
      for (const match of block.matchAll(/\breturn\s/g)) take(file, '', parts(block, match.index + match[0].length, ';')[0]!);
    }
  };
  const functions: { name: string; at: number[]; file: string }[] = [];
  for (const { file, code } of all) {
    for (const match of code.matchAll(takes)) {
      const end = match.index + match[0].length - 1;
      const refuses = code.slice(match.index - 40, match.index).includes('[[noreturn]]') || (code[end] === '{' && /Problem\{|CalculatorFault\{/.test(body(code, end)));
      const at = texts(match[2]!);
      if (at.length > 0 && (refuses || match[1] === 'require_the_whole')) functions.push({ name: match[1]!, at, file });
    }
  }
  for (const { file, code } of all) {
    for (const match of code.matchAll(filled)) {
      if (match[0].includes('what') && !code.slice(match.index - 60, match.index).includes('Problem{')) continue;
      take(file, code, parts(code, match.index + match[0].length, ',')[0]!);
    }
    for (const match of code.matchAll(/const std::string expected\s*=\s*/g)) take(file, code, parts(code, match.index + match[0].length, ',')[0]!);
    for (const { name, at, file: home } of functions) {
      if (file !== home && !home.endsWith('.h')) continue;
      for (const match of code.matchAll(new RegExp(String.raw`\b${name}\(`, 'g'))) {
        const given = parts(code, match.index + match[0].length, ',');
        for (const index of at) if (given[index] !== undefined) take(file, code, given[index]);
      }
    }
  }
  const faults = all.find(({ file }) => file.endsWith('row_fault.cpp'))!;
  for (const [, reason, mend] of faults.code.matchAll(/\{"[a-z_.]+",\s*("(?:[^"\\]|\\.)*"),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\}/g))
    for (const text of [reason!, mend!]) for (const one of values(text)) take(faults.file, '', JSON.stringify(one.replace(/\{\w+\}/g, gap)));
  return found;
}
