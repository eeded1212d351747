// SPDX-License-Identifier: Apache-2.0
// What a shape's editor needs to know of the form that it is part of: to check rules while it is drawn.
import type { Schemas } from '$lib/api/operations';

export const formContext = Symbol('form');

export interface FormContext {
  type: string;
  id: string | null;
  /** Checks the record with one field as given. */
  check: (field: string, value: unknown) => Promise<Schemas['DraftFindings']>;
}
