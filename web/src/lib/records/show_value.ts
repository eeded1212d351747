// SPDX-License-Identifier: Apache-2.0
// A value of a record as people read it.
import { area, date, instant, length, listed, money, number } from '$lib/i18n/format';
import { codeTitle, type Field, type Model } from '$lib/model/model';
import type { Geometry, Position } from 'geojson';

export interface ShowContext {
  model: Model | null;
  labels: Record<string, string>; // id of a record -> what people call it
  yes: string;
  no: string;
  /** Words of "shape", "lines": small and of the component that shows. */
  shape?: (kind: string, vertices: number) => string;
  lines?: (count: number) => string;
}

export function vertexCount(shape: Geometry): number {
  if (shape.type === 'GeometryCollection') return shape.geometries.reduce((sum, part) => sum + vertexCount(part), 0);
  const count = (part: unknown): number =>
    Array.isArray(part) ? (typeof part[0] === 'number' ? 1 : part.reduce((sum: number, inner) => sum + count(inner), 0)) : 0;
  return count(shape.coordinates as Position | Position[]);
}

export function isShape(value: unknown): value is Geometry {
  return typeof value === 'object' && value !== null && 'type' in value && ('coordinates' in value || 'geometries' in value);
}

export function show(value: unknown, field: Field | undefined, context: ShowContext): string {
  if (value === null || value === undefined || value === '') return '';
  if (!field) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (field.many && Array.isArray(value)) return listed(value.map((item) => show(item, { ...field, many: false }, context)));
  switch (field.kind) {
    case 'code':
      return codeTitle(context.model, field.codes, value);
    case 'reference':
      return context.labels[String(value)] ?? String(value);
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? number(value, 6) : String(value);
    case 'area':
      return typeof value === 'number' ? area(value) : String(value);
    case 'length':
      return typeof value === 'number' ? length(value) : String(value);
    case 'money':
      return typeof value === 'number' ? money(value) : String(value);
    case 'date':
      return date(String(value));
    case 'instant':
      return instant(String(value));
    case 'boolean':
      return value === true || value === 1 ? context.yes : context.no;
    case 'geometry':
      return isShape(value) ? (context.shape?.(value.type, vertexCount(value)) ?? value.type) : String(value);
    case 'lines': {
      const lines: unknown = typeof value === 'string' ? JSON.parse(value) : value;
      return Array.isArray(lines) ? (context.lines?.(lines.length) ?? String(lines.length)) : String(value);
    }
    default:
      return String(value);
  }
}
