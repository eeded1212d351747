// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { read } from '$lib/calculator/question';
import { cards, levels, questionOf, type CardName, type Texts } from './sampling';

const asked = (card: CardName, texts: Texts = {}) => questionOf(cards[card], texts);

describe('a question', () => {
  it('can be asked as it stands when the page opens', () => {
    for (const card of Object.values(cards)) expect(questionOf(card, {}).faults, card.name).toEqual({});
    expect(asked('land').query).toEqual({ left: '5', sensitivity: '0.9', share: '0.1', risk: '0.1' });
    expect(asked('lot').query).toEqual({ plots: '400', bad: '5', confidence: '0.95' });
    expect(asked('areas').query).toEqual({ lqas: '0.8,0.5' });
    expect(asked('survey').query).toEqual({ expected: '0.5', margin: '0.05', confidence: '0.95', 'cluster-size': '1', rho: '0', response: '1', survey: true });
  });

  it('sends shares of 1 for the per cent that people type, without noise', () => {
    expect(asked('many', { 'bad-share': '0.7' }).query?.['bad-share']).toBe('0.007');
    expect(asked('many', { 'bad-share': '0,29', confidence: '99.9' }).query).toEqual({ 'bad-share': '0.0029', confidence: '0.999' });
  });

  it('takes the correlation from the clusters where there are some', () => {
    const { query } = asked('survey', { 'cluster-size': '20', 'cluster-yes': '8, 12 5;15،10', rho: '0.3' });
    expect(query).toMatchObject({ 'cluster-yes': '8,12,5,15,10', 'cluster-size': '20' });
    expect(query).not.toHaveProperty('rho');
  });

  it('offers the levels that the server has a plan for, each of them', () => {
    // ISO 2859-1, table 2-A, per cent: as aql_plan() of src/stats/acceptance_sampling.cpp has them. It answers no others.
    expect(levels).toEqual(['0.010', '0.015', '0.025', '0.040', '0.065', '0.10', '0.15', '0.25', '0.40', '0.65', '1.0', '1.5', '2.5', '4.0', '6.5', '10']);
    expect(levels.map((aql) => Number(asked('faults', { aql }).query?.aql))).toEqual([0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.15, 0.25, 0.4, 0.65, 1, 1.5, 2.5, 4, 6.5, 10]);
  });
});

describe('what is wrong is found at its field', () => {
  it.each([
    ['land', { left: '' }, { left: { fault: 'missing' } }],
    ['land', { left: 'five' }, { left: { fault: 'no_number' } }],
    ['land', { left: '2.5' }, { left: { fault: 'no_whole' } }],
    ['land', { share: '101' }, { share: { fault: 'outside', least: 0.0001, most: 100 } }],
    ['land', { share: '-3', risk: '0' }, { share: { fault: 'outside', least: 0.0001, most: 100 }, risk: { fault: 'outside', least: 0.0001, most: 99.9999 } }],
    ['lot', { plots: '10', bad: '11', sample: '12' }, { bad: { fault: 'more_than_plots' }, sample: { fault: 'more_than_plots' } }],
    ['faults', { lot: '100', bad: '101' }, { bad: { fault: 'outside', least: 0, most: 100 } }],
    ['areas', { 'good-area': '50', 'bad-area': '50' }, { 'bad-area': { fault: 'not_below_good' } }],
    ['survey', { 'cluster-yes': '4' }, { 'cluster-yes': { fault: 'few_clusters' } }],
    ['survey', { 'cluster-yes': '1 1' }, { 'cluster-size': { fault: 'cluster_of_one' } }],
    ['survey', { 'cluster-size': '5', 'cluster-yes': '4 6' }, { 'cluster-yes': { fault: 'more_than_cluster' } }],
    ['survey', { 'cluster-yes': '4 x' }, { 'cluster-yes': { fault: 'no_number' } }],
  ] as [CardName, Texts, object][])('%s %o', (card, texts, faults) => {
    expect(asked(card, texts)).toMatchObject({ query: null, faults });
  });

  it('and no figure of an infinite or hidden kind gets through', () => {
    for (const text of ['1e999', 'NaN', 'Infinity', '0x10', '1 2', '1..2', '--1']) expect(read(cards.land.fields[0]!, text), text).toHaveProperty('fault');
  });
});

describe('numbers as people type them', () => {
  it('a comma or point in a whole number stands between thousands', () => {
    for (const text of ['1,000', '1.000', '1 000', '1٬000', '1000']) expect(asked('lot', { plots: text }).numbers.plots, text).toBe(1000);
    expect(asked('lot', { plots: '1,5' }).faults.plots).toEqual({ fault: 'no_whole' });
  });
});
