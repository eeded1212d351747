// SPDX-License-Identifier: Apache-2.0
// Words for the splits of an indicator and their keys, from the model.
import { codeTitle, fieldOf, type Field, type Model } from '$lib/model/model';

/** The field that a split such as "place.name" or "product" reads. Ledger rows speak of hazards. */
export function splitField(model: Model | null, of: string, split: string): Field | undefined {
  const type = model?.types.get(of === 'land_ledger' ? 'hazard' : of);
  const [first = '', ...rest] = split.split('.');
  const field = fieldOf(type, first);
  if (rest.length === 0 || !field?.refers_to) return field;
  return splitField(model, field.refers_to, rest.join('.')) ?? field;
}

/** The code list that a split's keys are of. A computed figure reads no one type: its split is called as the list is. */
function listOf(model: Model | null, of: string, split: string): string | undefined {
  const field = splitField(model, of, split);
  return field ? field.codes : split;
}

export function splitTitle(model: Model | null, of: string, split: string, own: (split: string) => string | null): string {
  const known = own(split);
  if (known !== null) return known;
  const type = model?.types.get(of === 'land_ledger' ? 'hazard' : of);
  const steps = split.split('.');
  const first = fieldOf(type, steps[0] ?? '');
  if (!first) return model?.codes.get(split)?.title ?? split.replaceAll('_', ' ').replaceAll('.', ' · ');
  if (steps.length === 1 || steps.at(-1) === 'name') return first.title;
  const last = splitField(model, of, split);
  return last && last !== first ? `${first.title} · ${last.title}` : first.title;
}

export function keyTitle(model: Model | null, of: string, split: string, key: string, words: { missing: string; yes: string; no: string }): string {
  if (key === '' || key === '(not recorded)') return words.missing;
  if (splitField(model, of, split)?.kind === 'boolean') return key === 'yes' ? words.yes : key === 'no' ? words.no : key;
  return codeTitle(model, listOf(model, of, split), key);
}

/** Whether the keys of a split are names of places. */
export function isPlace(model: Model | null, of: string, split: string): boolean {
  if (split === 'province' || split === 'place') return true;
  return splitField(model, of, split.replace(/\.name$/, ''))?.refers_to === 'place';
}
