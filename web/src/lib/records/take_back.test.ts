// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, it, vi } from 'vitest';
import { toasts } from '$lib/shell/toasts.svelte';
import { takeBack } from './take_back';

afterEach(() => {
  vi.unstubAllGlobals();
  toasts.list = [];
});
const answering = (status: number) => {
  const asked = vi.fn((_url: string | Request, _options?: RequestInit) => Promise.resolve(Response.json({ code: 'batch.changed_since', count: 2 }, { status })));
  vi.stubGlobal('fetch', asked);
  return asked;
};

it('offers no way back where nothing was done', () => {
  expect(takeBack(null, () => 'undone', () => {})).toEqual({});
});

it('takes the batch back, says so, and goes on', async () => {
  const asked = answering(200);
  const after = vi.fn();
  await takeBack('12-34', () => 'undone', after).undo?.();
  expect(asked).toHaveBeenCalledOnce();
  const [target] = asked.mock.calls[0]!;
  expect(target instanceof Request ? target.url : target).toContain('/api/batches/12-34/undo');
  expect(toasts.list.map(({ text }) => text)).toEqual(['undone']);
  expect(after).toHaveBeenCalledOnce();
});

it('says nothing of the kind where it was refused', async () => {
  answering(409);
  const after = vi.fn();
  await expect(takeBack('12-34', () => 'undone', after).undo?.()).rejects.toBeTruthy();
  expect(toasts.list).toEqual([]);
  expect(after).not.toHaveBeenCalled();
});
