// SPDX-License-Identifier: Apache-2.0
// The calculator of samples and the priorities: what a quality inspector and a tasking officer do with them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { accessible, go, open, picture, settled } from './support/browser.mjs';

const card = (page, name) => page.getByRole('region', { name });

test('the calculator answers while one types, and says what it does not say', async () => {
  const page = await open();
  await go(page, '#/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Sampling' }).click();
  const land = card(page, 'Searching cleared land again');
  await land.getByText('62.4\u00a0%', { exact: true }).waitFor();
  await land.getByText('41\u00a0%', { exact: true }).waitFor();
  await land.getByText('It cannot certify a single field.').waitFor();
  await page.getByText(/No figure on this page certifies land as free/).waitFor();
  await land.getByLabel('Items left in the ground').fill('10');
  await land.getByText('38.9\u00a0%', { exact: true }).waitFor();
  await page.waitForFunction(() => location.hash.includes('land-left=10'));
  await land.getByLabel('Share of the land searched again').fill('120');
  await land.getByText('Write a number from 0.0001 to 100.').waitFor();
  assert.equal(await land.getByLabel('Share of the land searched again').getAttribute('aria-invalid'), 'true');
  assert.equal(await land.locator('.figure-large').count(), 0, 'no figure stands beside a value that is wrong');
  await picture(page, 'sampling-wrong');
  await land.getByLabel('Share of the land searched again').fill('12,5');
  await land.locator('.figure-large').first().waitFor();
  await page.reload();
  await settled(page);
  assert.equal(await card(page, 'Searching cleared land again').getByLabel('Items left in the ground').inputValue(), '10', 'what was typed stands in the address');
  await land.getByLabel('Items left in the ground').fill('1');
  await land.getByLabel('Chance that the search finds an item').fill('50');
  await land.getByLabel('Chance with which it may pass').fill('1');
  await land.getByText('With 1 left in the ground even a search of all the land passes more often than 1\u00a0%.').waitFor();
  await page.context().close();
});

test('the calculator plans plots, lots, areas and surveys', async () => {
  const page = await open();
  await go(page, '#/sampling/plots');
  const lot = card(page, 'A lot of plots');
  await lot.getByLabel('Plots in the lot').fill('500');
  await lot.getByText('225', { exact: true }).waitFor();
  await lot.getByLabel('Of them inspected').fill('40');
  await lot.getByText(/holds none of them with a chance of 6/).waitFor();
  await lot.getByLabel('Of them bad').fill('501');
  await lot.getByText('There are not so many plots in the lot.').waitFor();
  await card(page, 'A lot too large to count').getByText('299', { exact: true }).waitFor();
  await card(page, 'None was bad').getByText('0.994\u00a0%', { exact: true }).waitFor();
  await picture(page, 'sampling-plots');
  await page.getByRole('link', { name: 'Faults of a process' }).click();
  const faults = card(page, 'A plan for faults of a process');
  await faults.getByText('80', { exact: true }).waitFor();
  await faults.getByText(/accept with 2 faulty or fewer, reject with 3 or more/).waitFor();
  await faults.getByText(/one found rejects the lot/).waitFor();
  await page.getByRole('link', { name: 'Areas (LQAS)' }).click();
  await card(page, /Which areas pass/).getByText(/passes with 13 good answers or more of 19/).waitFor();
  await page.getByRole('link', { name: 'Survey' }).click();
  const survey = card(page, 'How many people a survey asks');
  await survey.getByLabel('People to choose from').fill('3,200');
  await survey.getByLabel('People asked in each cluster').fill('12');
  await survey.getByLabel('Correlation within a cluster').fill('0.06');
  await survey.getByLabel('Share of those asked who answer').fill('90');
  await survey.getByText('633', { exact: true }).waitFor();
  await survey.getByLabel('People asked in each cluster').fill('20');
  await survey.getByLabel('Earlier survey').fill('8, 12, 5, 15, 10');
  await survey.getByText(/correlation 0.0957, design effect 2.818/).waitFor();
  assert.equal(await survey.getByLabel('Correlation within a cluster').isDisabled(), true);
  await picture(page, 'sampling-survey');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false);
  await picture(page, 'sampling-print');
  await page.context().close();
});

