// SPDX-License-Identifier: Apache-2.0
// The one place that talks to the server. Everything is of the same origin.
import { locale } from '$lib/i18n/words.svelte';
import type { Address, Answer, Asked, Writes } from './operations';
import { RequestProblem, Unreachable, type ProblemDocument } from './problem';

interface Question {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  header?: Record<string, string | undefined>;
  body?: unknown;
  media?: string;
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

function target(address: string, { path = {}, query = {} }: Question = {}): string {
  const filled = address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

/** Where a link leads that a browser follows itself: a file, a stream of events. */
export function address<P extends Address<'get'>>(path: P, ...[question]: Asked<'get', P>): string {
  return target(path, question);
}

/** A text of any script as the value of a header: its UTF-8 bytes, one a character, as fetch wants them. */
export function headerText(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text.replace(/[\r\n]+/g, ' ')));
}

async function ask(method: string, address: string, question: Question = {}): Promise<Response> {
  const { header, body, media = 'application/json', signal } = question;
  const sent: Record<string, string> = { 'Accept-Language': locale.language, Accept: 'application/json, application/geo+json' };
  for (const [name, value] of Object.entries(header ?? {})) if (value) sent[name] = value;
  if (method !== 'GET' && connection.csrf) sent['X-CSRF-Token'] = connection.csrf;
  if (body !== undefined) sent['Content-Type'] = media;
  const content = body === undefined || body instanceof Blob ? body : JSON.stringify(body);
  let response: Response;
  try {
    response = await fetch(target(address, question), { method, headers: sent, body: content, signal, cache: 'no-cache' });
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
  if (response.status === 401 && address !== '/api/session') connection.onsignedout();
  throw new RequestProblem(response.status, document);
}

async function read<T>(response: Response): Promise<Tagged<T>> {
  const text = await response.text();
  return {
    value: (text ? JSON.parse(text) : undefined) as T,
    etag: response.headers.get('ETag') ?? '',
    location: response.headers.get('Location') ?? '',
  };
}

export async function getTagged<P extends Address<'get'>>(path: P, ...[question]: Asked<'get', P>): Promise<Tagged<Answer<'get', P>>> {
  return read(await ask('GET', path, question));
}

export async function get<P extends Address<'get'>>(path: P, ...question: Asked<'get', P>): Promise<Answer<'get', P>> {
  return (await getTagged(path, ...question)).value;
}

export async function sendTagged<M extends Writes, P extends Address<Lowercase<M>>>(
  method: M, path: P, ...[question]: Asked<Lowercase<M>, P>
): Promise<Tagged<Answer<Lowercase<M>, P>>> {
  return read(await ask(method, path, question));
}

export async function send<M extends Writes, P extends Address<Lowercase<M>>>(method: M, path: P, ...question: Asked<Lowercase<M>, P>): Promise<Answer<Lowercase<M>, P>> {
  return (await sendTagged(method, path, ...question)).value;
}
