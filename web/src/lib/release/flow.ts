// SPDX-License-Identifier: Apache-2.0
// The account of land as a picture: what came in on one side, where it went on the other, to one scale.
import type { Schemas } from '$lib/api/operations';

export type Account = Schemas['LandAccount'];

export const incoming = ['created', 'extended', 'transferred_in', 'reclassified_in', 'corrected'] as const;
export const outgoing = ['cleared', 'reduced', 'cancelled', 'transferred_out', 'reclassified_out', 'corrected', 'remaining'] as const;
export type Line = (typeof incoming)[number] | (typeof outgoing)[number];

export interface Band {
  line: Line;
  area: number;
  /** From the top of the trunk, and how high, in units of the picture. */
  top: number;
  height: number;
  /** Where its label stands, pushed apart so that none covers another. */
  label: number;
}

export interface Flow {
  left: Band[];
  right: Band[];
  trunk: number; // height of the trunk
}

function stack(lines: readonly Line[], amount: (line: Line) => number, scale: number, gap: number): Band[] {
  const bands: Band[] = [];
  let top = 0;
  let free = 0;
  for (const line of lines) {
    const area = amount(line);
    if (area <= 0) continue;
    const height = area * scale;
    const label = Math.max(top + height / 2, free);
    bands.push({ line, area, top, height, label });
    top += height;
    free = label + gap;
  }
  return bands;
}

/**
 * @param height of the picture's trunk
 * @param gap between two labels
 */
export function flowOf(account: Account, height: number, gap: number): Flow {
  const inside = (line: Line) => (line === 'corrected' ? Math.max(0, account.corrected) : line === 'remaining' ? 0 : account[line as keyof Account & Line] ?? 0);
  const outside = (line: Line) => (line === 'corrected' ? Math.max(0, -account.corrected) : line === 'remaining' ? Math.max(0, account.remaining ?? 0) : account[line as keyof Account & Line] ?? 0);
  const sum = (lines: readonly Line[], amount: (line: Line) => number) => lines.reduce((total, line) => total + Math.max(0, amount(line)), 0);
  const larger = Math.max(sum(incoming, inside), sum(outgoing, outside));
  const scale = larger > 0 ? height / larger : 0;
  return { left: stack(incoming, inside, scale, gap), right: stack(outgoing, outside, scale, gap), trunk: larger > 0 ? height : 0 };
}

/** Whether the account closes: what came in is what went out and what remains, to a square metre. */
export function closes(account: Account): boolean {
  const into = account.created + account.extended + account.transferred_in + account.reclassified_in + account.corrected;
  const out = account.cancelled + account.reduced + account.cleared + account.transferred_out + account.reclassified_out;
  return account.remaining === undefined || Math.abs(into - out - account.remaining) < 1;
}
