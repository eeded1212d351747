// SPDX-License-Identifier: Apache-2.0
// A person who may sign in, as the server tells an administrator.

export interface Grant {
  organisation?: string;
  place?: string;
}

export interface Account {
  name: string;
  title: string;
  role: string;
  organisation: string;
  grants: Grant[];
  highest_class?: string | null;
  language?: string;
  disabled: boolean;
  has_password: boolean;
  link_until?: string | null;
  link?: string;
}

export const roleNames = ['viewer', 'collector', 'operator', 'reviewer', 'director', 'information_manager', 'administrator'] as const;
