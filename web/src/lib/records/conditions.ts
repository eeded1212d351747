// SPDX-License-Identifier: Apache-2.0
// A filter as rows of a panel, and as CQL2 text. Text that the panel cannot show stays text: nothing is lost.
import type { Field } from '$lib/model/model';

export type Operator = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'contains' | 'in' | 'overlaps' | 'is null' | 'is not null';

export interface Condition {
  field: string;
  operator: Operator;
  /** Texts as typed; several for 'in' and 'overlaps'. */
  values: string[];
}

const numeric = new Set(['integer', 'decimal', 'area', 'length', 'money']);

/** What can be asked of a field, the likeliest first. */
export function operatorsOf(field: Field): Operator[] {
  if (field.kind === 'geometry' || field.kind === 'lines' || field.kind === 'attachment') return ['is not null', 'is null'];
  if (field.many) return ['overlaps', 'is null', 'is not null'];
  if (field.kind === 'code') return ['in', 'is null', 'is not null'];
  if (field.kind === 'reference') return ['=', '<>', 'is null', 'is not null'];
  if (field.kind === 'boolean') return ['=', 'is null', 'is not null'];
  if (field.kind === 'text') return ['contains', '=', '<>', 'is null', 'is not null'];
  return ['>=', '<=', '=', '<>', '>', '<', 'is null', 'is not null'];
}

/** A text as CQL2 writes it. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** CQL2 for a field that holds the text somewhere, in capitals or not. */
export const containing = (name: string, text: string) => `CASEI(${name}) LIKE CASEI(${quoted(`%${text.replace(/[\\%_]/g, '\\$&')}%`)})`;

function literal(text: string, field: Field): string | null {
  if (numeric.has(field.kind)) return text.trim() !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : null;
  if (field.kind === 'boolean') return text === 'true' || text === 'false' ? text.toUpperCase() : null;
  return text === '' ? null : quoted(text);
}

function textOf(condition: Condition, field: Field): string | null {
  const name = condition.field;
  const literals = condition.values.map((value) => literal(value, field)).filter((value) => value !== null);
  switch (condition.operator) {
    case 'is null':
      return `${name} IS NULL`;
    case 'is not null':
      return `${name} IS NOT NULL`;
    case 'contains': {
      const [value = ''] = condition.values;
      return value === '' ? null : containing(name, value);
    }
    case 'in':
      return literals.length === 0 ? null : literals.length === 1 ? `${name} = ${literals[0]}` : `${name} IN (${literals.join(', ')})`;
    case 'overlaps':
      return literals.length === 0 ? null : `A_OVERLAPS(${name}, (${literals.join(', ')}${literals.length === 1 ? ',' : ''}))`;
    default:
      return literals.length === 0 ? null : `${name} ${condition.operator} ${literals[0]}`;
  }
}

/** Conditions without a value yet are left out. */
export function toCql(conditions: Condition[], fields: Field[]): string {
  const known = new Map(fields.map((field) => [field.name, field]));
  const parts: string[] = [];
  for (const condition of conditions) {
    const field = known.get(condition.field);
    const text = field ? textOf(condition, field) : null;
    if (text !== null) parts.push(text);
  }
  return parts.join(' AND ');
}

class Reader {
  #at = 0;
  constructor(readonly text: string) {}
  take(pattern: RegExp): RegExpExecArray | null {
    const sticky = new RegExp(`\\s*${pattern.source}`, 'iy');
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.text);
    if (found) this.#at = sticky.lastIndex;
    return found;
  }
  get done(): boolean {
    return this.text.slice(this.#at).trim() === '';
  }
  literal(): string | null {
    const word = this.take(/'((?:[^']|'')*)'/);
    if (word) return (word[1] ?? '').replaceAll("''", "'");
    const number = this.take(/(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![\w.])/);
    if (number) return number[1] ?? null;
    const truth = this.take(/(true|false)\b/);
    return truth ? (truth[1] ?? '').toLowerCase() : null;
  }
  list(): string[] | null {
    if (!this.take(/\(/)) return null;
    const values: string[] = [];
    for (;;) {
      const value = this.literal();
      if (value === null) return null;
      values.push(value);
      if (this.take(/,\s*\)/) ?? this.take(/\)/)) return values;
      if (!this.take(/,/)) return null;
    }
  }
}

function readOne(reader: Reader): Condition | null {
  const contains = reader.take(/CASEI\(\s*(\w+)\s*\)\s+LIKE\s+CASEI\(/);
  if (contains) {
    const value = reader.literal();
    if (value === null || !reader.take(/\)/) || !/^%.*%$/s.test(value)) return null;
    const inner = value.slice(1, -1);
    if (/(^|[^\\])(\\\\)*[%_]/.test(inner)) return null; // wildcards of a person's own
    return { field: contains[1] ?? '', operator: 'contains', values: [inner.replace(/\\([\\%_])/g, '$1')] };
  }
  const overlaps = reader.take(/A_OVERLAPS\(\s*(\w+)\s*,/);
  if (overlaps) {
    const values = reader.list();
    return values && reader.take(/\)/) ? { field: overlaps[1] ?? '', operator: 'overlaps', values } : null;
  }
  const name = reader.take(/([a-z_]\w*)\b/)?.[1];
  if (!name) return null;
  if (reader.take(/IS\s+NOT\s+NULL\b/)) return { field: name, operator: 'is not null', values: [] };
  if (reader.take(/IS\s+NULL\b/)) return { field: name, operator: 'is null', values: [] };
  if (reader.take(/IN\b/)) {
    const values = reader.list();
    return values ? { field: name, operator: 'in', values } : null;
  }
  const operator = reader.take(/(<>|<=|>=|=|<|>)/)?.[1];
  const value = operator ? reader.literal() : null;
  return operator && value !== null ? { field: name, operator: operator as Operator, values: [value] } : null;
}

/** The rows of the panel for a text; null when the text says more than the panel can show. */
export function fromCql(text: string, fields: Field[]): Condition[] | null {
  if (text.trim() === '') return [];
  const known = new Map(fields.map((field) => [field.name, field]));
  const reader = new Reader(text);
  const conditions: Condition[] = [];
  do {
    const condition = readOne(reader);
    const field = condition ? known.get(condition.field) : undefined;
    if (!condition || !field) return null;
    if (condition.operator === '=' && field.kind === 'code') condition.operator = 'in';
    if (!operatorsOf(field).includes(condition.operator)) return null;
    conditions.push(condition);
  } while (reader.take(/AND\b/));
  return reader.done ? conditions : null;
}
