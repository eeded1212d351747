// SPDX-License-Identifier: Apache-2.0
// Where the programme lies, so that a map opens there.
import { get } from '$lib/api/client.svelte';

type Box = [number, number, number, number];

export async function programmeBox(): Promise<Box | null> {
  // Places first: a record with a fault in its coordinates may lie anywhere.
  for (const type of ['place', 'hazard', 'accident']) {
    try {
      const { extent } = await get('/ogc/collections/{collectionId}', { path: { collectionId: type } });
      const box = extent?.spatial?.bbox?.[0];
      if (box?.length === 4 && box.every(Number.isFinite) && box[0] !== -180) return box as Box;
    } catch {
      // no such type, or nothing of it that this person may see
    }
  }
  return null;
}
