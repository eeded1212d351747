// SPDX-License-Identifier: Apache-2.0
// The answers as sentences of Sampling.i18n.json.
import { chance, percent, type Line as LineOf } from '$lib/calculator/figures';
import { number } from '$lib/i18n/format';
import type { CardName, FieldName, SamplingAnswer } from './sampling';
import type texts from './Sampling.i18n.json';

type Line = LineOf<keyof typeof texts & string>;
type Numbers = Partial<Record<FieldName, number>>;

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
