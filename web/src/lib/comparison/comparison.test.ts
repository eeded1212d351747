// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it } from 'vitest';
import { locale } from '$lib/i18n/words.svelte';
import { answerLines } from './answer_lines';
import { cards, questionOf, type CardName, type ComparisonAnswer, type Texts } from './comparison';
import texts from './Comparison.i18n.json';

const asked = (card: CardName, typed: Texts = {}) => questionOf(cards[card], typed);

describe('a question', () => {
  it('can be asked as it stands when the page opens', () => {
    expect(asked('share').query).toEqual({ share: '7/40', confidence: '0.95' });
    expect(asked('rounds').query, 'no group that nobody has').toEqual({ before: '168/400', after: '252/420', 'design-effect': '1.8', confidence: '0.95' });
    expect(asked('pairs').query).toEqual({ gained: '34', lost: '12', pairs: '300' });
    expect(asked('several').query).toEqual({ p: '0.004,0.03,0.041,0.2' });
    expect(asked('rates').query).toEqual({ first: '12/24', second: '5/12', confidence: '0.95' });
    expect(asked('rating').query).toEqual({ answers: '3,5,12,40,40', top: '2', confidence: '0.95' });
    expect(asked('strata').query).toEqual({ strata: '1200/120/74,2600/100/48,800/80/57', confidence: '0.95' });
    expect(asked('margins').query).toEqual({ table: '30,20;25,25', rows: '500,500', columns: '600,400' });
    expect(asked('values').query).toEqual({ values: '31,28,33,30,29,32,95' });
  });

  it('leaves out what was emptied', () => {
    expect(asked('rounds', { 'comparison-before': ' ', 'comparison-after': '' }).query).toEqual({ before: '168/400', after: '252/420', 'design-effect': '1.8', confidence: '0.95' });
    expect(asked('rating', { attended: '' }).query).not.toHaveProperty('attended');
  });

  it.each([
    ['rounds', 'before', ' 1,168 / 2.400 ', '1168/2400'], ['rounds', 'before', '١٦٨/٤٠٠', '168/400'], ['rounds', 'design-effect', '1,8', '1.8'], ['rounds', 'confidence', '99,9', '0.999'],
    ['rates', 'first', '12/24,5', '12/24.5'], ['rates', 'first', '12/0,125', '12/0.125'], ['rates', 'first', '1,200/12 500', '1200/12500'],
    ['several', 'p', '0,004; 0,03;0,2', '0.004,0.03,0.2'], ['several', 'p', '0,004 0,03\n0,2', '0.004,0.03,0.2'], ['several', 'p', '0.004, 0.03, 0.2', '0.004,0.03,0.2'], ['several', 'p', '٠٫٠٠٤، ٠٫٠٣', '0.004,0.03'],
    ['several', 'p', '0.004\t0.03', '0.004,0.03'], ['several', 'p', '0.04', '0.04'],
    ['values', 'values', '31, 28, -3', '31,28,-3'], ['values', 'values', '31,5\n28\n95', '31.5,28,95'], ['values', 'values', '31 28;95', '31,28,95'], ['values', 'values', '31,28,33;95', '31,28,33,95'],
    ['rating', 'answers', '3 5;12،40', '3,5,12,40'], ['rating', 'answers', '3,120,300', '3,120,300'], ['values', 'values', '31.125 28.5 30', '31.125,28.5,30'],
    ['strata', 'strata', '1200 / 120 / 74; 2600/100/48\n800/80/57', '1200/120/74,2600/100/48,800/80/57'],
    ['margins', 'table', '30\t20\n25\t25\n', '30,20;25,25'], ['margins', 'table', '30 20 ; 25, 25', '30,20;25,25'], ['margins', 'rows', '48.5 51.5', '48.5,51.5'],
  ] as [CardName, keyof Texts, string, string][])('%s: %s as "%s" is %s', (card, field, typed, sent) => {
    expect(asked(card, { ...(card === 'rating' ? { top: '1', attended: '' } : {}), [field]: typed }).query?.[field]).toBe(sent);
  });
});

