// SPDX-License-Identifier: Apache-2.0
// What the server says when a request cannot be done: RFC 9457.
import type { Schemas } from './operations';

/** Partly: what stands between may answer in the server's place. */
export type ProblemDocument = Partial<Schemas['Problem']>;

/** A refused request. `message` is what happened, `detail` what to do. */
export class RequestProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly values: Record<string, unknown>;

  constructor(status: number, document: ProblemDocument) {
    super(document.title ?? `HTTP ${status}`);
    this.name = 'RequestProblem';
    this.status = status;
    this.code = document.code ?? document.type?.replace(/^.*\/problems\//, '') ?? '';
    this.detail = document.detail ?? '';
    this.values = document.values ?? {};
  }
}

/** No answer at all: the server is away or the network is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}
