// SPDX-License-Identifier: Apache-2.0
// What a check found, as the server tells it.

export type Severity = 'error' | 'warning' | 'note';

export interface Finding {
  id: string;
  rule: string;
  code: string;
  severity: Severity;
  type: string;
  records: string[];
  /** A field, or a place within the outline. */
  place: string;
  lon: number | null;
  lat: number | null;
  message: string;
  hint: string;
  has_repair: boolean;
  state?: 'open' | 'accepted' | 'mended' | 'waived';
  reason?: string;
  settled_by?: string;
  first_seen?: string;
  last_seen?: string;
  label?: string | null;
  organisation?: string | null;
  record_place?: string | null;
  assigned_to?: string | null;
}

export const severities: Severity[] = ['error', 'warning', 'note'];
