// SPDX-License-Identifier: Apache-2.0
// The programme's model as the server tells it to this person, in their language. Pages are drawn from it.

export type FieldKind =
  | 'text' | 'integer' | 'decimal' | 'date' | 'time' | 'instant' | 'boolean' | 'code' | 'reference' | 'area' | 'length' | 'money'
  | 'geometry' | 'attachment' | 'lines' | 'counts';

export interface Field {
  name: string;
  kind: FieldKind;
  title: string;
  help?: string;
  required: boolean;
  required_when?: string;
  class: 'public' | 'partner' | 'restricted' | 'personal';
  many?: boolean;
  unique?: boolean;
  encrypted?: boolean;
  codes?: string;
  refers_to?: string;
  geometry?: string; // point, line, polygon, any
  minimum?: number;
  maximum?: number;
  max_length?: number;
  currency_field?: string;
  computed?: string;
  counts_of?: string;
  line_fields?: Field[];
}

export interface Transition {
  name: string;
  from: string;
  to: string;
  roles: string[];
  title: string;
  guard?: string;
}

export interface Provenance {
  source: string;
  edition?: string;
  mark?: string;
}

export interface Rule {
  id: string;
  code: string;
  severity: 'error' | 'warning' | 'note';
  field: string;
  when?: string;
  must?: string;
  check?: string;
  message: string;
  hint: string;
  from: Provenance;
}

export interface RecordType {
  name: string;
  title: string;
  plural: string;
  description: string;
  theme: string;
  class: string;
  geometry_field: string;
  label_field: string;
  date_field: string;
  place_field: string;
  organisation_field: string;
  fields: Field[];
  children: { name: string; type: string; by: string; title: string }[];
  rules: Rule[];
  workflow?: { field: string; initial: string; transitions: Transition[] };
  from: Provenance;
}

export interface Code {
  value: string;
  title: string;
  parent?: string;
  retired?: boolean;
}

export interface CodeList {
  name: string;
  title: string;
  codes: Code[];
}

export interface ModelDocument {
  name: string;
  version: string;
  languages: string[];
  language: string;
  hash: string;
  types: RecordType[];
  code_lists: CodeList[];
  indicators: { id: string; code: string; title: string; unit: string }[];
}

/** The document with its types and lists by name. */
export interface Model {
  document: ModelDocument;
  types: Map<string, RecordType>;
  codes: Map<string, CodeList>;
}

export function readModel(document: ModelDocument): Model {
  return {
    document,
    types: new Map(document.types.map((type) => [type.name, type])),
    codes: new Map(document.code_lists.map((list) => [list.name, list])),
  };
}

export function fieldOf(type: RecordType | undefined, name: string): Field | undefined {
  return type?.fields.find((field) => field.name === name);
}

/** The title of a code's value; the value itself where the list does not know it. */
export function codeTitle(model: Model | null, list: string | undefined, value: unknown): string {
  const found = list === undefined ? undefined : model?.codes.get(list)?.codes.find((code) => code.value === value);
  return found ? found.title : String(value ?? '');
}

/** People counted by sex and age stand as single fields that name their group; forms and columns show them together. */
export interface FieldGroup {
  name: string;
  title: string;
  fields: Field[]; // one, unless a count
}

const sameStart = (titles: string[]): string => {
  let start = titles[0] ?? '';
  for (const title of titles) while (!title.startsWith(start)) start = start.slice(0, -1);
  return start.replace(/[\s:،,;·–-]+$/u, '');
};

export function grouped(fields: Field[]): FieldGroup[] {
  const groups: FieldGroup[] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (field.counts_of && last && last.name === field.counts_of) last.fields.push(field);
    else groups.push({ name: field.counts_of ?? field.name, title: field.title, fields: [field] });
  }
  for (const group of groups) {
    if (group.fields.length > 1) group.title = sameStart(group.fields.map((field) => field.title)) || group.name.replaceAll('_', ' ');
  }
  return groups;
}
