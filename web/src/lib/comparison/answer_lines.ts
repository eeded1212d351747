// SPDX-License-Identifier: Apache-2.0
// The answers as sentences of Comparison.i18n.json.
import { chance, percent, pFigure, pText, signed, significant, unclearFrom, type Line as LineOf } from '$lib/calculator/figures';
import { number } from '$lib/i18n/format';
import type { CardName, ComparisonAnswer, Question } from './comparison';
import type texts from './Comparison.i18n.json';

type Line = LineOf<keyof typeof texts & string>;
type Asked = Pick<Question, 'numbers' | 'lists'>;

const points = (share: number, digits = 1) => signed(share * 100, digits);
const pointsFigure = (share: number): Line['figure'] => ({ key: 'points', values: { points: points(share) } });
const byChance = (p: number | null): Line => (p === null ? { key: 'no_spread', values: {} } : { key: 'by_chance', values: { p: pText(p) } });
const ofAll = (count: number, all: number): Line['figure'] => ({ key: 'of_all', values: { count: number(count), all: number(all) } });

export function answerLines(card: CardName, answer: ComparisonAnswer, asked: Asked): Line[] {
  switch (card) {
    case 'share': return share(answer, asked);
    case 'rounds': return rounds(answer, asked);
    case 'pairs': return pairs(answer, asked);
    case 'several': return several(answer, asked);
    case 'rates': return rates(answer, asked);
    case 'rating': return rating(answer, asked);
    case 'strata': return strata(answer, asked);
    case 'margins': return margins(answer);
    case 'values': return values(answer, asked);
  }
}

function share({ share: told }: ComparisonAnswer, { numbers }: Asked): Line[] {
  if (!told) return [];
  return [
    { key: 'share_between', figure: chance(told.share), values: { lower: chance(told.lower), upper: chance(told.upper), confidence: percent(numbers.confidence) } },
    { key: 'share_exact', values: { lower: chance(told.exact_lower), upper: chance(told.exact_upper) } },
  ];
}

function rounds({ change, beyond }: ComparisonAnswer, { numbers }: Asked): Line[] {
  if (!change) return [];
  const lines: Line[] = [
    {
      key: 'rounds_change', figure: pointsFigure(change.difference),
      values: { before: chance(change.before), after: chance(change.after), lower: points(change.lower), upper: points(change.upper), confidence: percent(numbers.confidence) },
    },
    byChance(change.p),
    { key: 'rounds_size', values: { h: signed(change.cohens_h, 2), error: number(change.standard_error * 100, 1) } },
  ];
  if (beyond && beyond.p === null) lines.push({ key: 'beyond_no_spread', values: { points: points(beyond.difference) } });
  else if (beyond && beyond.p !== null) {
    const [wasClear, isClear] = [change.p !== null && change.p < unclearFrom, beyond.p < unclearFrom];
    const key = isClear ? (wasClear ? 'beyond_still' : 'beyond_only') : wasClear ? 'beyond_no_longer' : 'beyond_neither';
    lines.push({ key, values: { points: points(beyond.difference), p: pText(beyond.p) } });
  }
  return lines;
}

function pairs({ paired }: ComparisonAnswer, { numbers }: Asked): Line[] {
  if (!paired) return [];
  return [
    { key: 'pairs_change', figure: pointsFigure(paired.difference), values: { gained: number(numbers.gained), lost: number(numbers.lost), pairs: number(numbers.pairs) } },
    byChance(paired.p),
    { key: 'pairs_approximate', values: { chi: number(paired.chi_squared, 2), p: pText(paired.chi_p) } },
  ];
}

function several({ several: corrected }: ComparisonAnswer, { lists }: Asked): Line[] {
  if (!corrected) return [];
  const given = (lists.p ?? []) as number[];
  const clear = (all: number[]) => all.filter((p) => p < unclearFrom).length;
  return [{
    key: 'several_count', figure: ofAll(clear(corrected), corrected.length), values: { before: number(clear(given)) },
    table: {
      heads: [{ key: 'head_place', values: {} }, { key: 'head_given', values: {} }, { key: 'head_corrected', values: {} }],
      rows: corrected.map((p, place) => [number(place + 1), given[place] === undefined ? '–' : pFigure(given[place]), pFigure(p)]),
      marked: corrected.flatMap((p, place) => (p < unclearFrom ? [place] : [])),
    },
  }];
}