describe('what is wrong is found at its field, and nothing is asked', () => {
  it.each([
    ['rounds', { before: '' }, { before: { fault: 'missing' } }],
    ['rounds', { before: '168/' }, { before: { fault: 'no_number' } }],
    ['rounds', { before: '168/many' }, { before: { fault: 'no_number' } }],
    ['rounds', { after: '252.5/420' }, { after: { fault: 'no_whole' } }],
    ['rounds', { after: '-1/420' }, { after: { fault: 'outside', least: 0, most: 1_000_000_000 } }],
    ['rounds', { 'design-effect': '0.9' }, { 'design-effect': { fault: 'outside', least: 1, most: 1000 } }],
    ['rounds', { 'comparison-before': '86/200' }, { 'comparison-after': { fault: 'missing' } }],
    ['rounds', { 'comparison-after': '97/210' }, { 'comparison-before': { fault: 'missing' } }],
    ['pairs', { pairs: '45' }, { pairs: { fault: 'outside', least: 46, most: 1_000_000_000 } }],
    ['several', { p: '0.5, 1.2' }, { p: { fault: 'outside', least: 0, most: 1 } }],
    ['several', { p: '0,5' }, { p: { fault: 'two_ways' } }],
    ['several', { p: '0,04, 0,03' }, { p: { fault: 'two_ways' } }],
    ['several', { p: '1e-999 NaN' }, { p: { fault: 'no_number' } }],
    ['several', { p: ';' }, { p: { fault: 'missing' } }],
    ['rates', { first: '12/12,500' }, { first: { fault: 'two_ways' } }],
    ['rates', { first: '12/12.500' }, { first: { fault: 'two_ways' } }],
    ['rates', { first: '1.5/24' }, { first: { fault: 'no_whole' } }],
    ['rating', { top: '5' }, { top: { fault: 'outside', least: 1, most: 4 } }],
    ['rating', { attended: '99' }, { attended: { fault: 'outside', least: 100, most: 1_000_000_000 } }],
    ['strata', { strata: '1200/120/x' }, { strata: { fault: 'no_number' } }],
    ['margins', { table: '30,20;25,2.5' }, { table: { fault: 'no_whole' } }],
    ['values', { values: '31,5, 28' }, { values: { fault: 'two_ways' } }],
    ['values', { values: '12,500; 900' }, { values: { fault: 'two_ways' } }],
    ['values', { values: '31.5 28,2' }, { values: { fault: 'two_ways' } }],
    ['values', { values: '950;1.200;1.100;1.050' }, { values: { fault: 'two_ways' } }],
    ['margins', { rows: '1.200;2.600' }, { rows: { fault: 'two_ways' } }],
    ['values', { values: '1 234;2 345;3 456' }, { values: { fault: 'two_ways' } }],
    ['rating', { answers: '1,200;300' }, { answers: { fault: 'two_ways' } }],
    ['rounds', { confidence: '30' }, { confidence: { fault: 'outside', least: 50, most: 99.99 } }],
    ['values', { values: '31 1e999' }, { values: { fault: 'outside' } }],
  ] as [CardName, Texts, object][])('%s %o', (card, typed, faults) => {
    expect(asked(card, typed)).toMatchObject({ query: null, faults });
  });
});

const said = (card: CardName, answer: Partial<ComparisonAnswer>, typed: Texts = {}) => answerLines(card, { notes: [], ...answer }, asked(card, typed));
const keys = (...of: Parameters<typeof said>) => said(...of).map(({ key }) => key);
/** As the page shows it, with plain blanks. */
const shown = (...of: Parameters<typeof said>) => said(...of).flatMap(({ key, values, figure }) => {
  const filled = (name: keyof typeof texts, by: Record<string, string | number>) => texts[name][locale.language].replace(/\{(\w+)\}/g, (_, place: string) => String(by[place])).replaceAll('\u00a0', ' ');
  return [...(figure === undefined ? [] : [typeof figure === 'string' ? figure.replaceAll('\u00a0', ' ') : filled(figure.key, figure.values)]), filled(key, values)];
});

const change = { before: 0.42, after: 0.6, difference: 0.18, standard_error: 0.0461, z: 3.905, p: 0.0000942, lower: 0.0876, upper: 0.2682, cohens_h: 0.3624 };
const beyond = { difference: 0.15, standard_error: 0.0804, z: 1.866, p: 0.062 };

describe('a share', () => {
  it('is told with both of its intervals', () => {
    expect(shown('share', { share: { share: 0.175, lower: 0.0874541, upper: 0.3194999, exact_lower: 0.0733827, exact_upper: 0.3277901 } })).toEqual([
      '17.5 %', 'said yes; with 95 % confidence the share of the population lies between 8.7 % and 31.9 % (Wilson).',
      'The exact interval (Clopper and Pearson), never narrower than it promises: 7.3 % to 32.8 %.',
    ]);
    expect(keys('share', {})).toEqual([]);
  });
});

