// SPDX-License-Identifier: Apache-2.0
// Data quality in six dimensions (IMAS 05.10), as the server tells it.

export const dimensions = ['completeness', 'validity', 'consistency', 'uniqueness', 'timeliness', 'accuracy'] as const;
export type Dimension = (typeof dimensions)[number];

export interface ScoreRow {
  type: string;
  organisation: string; // an id; "*" for all, "" for records that name none
  organisation_label: string;
  records: number;
  of: Record<Dimension, number | null>;
  mean: number | null;
  partial_mean: number | null;
}

export interface Scores {
  rows: ScoreRow[];
  over_time: { on: string; mean: number | null }[];
}
