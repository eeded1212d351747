// SPDX-License-Identifier: Apache-2.0
// What a form of a record asks of the server. The same JSON that the OGC API gives to every other client; the shape in
// degrees, longitude first.
import { getTagged, send, sendTagged } from '$lib/api/client.svelte';
import type { RecordType } from '$lib/model/model';
import type { Values } from './difference';
import { featureOf, patchOf } from './draft';

const item = '/ogc/collections/{collectionId}/items/{featureId}';

export const readRecord = (type: RecordType, id: string) => getTagged(item, { path: { collectionId: type.name, featureId: id } });

/** Changes a record from one state to another. A RequestProblem of status 412 where somebody else has saved since `tag`. */
export const patchRecord = (type: RecordType, id: string, from: Values, to: Values, tag: string, why = '') =>
  send('PATCH', item, { path: { collectionId: type.name, featureId: id }, header: { 'If-Match': tag, 'Tilth-Reason': why }, body: patchOf(from, to, type), media: 'application/merge-patch+json' });

/** Gives the id of the new record. */
export async function createRecord(type: RecordType, values: Values, why = ''): Promise<string> {
  const { location } = await sendTagged('POST', '/ogc/collections/{collectionId}/items', {
    path: { collectionId: type.name }, header: { 'Tilth-Reason': why }, body: featureOf(values, type), media: 'application/geo+json',
  });
  return location.split('/').at(-1) ?? '';
}

/** Findings and computed values of what is typed, with what the record had and the form has no more as taken away. */
export function checkDraft(type: RecordType, id: string | null, base: Values, draft: Values) {
  const { geometry, properties } = featureOf(draft, type);
  const all: Values = { ...properties };
  for (const field of type.fields) if (!field.computed && field.name !== type.geometry_field && !(field.name in all) && field.name in base) all[field.name] = null;
  return send('POST', '/api/records/check', { body: { type: type.name, ...(id ? { id } : {}), properties: all, ...(type.geometry_field ? { geometry } : {}) } });
}