describe('what has no spread', () => {
  it('is no certainty, however few were asked', () => {
    expect(keys('rounds', { change: { ...change, z: null, p: null }, beyond: { ...beyond, z: null, p: null } })).toEqual(['rounds_change', 'no_spread', 'rounds_size', 'beyond_no_spread']);
    expect(keys('strata', { stratified: { share: 1, standard_error: 0, lower: null, upper: null, unweighted: 1 } })[0]).toBe('strata_no_spread');
  });
});

describe('two rounds', () => {
  it('are told by the change, what it may be, and how easily chance makes it', () => {
    expect(shown('rounds', { change })).toEqual([
      '+18.0 points', 'From 42 % to 60 %: the change in points lies between +8.8 and +26.8 with 95 % confidence.',
      'A difference like this or greater would come by chance alone with p = 0.00009.', "Cohen's h is +0.36, the standard error 4.6 points.",
    ]);
  });

  it('say what fell with a minus, and nothing before 0', () => {
    const fell = { ...change, difference: -0.18, lower: -0.2682, upper: 0.0004, cohens_h: -0.3624 };
    expect(shown('rounds', { change: fell }).slice(0, 2)).toEqual(['\u221218.0 points', 'From 42 % to 60 %: the change in points lies between \u221226.8 and 0.0 with 95 % confidence.']);
    expect(shown('rounds', { change: { ...change, difference: 0 } })[0]).toBe('0.0 points');
  });

  it('never write a p below what can be shown, nor round a clear one to the limit', () => {
    const p = (value: number) => shown('rounds', { change: { ...change, p: value } })[2]!.match(/p .*(?=\.$)/)![0];
    expect([0, 1e-300, 0.00000999].map(p)).toEqual(['p < 0.00001', 'p < 0.00001', 'p < 0.00001']);
    expect([0.00001, 0.000942, 0.0042, 0.0499, 0.04996, 0.05, 0.0504, 1].map(p)).toEqual(['p = 0.00001', 'p = 0.0009', 'p = 0.004', 'p = 0.0499', 'p = 0.04996', 'p = 0.05', 'p = 0.05', 'p = 1']);
  });

  it('say "no longer clear" only of what was clear and is not, "still clear" only of what is', () => {
    const last = (first: number, second: number) => shown('rounds', { change: { ...change, p: first }, beyond: { ...beyond, p: second } }).at(-1);
    expect(last(0.0001, 0.062)).toBe('Beyond the comparison group it is +15.0 points, p = 0.062: no longer clear.');
    expect(last(0.0001, 0.05)).toMatch(/: no longer clear\.$/);
    expect(last(0.0001, 0.0499)).toMatch(/: still clear\.$/);
    expect(last(0.3, 0.2)).toMatch(/: not clear either\.$/);
    expect(last(0.3, 0.01)).toMatch(/: clear, as the change by itself is not\.$/);
    expect(keys('rounds', { change }).filter((key) => key.startsWith('beyond'))).toEqual([]);
  });
});

it('the same people twice: the exact test first', () => {
  expect(shown('pairs', { paired: { difference: 22 / 300, p: 0.00165, chi_squared: 9.587, chi_p: 0.00196 } })).toEqual([
    '+7.3 points', 'Of 300 people 34 said yes only the second time and 12 only the first.',
    'A difference like this or greater would come by chance alone with p = 0.002.', 'By the usual approximation (χ² 9.59) it would be p = 0.002.',
  ]);
});

it('several results are counted after correction, each beside what was written', () => {
  const [line] = said('several', { several: [0.016, 0.09, 0.09, 0.2] });
  expect(shown('several', { several: [0.016, 0.09, 0.09, 0.2] })).toEqual(['1 of 4', 'below 0.05 once corrected for their number; uncorrected it would be 3.']);
  expect(line!.table).toMatchObject({ rows: [['1', '0.004', '0.016'], ['2', '0.03', '0.09'], ['3', '0.041', '0.09'], ['4', '0.2', '0.2']], marked: [0] });
});

describe('rates', () => {
  const rates = { first: 0.5, first_lower: 0.2584, first_upper: 0.8734, second: 0.41667, second_lower: 0.1353, second_upper: 0.9724, ratio: 1.2, p: 0.8145 };

  it('are told by their ratio', () => {
    expect(shown('rates', { rates })).toEqual([
      '1.2 times', 'the second rate: that is the first, 0.5 against 0.417 for each unit of exposure.',
      'With 95 % confidence the first lies between 0.258 and 0.873, the second between 0.135 and 0.972.', 'A difference like this or greater would come by chance alone with p = 0.815.',
    ]);
  });

  it('have no ratio to a count of 0, and small ones are not rounded away', () => {
    const lines = said('rates', { rates: { ...rates, first: 0.00001234, second: 0, ratio: null } });
    expect(lines.every(({ figure }) => figure === undefined)).toBe(true);
    expect(lines[0]).toMatchObject({ key: 'rates_no_ratio', values: { first: '0.0000123', second: '0' } });
  });
});

