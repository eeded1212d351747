// SPDX-License-Identifier: Apache-2.0
// What may be asked of the server and what it answers, read off its own description.
import type { components, paths } from './types.gen';

export type Schemas = components['schemas'];

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Writes = 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Operation<V extends Verb, P extends keyof paths> = NonNullable<paths[P][V]>;

/** Addresses that take the verb, as the description writes them: "/api/jobs/{job}". */
export type Address<V extends Verb> = { [P in keyof paths]: paths[P][V] extends object ? P : never }[keyof paths];

type Content<O> = O extends { requestBody: { content: infer C } } ? C : never;
type Sent<C> = C extends { 'application/octet-stream': unknown } ? Blob : C[keyof C];
/** The body with its media type, which only JSON may leave out. */
type Body<O> = [Content<O>] extends [never]
  ? { body?: undefined }
  : { body: Sent<Content<O>> } & (Content<O> extends { 'application/json': unknown } ? { media?: keyof Content<O> & string } : { media: keyof Content<O> & string });
type Parameters<O> = O extends { parameters: infer A } ? Pick<A, keyof A & ('path' | 'query' | 'header')> : object;
type Question<O> = Parameters<O> & Body<O> & { signal?: AbortSignal };

/** Parameters and body of an operation; may be left out where nothing in them must be given. */
export type Asked<V extends Verb, P extends keyof paths> =
  object extends Question<Operation<V, P>> ? [question?: Question<Operation<V, P>>] : [question: Question<Operation<V, P>>];

type Good<O> = O extends { responses: infer R } ? R[keyof R & (200 | 201 | 202 | 204)] : never;
type Told<R> = R extends { content: infer C } ? C[keyof C & ('application/json' | 'application/geo+json')] : undefined;
/** The JSON of an answer that is no problem; undefined where there is none. */
export type Answer<V extends Verb, P extends keyof paths> = Told<Good<Operation<V, P>>>;
