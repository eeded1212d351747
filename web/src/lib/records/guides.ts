// SPDX-License-Identifier: Apache-2.0
// Records that a page of their own leads through step by step.
import type { Model } from '$lib/model/model';
import { link } from '$lib/shell/router.svelte';

/** Where the guide of a record begins; empty where there is none, or where the model keeps none. */
export function guideOf(type: string, id: string, model: Model | null): string {
  if (!model?.types.has('env_screening')) return '';
  if (type === 'env_screening') return link('screening', [id]);
  if (type === 'task') return link('screening', [], { task: id });
  return '';
}