test('the comparison says whether answers, rates and values differ, and what it does not say', async () => {
  const page = await open();
  await go(page, '#/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Comparison' }).click();
  const rounds = card(page, 'Two rounds of different people');
  await rounds.getByText('+18.0 points', { exact: true }).waitFor();
  assert.equal(await rounds.getByText(/Beyond the comparison group/).count(), 0, 'nobody named one');
  await rounds.getByLabel('Comparison group before').fill('86/200');
  await rounds.getByLabel('Comparison group after').fill('97/210');
  await rounds.getByText(/Beyond the comparison group it is \+14\.8 points.*no longer clear/).waitFor();
  await rounds.getByText(/this does not say what changed it/).waitFor();
  await page.waitForFunction(() => location.hash.includes('rounds-comparison-after=97%2F210'));
  await rounds.getByLabel('After: said yes/asked', { exact: true }).fill('500/420');
  await rounds.getByText(/people who said yes and people asked/).first().waitFor();
  assert.equal(await rounds.getByLabel('After: said yes/asked', { exact: true }).getAttribute('aria-invalid'), 'true', 'the server refuses it at its field');
  assert.equal(await rounds.locator('.figure-large').count(), 0, 'no figure stands beside a value that is wrong');
  await picture(page, 'comparison-wrong');
  await card(page, 'The same people twice').getByText('+7.3 points', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Several results' }).click();
  await card(page, 'Several results of one survey').getByText('1 of 4', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Rare events' }).click();
  const rates = card(page, 'Two rates of rare events');
  await rates.getByText('1.2 times', { exact: true }).waitFor();
  await rates.getByLabel('Second: events/exposure').fill('0/12');
  await rates.getByText(/The second count is 0, so that there is no ratio/).waitFor();
  await page.getByRole('link', { name: 'Rating', exact: true }).click();
  const rating = card(page, 'A rating by those who answered');
  await rating.getByText(/between 71\.1.% and 86\.7.%/).waitFor();
  await rating.getByLabel('People who attended').fill('920');
  await rating.getByText(/between 71\.7.% and 86\.4.%/).waitFor();
  await page.getByRole('link', { name: 'Share of the population' }).click();
  await card(page, 'A share of people drawn at random').getByText(/7\.3.% to 32\.8.%/).waitFor();
  await page.getByText('55.6\u00a0%', { exact: true }).waitFor();
  await page.getByText('324.2', { exact: true }).waitFor();
  await picture(page, 'comparison-weights');
  await page.getByRole('link', { name: 'Values that are off' }).click();
  await card(page, 'Values far from the rest').getByText(/at place 7, has a modified z of .*21\.6/).waitFor();
  await accessible(page, 'the page Comparison');
  await picture(page, 'comparison-values');
  await page.context().close();
});

test('priorities say why each hazard stands where it does, and what another weight changes', async () => {
  const page = await open();
  await go(page, '#/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Priorities' }).click();
  await page.getByRole('heading', { name: 'The order', exact: true }).waitFor();
  const told = await page.evaluate(async () => {
    const { items } = await (await fetch('/api/priorities')).json();
    return (await fetch(`/api/priorities/${items[0].id}`)).json();
  });
  const order = page.locator('section', { has: page.getByRole('heading', { name: 'The order', exact: true }) });
  await order.getByRole('link', { name: told.ranks[0].label, exact: true }).first().waitFor();
  const names = await order.locator('tbody th a:not(.pin)').allInnerTexts();
  assert.deepEqual(names, told.ranks.map(({ label }) => label));
  const unknown = told.ranks.reduce((all, one) => all + Object.values(one.parts).filter((part) => part === null).length, 0);
  assert.equal(await order.locator('tbody .unknown').count(), unknown, 'what is not known is said so, cell by cell');
  await picture(page, 'priorities');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Table as CSV' }).click()]);
  const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
  assert.equal(lines.length, told.ranks.length + 1);
  assert.match(lines[0], /^Rank,Hazard,Id of the record,Score of 100,At least,At most,Pieces of evidence,Confirmed,Size,Distance to the border$/);
  await page.getByLabel('Weight of Size', { exact: true }).fill('80');
  await page.getByRole('heading', { name: 'What these weights change among the first 20' }).waitFor();
  await page.getByText(/\d+ change rank: they were or are now among the first 20/).waitFor();
  await page.getByRole('columnheader', { name: "In the scheme's order" }).waitFor();
  await page.waitForFunction(() => location.hash.includes('weights=40%2C30%2C80%2C10'));
  await settled(page);
  await picture(page, 'priorities-tried');
  await page.getByLabel('Weight of Size', { exact: true }).fill('much');
  await page.getByText('Write a number from 0 to 100.').waitFor();
  await page.getByRole('button', { name: "The scheme's own weights" }).click();
  await page.getByRole('columnheader', { name: "In the scheme's order" }).waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Weight of Size', { exact: true }).inputValue(), '20');
  const firm = page.locator('section', { has: page.getByRole('heading', { name: 'How robust the ranking is' }) });
  assert.equal(await firm.locator('tbody tr').count(), 4);
  await firm.locator('summary').first().click();
  await firm.getByText(/from \d+ (up|down) to \d+/).first().waitFor();
  await page.getByLabel('Ranks shown').selectOption('50');
  await page.waitForFunction((rows) => document.querySelectorAll('section tbody .name').length === rows, Math.min(50, told.hazards));
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false);
  await picture(page, 'priorities-print');
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'These on the map' }).click();
  await page.waitForFunction(() => location.hash.startsWith('#/map?type=hazard&filter=local_id'));
  await page.locator('.map[data-ready=yes]').waitFor({ timeout: 30_000 });
  await page.goBack();
  await page.getByRole('heading', { name: 'The order', exact: true }).waitFor();
  await order.locator('tbody th a:not(.pin)').first().click();
  await page.waitForFunction(() => location.hash.startsWith('#/records/hazard/'));
  await page.context().close();
});

