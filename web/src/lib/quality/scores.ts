// SPDX-License-Identifier: Apache-2.0
// Data quality in six dimensions (IMAS 05.10), as the server tells it.

export const dimensions = ['completeness', 'validity', 'consistency', 'uniqueness', 'timeliness', 'accuracy'] as const;
