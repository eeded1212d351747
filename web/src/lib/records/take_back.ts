// SPDX-License-Identifier: Apache-2.0
// The way back that a notice offers after an act of many records.
import { send } from '$lib/api/client.svelte';
import { toasts } from '$lib/shell/toasts.svelte';

/** Of the act that the batch names: takes it back, says so in `said`, and then `after`. No way back where nothing was done. */
export function takeBack(batch: string | null, said: () => string, after: () => void): { undo?: () => Promise<void> } {
  if (batch === null) return {};
  return {
    undo: async () => {
      await send('POST', '/api/batches/{batch}/undo', { path: { batch } });
      toasts.show(said());
      after();
    },
  };
}
