// SPDX-License-Identifier: Apache-2.0
// A person who may sign in, as the server tells an administrator.
import type { Schemas } from '$lib/api/operations';

export type Account = Schemas['Account'];

export const roleNames = ['viewer', 'collector', 'operator', 'reviewer', 'director', 'information_manager', 'administrator'] as const;