test('what is not known of a hazard is called so, and its score is of the rest', async () => {
  const page = await open();
  await go(page, '#/');
  const told = await page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/session')).json();
    const enter = async (type, properties) => {
      const answer = await fetch(`/ogc/collections/${type}/items`, { method: 'POST', headers: { 'Content-Type': 'application/geo+json', 'X-CSRF-Token': csrf }, body: JSON.stringify({ type: 'Feature', geometry: null, properties }) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.headers.get('Location').split('/').at(-1);
    };
    const scheme = await enter('priority_scheme', { name: 'Who waits for land (made up)', edition: '1', valid_from: '2024-01-01', gate: "land_dispute = 'yes'", gate_reason: 'Work on disputed land can do harm' });
    for (const [name, value, weight] of [['Size', 'coalesce(area_computed, area_reported)', 0.4], ['People', 'expected_total', 0.6]]) await enter('priority_criterion', { scheme, name, value, weight, direction: 'benefit', transform: 'minmax' });
    return (await fetch(`/api/priorities/${scheme}?limit=500`)).json();
  });
  await go(page, `#/priorities/${told.id}?limit=500`);
  const order = page.locator('section', { has: page.getByRole('heading', { name: 'The order', exact: true }) });
  await order.locator('tbody .unknown').first().waitFor();
  const unknown = told.ranks.reduce((all, one) => all + Object.values(one.parts).filter((part) => part === null).length, 0);
  assert.equal(await order.locator('tbody .unknown').count(), unknown);
  const first = told.ranks.find((one) => one.parts.People === null);
  const row = order.getByRole('row').filter({ has: page.getByRole('link', { name: first.label, exact: true }) });
  assert.match(await row.innerText(), /not known/);
  assert.match(await row.innerText(), /\d to \d/, 'between what the score lies');
  await picture(page, 'priorities-unknown');
  await page.context().close();
});

for (const look of [{ name: 'light' }, { name: 'dark', dark: true }, { name: 'ar', language: 'ar' }, { name: 'phone', phone: true }, { name: 'phone-ar', phone: true, language: 'ar' }]) {
  test(`the calculators and the priorities are accessible and fit: ${look.name}`, async () => {
    const page = await open(look);
    for (const [name, hash] of [['land', '#/sampling'], ['plots', '#/sampling/plots'], ['faults', '#/sampling/faults'], ['areas', '#/sampling/areas'], ['survey', '#/sampling/survey?survey-margin=0'], ['priorities', '#/priorities'],
      ['rounds', '#/comparison?rounds-comparison-before=86/200&rounds-comparison-after=97/210'], ...['several', 'rates', 'rating', 'weights', 'values'].map((view) => [view, `#/comparison/${view}`])]) {
      await go(page, hash);
      await page.waitForTimeout(400);
      await settled(page);
      assert.equal(await page.locator('.notice[role=alert]').count(), 0, name);
      await picture(page, `planning-${look.name}-${name}`);
      await accessible(page, `${name} in ${look.name}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, `${name}: nothing is wider than the window`);
    }
    await page.context().close();
  });
}
