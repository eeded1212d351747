// SPDX-License-Identifier: Apache-2.0
// What the pages of assessments share: shapes of the answers, the geometry of the radar, the steps of the heat map.
import type { Schemas } from '$lib/api/operations';

export type Assessment = Schemas['Assessment'];
export type AssessmentItem = Schemas['AssessmentItem'];
export type Area = Assessment['areas'][number];
export type Question = Schemas['AssessmentQuestion'];
export type Column = Schemas['AssessmentColumn'];
export type Instrument = Schemas['Instrument'];

export interface Scale { lowest: number; highest: number }

export function scaleOf(instrument: Instrument): Scale {
  const values = instrument.levels.map(({ value }) => value);
  return { lowest: Math.min(...values), highest: Math.max(...values) };
}

/** The share of the scale, 0 to 1; what lies beyond it is drawn at its end. */
export function share(score: number, { lowest, highest }: Scale): number {
  return highest <= lowest ? 0 : Math.min(1, Math.max(0, (score - lowest) / (highest - lowest)));
}

/** The corner of axis `index` of `axes`, first at the top; clockwise, or against the clock in a right-to-left page. */
export function corner(index: number, axes: number, radius: number, mirrored: boolean): [number, number] {
  const turn = (index / axes) * 2 * Math.PI * (mirrored ? -1 : 1);
  return [radius * Math.sin(turn), -radius * Math.cos(turn)];
}

/** The lines of a radar: an area without a score breaks the line, so that nobody reads it as 0. */
export function outline(scores: (number | null)[], scale: Scale, radius: number, mirrored: boolean): { path: string; whole: boolean } {
  const axes = scores.length;
  // The lowest level still has a corner: a fifth of the way out is kept for it.
  const points = scores.map((score, index) => (score === null ? null : corner(index, axes, radius * (0.2 + 0.8 * share(score, scale)), mirrored)));
  const whole = points.every((point) => point !== null);
  const text = (point: [number, number]) => point.map((part) => part.toFixed(1)).join(' ');
  if (whole) return { path: `M${points.map((point) => text(point!)).join('L')}Z`, whole };
  let path = '';
  points.forEach((point, index) => {
    const next = points[(index + 1) % axes];
    if (point && next) path += `M${text(point)}L${text(next)}`;
  });
  return { path, whole };
}

/** Where a ring of a level is drawn. */
export function ring(level: number, axes: number, scale: Scale, radius: number, mirrored: boolean): string {
  return outline(new Array<number>(axes).fill(level), scale, radius, mirrored).path;
}

/** One of six steps of the heat map; null where there is no score. */
export function step(score: number | null, scale: Scale): number | null {
  return score === null ? null : Math.min(5, Math.floor(share(score, scale) * 6));
}

/** What an assessment may be compared with: others of its edition that are not later, as far as their days are known. */
export function comparable({ id, on, history }: Pick<Assessment, 'id' | 'on' | 'history'>): Column[] {
  const later = (day: string | null) => day !== null && on !== null && day > on && !day.startsWith(on);
  return history.filter((column) => column.same_edition && column.id !== id && !later(column.on));
}

/** Columns in runs of one edition: between two runs the line is broken. */
export function runs(columns: Column[]): Column[][] {
  const found: Column[][] = [];
  for (const column of columns) {
    const last = found.at(-1);
    if (last && last[0]!.instrument.id === column.instrument.id) last.push(column);
    else found.push([column]);
  }
  return found;
}

/** What an answer is changed to; null clears. */
export interface Given {
  level?: number | null;
  met?: boolean | null;
  not_applicable?: boolean | null;
  evidence?: string | null;
  target_level?: number | null;
  action?: string | null;
  action_owner?: string | null;
  due_on?: string | null;
}

/** A choice of the form as the fields of the record: one of level, met, not applicable; the others are cleared. */
export function choiceOf(choice: string, instrument: Instrument): Given {
  if (choice === 'none') return { not_applicable: true, ...(instrument.scoring === 'criteria' ? { met: null } : { level: null }) };
  if (instrument.scoring === 'criteria') return { met: choice === 'met', not_applicable: null };
  return { level: Number(choice), not_applicable: null };
}
export function choiceIn(answer: Question['answer'], instrument: Instrument): string {
  if (!answer) return '';
  if (answer.not_applicable) return 'none';
  if (instrument.scoring === 'criteria') return answer.met === null ? '' : answer.met ? 'met' : 'unmet';
  return answer.level === null ? '' : String(answer.level);
}
