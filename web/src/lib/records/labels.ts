// SPDX-License-Identifier: Apache-2.0
// What people call a record that is known by its id.
import { get } from '$lib/api/client.svelte';
import { session } from '$lib/shell/session.svelte';

const known = new Map<string, Promise<string>>();
const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function ask(type: string, id: string): Promise<string> {
  const field = session.model?.types.get(type)?.label_field;
  if (!field || !idForm.test(id)) return id;
  const { properties } = await get('/ogc/collections/{collectionId}/items/{featureId}', { path: { collectionId: type, featureId: id } });
  return String(properties[field] ?? id);
}

/** The label; the id itself where the record has none or cannot be seen. */
export function labelOf(type: string, id: string): Promise<string> {
  const key = `${type}/${id}`;
  let found = known.get(key);
  if (!found) {
    found = ask(type, id).catch(() => {
      known.delete(key);
      return id;
    });
    known.set(key, found);
    if (known.size > 5000) known.clear();
  }
  return found;
}
