// SPDX-License-Identifier: Apache-2.0
// A record while a person types: texts of inputs become values of the model, and only what changed is sent.
import type { Schemas } from '$lib/api/operations';
import type { Field, RecordType } from '$lib/model/model';
import { same, type Values } from './difference';
import type { Geometry } from 'geojson';

/** All fields in one flat object, the main geometry under its own name. */
export function valuesOf(feature: Pick<Schemas['Feature'], 'geometry' | 'properties'>, type: RecordType): Values {
  const values: Values = {};
  for (const [name, value] of Object.entries(feature.properties)) if (value !== null && value !== undefined) values[name] = value;
  if (type.geometry_field && feature.geometry) values[type.geometry_field] = feature.geometry;
  return values;
}

/** What a person may type into: neither computed nor hidden. */
export function editable(field: Field): boolean {
  return !field.computed;
}

/** A JSON merge patch of a feature: null takes a value away. */
export function patchOf(before: Values, after: Values, type: RecordType): { properties: Values; geometry?: Geometry | null } {
  const patch: { properties: Values; geometry?: Geometry | null } = { properties: {} };
  for (const field of type.fields) {
    if (!editable(field) || same(before[field.name], after[field.name])) continue;
    const value = after[field.name] ?? null;
    if (field.name === type.geometry_field) patch.geometry = value as Geometry | null;
    else patch.properties[field.name] = value;
  }
  return patch;
}

export function featureOf(values: Values, type: RecordType): { type: 'Feature'; geometry: Geometry | null; properties: Values } {
  const properties: Values = {};
  for (const field of type.fields) {
    const value = values[field.name];
    if (!editable(field) || field.name === type.geometry_field || value === null || value === undefined) continue;
    properties[field.name] = value;
  }
  return { type: 'Feature', geometry: (values[type.geometry_field] as Geometry | undefined) ?? null, properties };
}

const whole = /^[+-]?\d+$/;
const real = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const civil = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Why a text is no value of the field; null when it is one. Codes of words, see RecordForm.i18n.json. */
export type Fault = 'not_whole' | 'not_number' | 'not_date' | 'no_such_day' | 'too_small' | 'too_large' | 'too_long' | 'not_time' | null;

function numberFrom(text: string): number {
  return Number(text.trim().replace(/[\u00a0\u202f ]/g, '').replace(/^(\d+),(\d+)$/, '$1.$2'));
}

/** Reads what a person typed. An empty text is no value. */
export function typed(text: string, field: Field): { value: unknown; fault: Fault } {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null, fault: null };
  switch (field.kind) {
    case 'integer': {
      const compact = trimmed.replace(/[\u00a0\u202f ]/g, '');
      return whole.test(compact) ? ranged(Number(compact), field) : { value: text, fault: 'not_whole' };
    }
    case 'money': {
      const value = numberFrom(trimmed);
      return Number.isFinite(value) ? ranged(Math.round(value * 100), field) : { value: text, fault: 'not_number' };
    }
    case 'decimal':
    case 'area':
    case 'length': {
      const value = numberFrom(trimmed);
      return real.test(trimmed.replace(/[\u00a0\u202f ]/g, '').replace(/^(\d+),(\d+)$/, '$1.$2')) ? ranged(value, field) : { value: text, fault: 'not_number' };
    }
    case 'date': {
      if (!civil.test(trimmed)) return { value: text, fault: 'not_date' };
      if (trimmed.length === 10) {
        const day = new Date(`${trimmed}T00:00:00Z`);
        if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== trimmed) return { value: text, fault: 'no_such_day' };
      }
      return { value: trimmed, fault: null };
    }
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(trimmed) ? { value: trimmed, fault: null } : { value: text, fault: 'not_time' };
    default:
      if (field.max_length !== undefined && [...text].length > field.max_length) return { value: text, fault: 'too_long' };
      return { value: text, fault: null };
  }
}

function ranged(value: number, field: Field): { value: unknown; fault: Fault } {
  if (field.minimum !== undefined && value < field.minimum) return { value, fault: 'too_small' };
  if (field.maximum !== undefined && value > field.maximum) return { value, fault: 'too_large' };
  return { value, fault: null };
}

/** The text of an input for a value. */
export function inputText(value: unknown, field: Field): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'money' && typeof value === 'number') return (value / 100).toFixed(2);
  return String(value);
}
