// SPDX-License-Identifier: Apache-2.0
// What another page, the map above all, gives to the form that it opens: a shape that was drawn there.
import type { RecordType } from '$lib/model/model';
import type { Values } from './difference';

let waiting: { type: string; id: string | null; values: Values } | null = null;

export function handOver(type: string, values: Values, id: string | null = null) {
  waiting = { type, id, values };
}

/** Given once, and only to the record that it is for. */
export function takeHandover(type: RecordType, id: string | null = null): Values {
  if (waiting?.type !== type.name || waiting.id !== id) return {};
  const { values } = waiting;
  waiting = null;
  return values;
}
