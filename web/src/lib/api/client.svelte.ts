// SPDX-License-Identifier: Apache-2.0
// The one place that talks to the server. Everything is of the same origin.
import { locale } from '$lib/i18n/words.svelte';
import { RequestProblem, Unreachable, type ProblemDocument } from './problem';

export type Query = Record<string, string | number | boolean | null | undefined>;

interface Options {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** An answer with its entity tag, for writes that must not overwrite another's. */
export interface Tagged<T> {
  value: T;
  etag: string;
  location: string;
}

class Connection {
  csrf = '';
  /** False after a request that got no answer, until one gets through again. */
  reachable = $state(true);
  /** Called when the server says that the session has ended. */
  onsignedout: () => void = () => {};
}

export const connection = new Connection();

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** A text of any script as the value of a header: its UTF-8 bytes, one a character, as fetch wants them. */
export function headerText(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text.replace(/[\r\n]+/g, ' ')));
}

async function ask(method: string, path: string, { query, body, headers, signal }: Options): Promise<Response> {
  const sent: Record<string, string> = { 'Accept-Language': locale.language, Accept: 'application/json', ...headers };
  if (method !== 'GET' && connection.csrf) sent['X-CSRF-Token'] = connection.csrf;
  let content: BodyInit | undefined;
  if (body instanceof Blob) content = body;
  else if (body !== undefined) {
    content = JSON.stringify(body);
    sent['Content-Type'] ??= 'application/json';
  }
  let response: Response;
  try {
    response = await fetch(address(path, query), { method, headers: sent, body: content, signal, cache: 'no-cache' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    connection.reachable = false;
    throw new Unreachable(error);
  }
  connection.reachable = true;
  if (response.ok) return response;
  let document: ProblemDocument = {};
  if (response.headers.get('Content-Type')?.includes('json')) {
    document = (await response.json().catch(() => ({}))) as ProblemDocument;
  }
  if (response.status === 401 && path !== '/api/session') connection.onsignedout();
  throw new RequestProblem(response.status, document);
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return read<T>(await ask('GET', path, { query, signal }));
}

export async function getTagged<T>(path: string, query?: Query, accept?: string): Promise<Tagged<T>> {
  const response = await ask('GET', path, { query, headers: accept ? { Accept: accept } : {} });
  return { value: await read<T>(response), etag: response.headers.get('ETag') ?? '', location: '' };
}

export async function getText(path: string, query?: Query): Promise<string> {
  return (await ask('GET', path, { query, headers: { Accept: 'text/html, text/plain' } })).text();
}

export async function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, options: Options = {}): Promise<T> {
  return read<T>(await ask(method, path, { ...options, body }));
}

export async function sendTagged<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, options: Options = {}): Promise<Tagged<T>> {
  const response = await ask(method, path, { ...options, body });
  const text = await response.text();
  return {
    value: (text ? JSON.parse(text) : undefined) as T,
    etag: response.headers.get('ETag') ?? '',
    location: response.headers.get('Location') ?? '',
  };
}
