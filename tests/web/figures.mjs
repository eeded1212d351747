// SPDX-License-Identifier: Apache-2.0
// The land-release account and the indicators.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, open, picture, settled } from './support/browser.mjs';

const whole = (value) => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(value);

test('the account goes from the country down to one polygon, and closes', async () => {
  const page = await open();
  await go(page, '#/release');
  await page.getByText('The account closes.').waitFor();
  const { total } = await page.evaluate(async () => (await fetch('/api/ledger?by=province')).json());
  await page.getByRole('row', { name: /Total/ }).getByText(whole(total.remaining)).waitFor();
  await picture(page, 'release');
  await page.locator('tbody th a').first().click();
  await page.waitForFunction(() => location.hash.includes('by=place'));
  await settled(page);
  await page.locator('tbody th a').first().click();
  await page.waitForFunction(() => location.hash.includes('by=hazard'));
  await settled(page);
  await page.locator('tbody th a').first().click();
  await page.getByRole('heading', { name: 'Entries' }).waitFor();
  await page.getByText('The account closes.').waitFor();
  await picture(page, 'release-hazard');
  await page.context().close();
});

test('by year, each closing is the next opening', async () => {
  const page = await open();
  await go(page, '#/release?by=year');
  await page.getByRole('columnheader', { name: 'Opening' }).waitFor();
  const years = await page.locator('section.table tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.replace(/[^\d-]/g, ''))));
  assert.ok(years.length > 2);
  for (let at = 1; at < years.length; at += 1) assert.equal(years[at][1], years[at - 1].at(-1), `the opening of row ${at}`);
  await picture(page, 'release-years');
  await page.context().close();
});

test('as at an earlier day the account is another, and doubles are shown on the map', async () => {
  const page = await open();
  await go(page, '#/release?as-at=2019-12-31');
  const { total } = await page.evaluate(async () => (await fetch('/api/ledger?by=province&as-at=2019-12-31')).json());
  await page.getByRole('row', { name: /Total/ }).getByText(whole(total.remaining)).waitFor();
  await page.getByRole('heading', { name: /Doubles and mismatches/ }).waitFor();
  const show = page.getByRole('button', { name: 'Show on the map' }).first();
  if (await show.count() > 0) {
    await show.click();
    await page.locator('.map[data-ready=yes]').waitFor({ timeout: 30_000 });
    await picture(page, 'release-doubles');
  }
  await page.context().close();
});

test('an indicator is split, charted, mapped, compared, pinned and taken along', async () => {
  const page = await open();
  await go(page, '#/indicators');
  await page.getByLabel('Search the library').fill('released');
  await picture(page, 'indicators');
  await page.getByRole('link', { name: 'Land released', exact: true }).click();
  await page.getByRole('heading', { name: 'Passport of the figure' }).waitFor();
  await page.getByText(/As known at operation [1-9]/).waitFor();
  await page.getByLabel('Split by').selectOption('year');
  await page.getByLabel('then by').selectOption('entry');
  await page.locator('.chart svg').first().waitFor();
  await picture(page, 'indicator-chart');
  const [svg] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'SVG' }).click()]);
  assert.match(svg.suggestedFilename(), /\.svg$/);
  const [png] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PNG' }).click()]);
  assert.match(png.suggestedFilename(), /\.png$/);
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV', exact: true }).click()]);
  assert.match(csv.suggestedFilename(), /\.csv$/);
  const [xlsx] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'XLSX' }).click()]);
  assert.match(xlsx.suggestedFilename(), /\.xlsx$/);
  await page.getByRole('button', { name: 'Pin to a dashboard' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title of the dashboard').fill('For the director');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Pinned to For the director').waitFor();
  await page.getByRole('button', { name: 'table', exact: true }).click();
  await page.getByRole('columnheader', { name: 'Value', exact: true }).waitFor();
  await page.getByLabel('Split by').selectOption('place');
  await page.getByRole('button', { name: 'map', exact: true }).click();
  await page.locator('.map[data-ready=yes]').waitFor({ timeout: 30_000 });
  await page.getByText(/Darker is more/).waitFor();
  await picture(page, 'indicator-map');
  await go(page, '#/indicators/dashboards');
  await page.getByRole('link', { name: 'For the director' }).click();
  await page.locator('.chart svg').first().waitFor();
  await page.getByLabel('Shared with all who sign in').check();
  await settled(page);
  await picture(page, 'dashboard');
  await page.context().close();
});

test('a figure leads to as many records as it says', async () => {
  const page = await open();
  await go(page, '#/indicators/spot_tasks?period=2025');
  const answer = await page.evaluate(async () => (await fetch('/api/indicators/spot_tasks?period=2025')).json());
  await page.getByRole('link', { name: 'Open the records' }).click();
  await page.getByText(`${whole(answer.total.n)} records`).waitFor();
  await page.context().close();
});

test('a table about people is looked at as others would see it, published, and taken along', async () => {
  const page = await open();
  await go(page, '#/indicators/E2?split=method');
  await page.getByText('Inside the programme only: small groups', { exact: false }).waitFor();
  assert.match(await page.getByRole('link', { name: 'CSV, inside' }).getAttribute('href'), /reader=inside/);
  await page.getByRole('link', { name: 'For others' }).click();
  await page.getByRole('heading', { name: /^For others/ }).waitFor();
  const publish = page.getByRole('button', { name: 'Publish' });
  assert.equal(await publish.isDisabled(), true, 'nothing is published unseen');
  await page.getByLabel('Place', { exact: true }).check();
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('heading', { name: 'As others would see it' }).waitFor();
  const numbers = await page.locator('section tbody td.figure').allTextContents();
  assert.ok(numbers.length > 1);
  assert.ok(numbers.every((text) => text === '*' || text === '0' || Number(text.replace(/\D/g, '')) >= 10), numbers.join(' '));
  await picture(page, 'publish-look');
  await page.getByLabel('Place', { exact: true }).uncheck();
  await page.getByText('You changed something since').waitFor();
  assert.equal(await publish.isDisabled(), true, 'what was not looked at is not published');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.waitForFunction(() => ![...document.querySelectorAll('button')].find((one) => one.textContent === 'Publish').disabled);
  await publish.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await page.waitForFunction(() => /published\/\d+$/.test(location.hash));
  await page.getByRole('heading', { name: 'Passport of the figure' }).waitFor();
  await picture(page, 'published-figure');
  for (const [label, name] of [['CSV', /^eore_direct-\d+\.csv$/], ['CSV + HXL', /^eore_direct-\d+\.csv$/], ['XLSX', /\.xlsx$/]]) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: label, exact: true }).click()]);
    assert.match(file.suggestedFilename(), name);
  }
  await go(page, '#/indicators/published');
  await page.getByRole('row', { name: /E2.*everybody/ }).first().waitFor();
  await picture(page, 'published-figures');
  await page.context().close();
});
