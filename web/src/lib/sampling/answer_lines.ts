// SPDX-License-Identifier: Apache-2.0
// The answer as sentences: a key of Sampling.i18n.json, the numbers in it, and the figure that stands out.
import { number } from '$lib/i18n/format';
import type { Values } from '$lib/i18n/words.svelte';
import type { CardName, FieldName, SamplingAnswer } from './sampling';
import type texts from './Sampling.i18n.json';

export interface Line {
  key: keyof typeof texts;
  values: Values;
  figure?: string;
}
type Numbers = Partial<Record<FieldName, number>>;

/** A chance or share of 1 in per cent; what is neither never nor always is not rounded to either. */
export function chance(share: number, digits = 1): string {
  const step = 10 ** -digits;
  const percent = share * 100;
  if (percent > 0 && percent < step) return `<\u00a0${number(step, digits)}\u00a0%`;
  if (percent < 100 && percent > 100 - step) return `>\u00a0${number(100 - step, digits)}\u00a0%`;
  return `${number(percent, digits)}\u00a0%`;
}

const percent = (value: number | undefined) => `${number(value, 4)}\u00a0%`;

export function answerLines(card: CardName, answer: SamplingAnswer, asked: Numbers): Line[] {
  switch (card) {
    case 'land': return land(answer, asked);
    case 'lot': return lot(answer, asked);
    case 'many':
      return [{ key: 'many_says', figure: number(answer.sample_of_many), values: { sample: number(answer.sample_of_many), share: percent(asked['bad-share']), confidence: percent(asked.confidence) } }];
    case 'none': {
      const most = chance(answer.bad_share_at_most ?? 1, 3);
      return [{ key: 'none_says', figure: most, values: { count: number(asked['none-of']), share: most, confidence: percent(asked.confidence) } }];
    }
    case 'faults': return faults(answer, asked);
    case 'areas': return areas(answer, asked);
    case 'survey': return survey(answer, asked);
  }
}

function land(answer: SamplingAnswer, asked: Numbers): Line[] {
  const left = number(asked.left);
  const passes = chance(answer.passes ?? 1);
  return [
    { key: 'land_passes', figure: passes, values: { left, share: percent(asked.share), chance: passes } },
    answer.share == null
      ? { key: 'land_too_little', values: { left, risk: percent(asked.risk) } }
      : { key: 'land_share', figure: chance(answer.share), values: { left, share: chance(answer.share), risk: percent(asked.risk) } },
  ];
}

function lot(answer: SamplingAnswer, asked: Numbers): Line[] {
  const values = { bad: number(asked.bad), plots: number(asked.plots), confidence: percent(asked.confidence) };
  if (answer.lot_passes !== undefined) {
    const passes = chance(answer.lot_passes);
    return [{ key: 'lot_passes', figure: passes, values: { bad: values.bad, plots: values.plots, sample: number(asked.sample), chance: passes } }];
  }
  if (answer.sample == null) return [{ key: 'lot_nothing', values: {} }];
  return [
    { key: 'lot_sample', figure: number(answer.sample), values: { ...values, sample: number(answer.sample) } },
    { key: 'lot_formula', values: { formula: number(answer.by_formula, 1) } },
  ];
}

function faults(answer: SamplingAnswer, asked: Numbers): Line[] {
  const { plan } = answer;
  if (!plan) return [];
  if (plan.everything) return [{ key: 'faults_everything', figure: number(plan.sample), values: { sample: number(plan.sample) } }];
  const lines: Line[] = [
    { key: 'faults_plan', figure: number(plan.sample), values: { letter: plan.letter, sample: number(plan.sample), lot: number(asked.lot), accept: number(plan.accept), reject: number(plan.reject) } },
    { key: 'faults_level', values: { level: percent(asked.aql), chance: chance(answer.accepts_at_level ?? 1), limit: chance(answer.limiting_quality ?? 1, 2) } },
  ];
  if (answer.accepts_this_lot !== undefined) lines.push({ key: 'faults_lot', values: { bad: number(asked.bad), chance: chance(answer.accepts_this_lot) } });
  return lines;
}

function areas(answer: SamplingAnswer, asked: Numbers): Line[] {
  const { lqas } = answer;
  if (!lqas) return [{ key: 'areas_none', values: {} }];
  return [
    { key: 'areas_plan', figure: number(lqas.sample), values: { sample: number(lqas.sample), pass: number(lqas.pass) } },
    { key: 'areas_errors', values: { good: percent(asked['good-area']), failed: chance(lqas.wrongly_failed), bad: percent(asked['bad-area']), passed: chance(lqas.wrongly_passed) } },
  ];
}

function survey(answer: SamplingAnswer, asked: Numbers): Line[] {
  const { survey: size, intra_cluster: clusters } = answer;
  if (!size) return [];
  const lines: Line[] = [{ key: 'survey_people', figure: number(size.people), values: { people: number(size.people), margin: percent(asked.margin), confidence: percent(asked.confidence) } }];
  if (clusters) lines.push({ key: 'survey_clusters', values: { clusters: number(clusters.clusters), size: number(clusters.size), rho: number(clusters.rho, 4), effect: number(clusters.design_effect, 3) } });
  lines.push({ key: 'survey_steps', values: { simple: number(size.simple, 1), finite: number(size.finite, 1), effect: number(size.design_effect, 2), clustered: number(size.clustered, 1), asked: number(size.asked, 1) } });
  return lines;
}
