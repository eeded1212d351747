// SPDX-License-Identifier: Apache-2.0
// A ranking of hazards as the page shows it: weights that are tried, its rows as a table to take along, its land on the map.
import type { Schemas } from '$lib/api/operations';
import { quoted } from '$lib/records/conditions';

export type Ranking = Schemas['Ranking'];
export type Ranked = Schemas['RankedHazard'];

/** Weights of an address, one a criterion from 0 to 100; null where they are not such: the scheme's own count. */
export function weightsIn(text: string, criteria: number): number[] | null {
  if (text === '') return null;
  const weights = text.split(',').map(Number);
  if (weights.length !== criteria || weights.some((one) => !Number.isFinite(one) || one < 0 || one > 100) || weights.every((one) => one === 0)) return null;
  return weights;
}

/** The scheme's own weights of 100, as the page's fields show them. */
export const ownWeights = (ranking: Ranking): number[] => ranking.criteria.map(({ weight }) => Number((weight * 100).toFixed(2)));

/** As it stands in the address; nothing where the weights are the scheme's own. */
export function weightsText(weights: number[], ranking: Ranking): string {
  const own = ownWeights(ranking);
  return weights.every((one, at) => one === own[at]) ? '' : weights.join(',');
}

/** How the part of a criterion is told: what is not known is neither 0 nor empty. */
export const partOf = (one: Ranked, criterion: string): number | null => one.parts[criterion] ?? null;

const digits = (value: number | null): string | number => (value === null ? '' : Number(value.toFixed(4)));

/** The rows that are seen, under words of the page; nothing stands where something is not known. */
export function tableOf(ranking: Ranking, tried: boolean, words: { rank: string; scheme_rank: string; hazard: string; id: string; score: string; least: string; most: string }): unknown[][] {
  const names = ranking.criteria.map(({ name }) => name);
  return [
    [words.rank, ...(tried ? [words.scheme_rank] : []), words.hazard, words.id, words.score, words.least, words.most, ...names],
    ...ranking.ranks.map((one) => [one.rank, ...(tried ? [one.scheme_rank] : []), one.label, one.hazard, digits(one.score), digits(one.least), digits(one.most), ...names.map((name) => digits(partOf(one, name)))]),
  ];
}

/** A filter for the map: the hazards that are seen and have a shape, by the field that people call them by. */
export function mapFilter(ranking: Ranking, labelField: string | undefined): string {
  const labels = ranking.ranks.filter((one) => one.on_map && one.label !== one.hazard).map(({ label }) => quoted(label));
  return !labelField || labels.length === 0 ? '' : labels.length === 1 ? `${labelField} = ${labels[0]}` : `${labelField} IN (${labels.join(', ')})`;
}
