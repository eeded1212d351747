// SPDX-License-Identifier: Apache-2.0
// Data quality in six dimensions (IMAS 05.10), as the server tells it.

export const dimensions = ['completeness', 'validity', 'consistency', 'uniqueness', 'timeliness', 'accuracy'] as const;
export type Dimension = (typeof dimensions)[number];

export interface ScoreRow extends Record<Dimension, number | null> {
  type: string;
  organisation: string; // an id; "*" for all, "" for records that name none
  label: string | null;
  records: number;
  score: number | null;
  partial_score: number | null;
}

export interface Check {
  at: string;
  seq: number;
  rows: ScoreRow[];
}
