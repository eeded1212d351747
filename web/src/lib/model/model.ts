// SPDX-License-Identifier: Apache-2.0
// The programme's model as the server tells it to this person, in their language. Pages are drawn from it.
import type { Schemas } from '$lib/api/operations';

export type Field = Schemas['ModelField'];
export type FieldKind = Field['kind'];
export type Rule = Schemas['ModelRule'];
export type RecordType = Schemas['ModelType'];
/** Where a thing of the model comes from; mark U: to be checked with the standard. */
export type From = Pick<RecordType['from'], 'source' | 'edition' | 'mark'>;
export type CodeList = Schemas['ModelCodeList'];
export type ModelDocument = Schemas['Model'];

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

/** "IMAS 07.30, Ed. 2": the source with its edition, where it is known. Both are Latin text in every language. */
export const sourceText = (from: Partial<From> | undefined) => [from?.source, from?.edition].filter(Boolean).join(', ');

/** The list of a field, where nobody has checked it with its standard. */
export function listToCheck(model: Model | null, field: Field): CodeList | undefined {
  const list = field.codes === undefined ? undefined : model?.codes.get(field.codes);
  return list?.from.mark === 'U' ? list : undefined;
}

/** The lists of a type that are to be checked, each with the fields that it fills. */
export function listsToCheck(model: Model | null, type: RecordType): { list: CodeList; fields: Field[] }[] {
  const found = new Map<string, { list: CodeList; fields: Field[] }>();
  for (const field of type.fields) {
    const list = listToCheck(model, field);
    if (list) found.set(list.name, { list, fields: [...(found.get(list.name)?.fields ?? []), field] });
  }
  return [...found.values()];
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
