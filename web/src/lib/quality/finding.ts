// SPDX-License-Identifier: Apache-2.0
// What a check found, as the server tells it.
import type { Schemas } from '$lib/api/operations';

export type Finding = Schemas['Finding'];
/** In a record that is not saved: nobody has settled it yet. */
export type DraftFinding = Schemas['DraftFinding'];

export const severities: Finding['severity'][] = ['error', 'warning', 'note'];