function rates({ rates: told }: ComparisonAnswer, { numbers }: Asked): Line[] {
  if (!told) return [];
  const both = { first: significant(told.first), second: significant(told.second) };
  return [
    told.ratio === null ? { key: 'rates_no_ratio', values: both } : { key: 'rates_ratio', figure: { key: 'times', values: { times: significant(told.ratio) } }, values: both },
    {
      key: 'rates_between',
      values: {
        confidence: percent(numbers.confidence), first_lower: significant(told.first_lower), first_upper: significant(told.first_upper),
        second_lower: significant(told.second_lower), second_upper: significant(told.second_upper),
      },
    },
    byChance(told.p),
  ];
}

function rating({ rating: told }: ComparisonAnswer, { numbers, lists }: Asked): Line[] {
  if (!told) return [];
  const share = chance(told.share);
  const of = { answers: number(told.answers), top: number(numbers.top), options: number(lists.answers?.length) };
  const lines: Line[] = told.effective_n === null
    ? [{ key: 'rating_all', figure: share, values: of }]
    : [{ key: 'rating_share', figure: share, values: { ...of, lower: chance(told.lower), upper: chance(told.upper), confidence: percent(numbers.confidence) } }];
  if (told.effective_n !== null && numbers.attended !== undefined) {
    lines.push({ key: 'rating_effective', values: { answers: of.answers, attended: number(numbers.attended), effective: number(told.effective_n, 1) } });
  }
  lines.push({ key: 'rating_mean', values: { mean: number(told.mean, 2), options: of.options } });
  return lines;
}

function strata({ stratified }: ComparisonAnswer, { numbers }: Asked): Line[] {
  if (stratified === undefined) return [];
  if (stratified === null) return [{ key: 'strata_few', values: {} }];
  return [
    stratified.lower === null || stratified.upper === null
      ? { key: 'strata_no_spread', figure: chance(stratified.share), values: {} }
      : { key: 'strata_share', figure: chance(stratified.share), values: { lower: chance(stratified.lower), upper: chance(stratified.upper), confidence: percent(numbers.confidence) } },
    { key: 'strata_unweighted', values: { unweighted: chance(stratified.unweighted), error: number(stratified.standard_error * 100, 1) } },
  ];
}

function margins({ raked }: ComparisonAnswer): Line[] {
  if (raked === undefined) return [];
  if (raked === null) return [{ key: 'margins_none', values: {} }];
  return [
    { key: 'margins_worth', figure: number(raked.kish_n, 1), values: { effect: number(raked.design_effect, 3) } },
    {
      key: 'margins_cells', values: {},
      table: {
        heads: [{ key: 'head_row', values: {} }, ...(raked.cells[0] ?? []).map((_, at) => ({ key: 'head_column' as const, values: { column: number(at + 1) } }))],
        rows: raked.cells.map((row, at) => [number(at + 1), ...row.map((people) => number(people, 1))]),
      },
    },
  ];
}

function values({ outliers }: ComparisonAnswer, { lists }: Asked): Line[] {
  if (!outliers) return [];
  const given = (lists.values ?? []) as number[];
  const { z, modified, beyond } = outliers;
  if (!modified) return [{ key: 'values_alike', values: {} }];
  const limit = number(outliers.limit, 1);
  const modifiedZ = (place: number) => { const one = modified[place]; return one == null ? '–' : signed(one, 1); };
  const lines: Line[] = beyond.length === 0
    ? [{ key: 'values_none', figure: ofAll(0, given.length), values: { limit } }]
    : [
        { key: 'values_beyond', figure: ofAll(beyond.length, given.length), values: { limit } },
        ...beyond.map((place): Line => ({ key: 'values_one', values: { value: number(given[place], 6), place: number(place + 1), modified: modifiedZ(place) } })),
        { key: 'values_look', values: {} },
      ];
  lines.push({
    key: 'values_table', values: {},
    table: {
      heads: [{ key: 'head_place', values: {} }, { key: 'head_value', values: {} }, { key: 'head_modified', values: {} }, { key: 'head_z', values: {} }],
      rows: given.map((value, place) => [number(place + 1), number(value, 6), modifiedZ(place), z?.[place] === undefined ? '–' : signed(z[place], 1)]),
      marked: beyond,
    },
  });
  return lines;
}