describe('a rating', () => {
  const rating = { answers: 100, top: 80, share: 0.8, lower: 0.7156, upper: 0.8639, effective_n: 112.07, mean: 4.09 };

  it('is told by the share, the mean last', () => {
    expect(shown('rating', { rating }, { attended: '920' })).toEqual([
      '80 %', 'of the 100 who answered chose one of the best 2 of 5 options; with 95 % confidence between 71.6 % and 86.4 %.',
      '100 of 920 who attended answered; for the interval they count as 112.1 drawn from very many.', 'The mean is 4.09 on a scale from 1 to 5.',
    ]);
  });

  it('has no interval where all answered, and says nothing of who attended where nobody counted them', () => {
    expect(keys('rating', { rating: { ...rating, effective_n: null } }, { attended: '100' })).toEqual(['rating_all', 'rating_mean']);
    expect(keys('rating', { rating: { ...rating, effective_n: 100 } }, { attended: '' })).toEqual(['rating_share', 'rating_mean']);
  });
});

describe('weights', () => {
  it('give the share of all people, or say why there is none', () => {
    expect(shown('strata', { stratified: { share: 0.5561, standard_error: 0.0311, lower: 0.4951, upper: 0.6171, unweighted: 0.5967 } })).toEqual([
      '55.6 %', 'of the people of all strata; with 95 % confidence between 49.5 % and 61.7 %.', 'Without the sizes of the strata it would be 59.7 %. The standard error is 3.1 points.',
    ]);
    expect(said('strata', { stratified: null })).toEqual([{ key: 'strata_few', values: {} }]);
  });

  it('show what each cell stands for, or that there are none', () => {
    const lines = said('margins', { raked: { cells: [[322.47, 177.53], [277.53, 222.47]], kish_n: 98.8, design_effect: 1.0122 } });
    expect(lines[0]).toMatchObject({ figure: '98.8', values: { effect: '1.012' } });
    expect(lines[1]!.table).toMatchObject({ heads: [{ key: 'head_row' }, { values: { column: '1' } }, { values: { column: '2' } }], rows: [['1', '322.5', '177.5'], ['2', '277.5', '222.5']] });
    expect(said('margins', { raked: null })).toEqual([{ key: 'margins_none', values: {} }]);
  });
});

describe('values', () => {
  const z = [-0.36, -0.49, -0.28, -0.4, -0.44, -0.32, 2.26];

  it('far from the rest are to be looked at, never deleted', () => {
    const outliers = { z, modified: [0, -1.01, 0.67, -0.34, -0.67, 0.34, 21.58], limit: 3.5, beyond: [6] };
    expect(shown('values', { outliers }).slice(0, 4)).toEqual([
      '1 of 7', 'far from the rest: a modified z beyond 3.5 either way.', '95, at place 7, has a modified z of +21.6.',
      'Look at what is far from the rest: it may be a slip of the pen or the truth. Never delete it on this ground.',
    ]);
    expect(said('values', { outliers }).at(-1)!.table).toMatchObject({ marked: [6] });
    expect(said('values', { outliers }).at(-1)!.table!.rows[6]).toEqual(['7', '95', '+21.6', '+2.3']);
  });

  it('are not told to be looked at where none is far from the rest or all are alike', () => {
    expect(keys('values', { outliers: { z, modified: z, limit: 3.5, beyond: [] } })).toEqual(['values_none', 'values_table']);
    expect(keys('values', { outliers: { z: null, modified: null, limit: 3.5, beyond: [] } })).toEqual(['values_alike']);
  });
});

describe('in other languages', () => {
  afterEach(() => { locale.language = 'en'; });

  it('decimal marks are theirs, and a sign stays before its number from right to left', () => {
    locale.language = 'fr';
    expect(shown('rounds', { change, beyond })[0]).toBe('+18,0 points');
    locale.language = 'ar';
    expect(shown('rounds', { change })[0]).toBe('\u2068+18.0\u2069 نقطة مئوية');
  });

  it('each card, field and warning has its words', () => {
    for (const { name, fields } of Object.values(cards)) {
      for (const key of ['title', 'asks', 'means']) expect(texts).toHaveProperty([`${name}_${key}`]);
      for (const field of fields) expect(texts).toHaveProperty([`field_${field.name}`]);
    }
    for (const note of ['no_cause', 'self_selected'] satisfies ComparisonAnswer['notes']) expect(texts).toHaveProperty([note]);
  });
});
