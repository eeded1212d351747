// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from 'vitest';
import { address, connection, get, send, sendTagged } from './client.svelte';

interface Sent { url: string; method: string; headers: Record<string, string>; body: unknown }

function answering(status: number, body: string, headers: Record<string, string> = {}): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (url: string, { method, headers: given, body: content }: RequestInit) => {
    sent.push({ url, method: method ?? '', headers: given as Record<string, string>, body: content });
    return Promise.resolve(new Response(status === 204 ? null : body, { status, headers }));
  });
  return sent;
}
afterEach(() => {
  vi.unstubAllGlobals();
  connection.csrf = '';
});

describe('an address', () => {
  it('takes its parts as they are, whatever they hold', () => {
    expect(address('/api/tables/{type}/export', { path: { type: 'a/b?c#d é' }, query: { format: 'csv', filter: "name = 'x & y'", fields: '' } }))
      .toBe(`/api/tables/${encodeURIComponent('a/b?c#d é')}/export?format=csv&filter=name+%3D+%27x+%26+y%27`);
  });

  it('lists several values apart by commas, as the description says', () => {
    expect(address('/ogc/collections/{collectionId}/items', { path: { collectionId: 'place' }, query: { properties: ['name', 'code'], limit: 0 } }))
      .toBe('/ogc/collections/place/items?properties=name%2Ccode&limit=0');
  });
});

describe('a request', () => {
  it('sends a body under its media type, headers that are empty not at all, and the token with every write', async () => {
    connection.csrf = 'token';
    const sent = answering(201, '', { Location: '/ogc/collections/hazard/items/1', ETag: '"1"' });
    const made = await sendTagged('POST', '/ogc/collections/{collectionId}/items', {
      path: { collectionId: 'hazard' }, header: { 'Tilth-Reason': '' }, body: { type: 'Feature', geometry: null, properties: {} }, media: 'application/geo+json',
    });
    expect(made).toEqual({ value: undefined, etag: '"1"', location: '/ogc/collections/hazard/items/1' });
    expect(sent[0]?.headers).toMatchObject({ 'Content-Type': 'application/geo+json', 'X-CSRF-Token': 'token' });
    expect(sent[0]?.headers).not.toHaveProperty('Tilth-Reason');
  });

  it('sends a file as bytes, whatever its kind: the server looks at what it holds', async () => {
    const sent = answering(201, '{"sha256":"0","media_type":"image/png","bytes":1}');
    const file = new File(['x'], 'photo.png', { type: 'image/png' });
    expect((await send('POST', '/api/attachments', { body: file, media: 'application/octet-stream' })).sha256).toBe('0');
    expect(sent[0]).toMatchObject({ body: file, headers: { 'Content-Type': 'application/octet-stream' } });
  });

  it('without a body says of no kind', async () => {
    const sent = answering(204, '');
    expect(await send('DELETE', '/api/session')).toBeUndefined();
    expect(sent[0]?.headers).not.toHaveProperty('Content-Type');
  });

  it('is known by the description, part by part', () => {
    const never = [
      // @ts-expect-error no such address
      () => get('/api/homes'),
      // @ts-expect-error a part of the address is missing
      () => get('/api/findings/{id}'),
      // @ts-expect-error no such parameter
      () => get('/api/home', { query: { colour: 'red' } }),
      // @ts-expect-error the address takes no such verb
      () => send('PUT', '/api/home'),
      // @ts-expect-error the body lacks what it must have
      () => send('POST', '/api/bulk', { body: { type: 'hazard' } }),
      // @ts-expect-error a file must say that it is one
      () => send('POST', '/api/attachments', { body: new Blob() }),
      // @ts-expect-error the answer has no such member
      async () => (await get('/api/home')).accidents,
    ];
    expect(never).toHaveLength(7);
  });
});
