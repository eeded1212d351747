// SPDX-License-Identifier: Apache-2.0
// Reports: read, narrowed, asked for their passports, taken along, published, and held against today.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { accessible, go, open, picture, settled } from './support/browser.mjs';

test('a report is found in the menu, read, and each figure shows its passport', async () => {
  const page = await open();
  await go(page, '#/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('link', { name: 'Annual land release' }).click();
  await page.getByLabel('Period').fill('2024');
  await page.getByLabel('Period').press('Enter');
  await page.getByRole('heading', { name: 'Annual land release' }).waitFor();
  await page.waitForFunction(() => location.hash.includes('period=2024'));
  await settled(page);
  const told = await page.evaluate(async () => (await fetch('/api/reports/annual_land_release?period=2024')).json());
  const text = await page.locator('article').innerText();
  for (const figure of told.figures.slice(0, 6)) assert.ok(text.includes(figure.text), `${figure.name}: ${figure.text}`);
  await picture(page, 'report-annual');
  await page.locator('article p .figure-link').first().click();
  const passport = page.getByRole('dialog', { name: 'Passport of the figure' });
  await passport.getByText(told.figures[0].definition).waitFor();
  await passport.getByText(told.figures[0].text, { exact: true }).waitFor();
  await picture(page, 'report-passport');
  await passport.getByRole('button', { name: 'Close' }).click();
  assert.equal(await page.locator('svg path.danger').count() > 0, true, 'recorded danger is on the map');
  const colours = await page.locator('svg path').evaluateAll((paths) => [...new Set(paths.map((path) => getComputedStyle(path).stroke))]);
  for (const colour of colours) {
    const [red, green, blue] = (colour.match(/\d+/g) ?? ['1', '0', '1']).map(Number);
    assert.equal(green > red + 20 && green > blue + 20, false, `${colour} is green`);
  }
  await page.context().close();
});

test('a dossier asks for its record and says that released land is no promise', async () => {
  const page = await open();
  await go(page, '#/reports/hazard_dossier');
  await page.getByText('Choose the record that the report is about.').waitFor();
  const hazard = await page.evaluate(async () => (await (await fetch('/api/tables/land_release_product?fields=hazard&filter=hazard IS NOT NULL&limit=1')).json()).rows[0][1]);
  await go(page, `#/reports/hazard_dossier?record=${hazard}`);
  await page.getByRole('heading', { name: 'Hazard dossier' }).waitFor();
  await page.getByText('It is no promise that nothing is left in the ground.').waitFor();
  await picture(page, 'report-dossier');
  await page.getByRole('combobox', { name: 'Record' }).waitFor();
  await page.context().close();
});

test('a report is taken along as paper, workbook and page', async () => {
  const page = await open();
  await go(page, '#/reports/national_balance?period=2024');
  await page.getByRole('heading', { name: 'National balance' }).waitFor();
  for (const [name, start] of [['PDF', '%PDF-'], ['XLSX', 'PK'], ['HTML', '<!doctype html>']]) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
    const content = await readFile(await file.path());
    assert.equal(content.subarray(0, start.length).toString(), start, name);
  }
  await page.context().close();
});

test('in print the passports stand at the end and nothing of the screen', async () => {
  const page = await open();
  await go(page, '#/reports/national_balance?period=2024');
  await page.getByRole('heading', { name: 'National balance' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.getByRole('heading', { name: 'The figures and where they come from' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false);
  await picture(page, 'report-print');
  await page.context().close();
});

test('what is published stays, and says which figures are others today', async () => {
  const page = await open();
  await go(page, '#/reports/national_balance?period=2024');
  await page.getByRole('heading', { name: 'National balance' }).waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('For').selectOption('inside');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await page.getByText(/National balance is published/).waitFor();
  await page.getByText('SHA-256 of the document').waitFor();
  await page.getByRole('button', { name: 'Published against today' }).click();
  await page.getByText(/figures are as they were/).waitFor();
  const made = await page.evaluate(async () => {
    const session = await (await fetch('/api/session')).json();
    const row = (await (await fetch('/api/tables/place?limit=1')).json()).rows[0][0];
    const body = { type: 'Feature', geometry: null, properties: { local_id: 'HA-LATE', class: 'sha', status: 'open', contamination: ['ap_mine'], place: row, basis: 'reported', area_reported: 4321, identified_on: '2024-02-02' } };
    const answer = await fetch('/ogc/collections/hazard/items', { method: 'POST', headers: { 'Content-Type': 'application/geo+json', 'X-CSRF-Token': session.csrf }, body: JSON.stringify(body) });
    return { status: answer.status, text: answer.status === 201 ? '' : await answer.text() };
  });
  assert.equal(made.status, 201, made.text);
  await page.getByRole('button', { name: 'Published against today' }).click();
  await page.getByRole('columnheader', { name: 'Difference' }).waitFor();
  await page.getByRole('row', { name: /Remaining contaminated area/ }).first().waitFor();
  await picture(page, 'report-published');
  await go(page, '#/reports/published');
  await page.getByRole('link', { name: 'National balance' }).first().waitFor();
  await picture(page, 'reports-published');
  await page.context().close();
});

for (const look of [{ name: 'dark', dark: true }, { name: 'ar', language: 'ar' }, { name: 'phone', phone: true }]) {
  test(`reports are accessible and fit: ${look.name}`, async () => {
    const page = await open(look);
    for (const [name, hash] of [['list', '#/reports'], ['annual', '#/reports/annual_land_release?period=2024'], ['bulletin', '#/reports/casualty_bulletin?period=2024'], ['published', '#/reports/published']]) {
      await go(page, hash);
      if (name === 'annual' || name === 'bulletin') await page.locator('article h1').waitFor();
      await settled(page);
      assert.equal(await page.locator('.notice[role=alert]').count(), 0, name);
      await picture(page, `reports-${look.name}-${name}`);
      await accessible(page, `${name} in ${look.name}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, `${name}: nothing is wider than the window`);
    }
    await page.context().close();
  });
}

for (const look of [{ name: 'en' }, { name: 'ar', language: 'ar' }, { name: 'ar-phone', language: 'ar', phone: true }]) {
  test(`the radar, the shaded table and the ratios of groups, ${look.name}`, async () => {
    const page = await open(look);
    await go(page, '#/');
    const assessment = await page.evaluate(async () => (await (await fetch('/api/assessments')).json()).items.find(({ name }) => name.endsWith('-SELF')).id);
    await go(page, `#/reports/maturity?record=${assessment}`);
    await page.locator('article .radar svg path.now').first().waitFor();
    assert.equal(await page.locator('article .radar svg text').count(), await page.locator('article .radar ol li').count());
    const heat = page.locator('article .scroll', { has: page.locator('td[class*="heat-"]') }).first();
    assert.ok(await heat.locator('td[class*="heat-"]').count() > 0, 'scores are shaded');
    if (!look.phone) assert.equal(await heat.evaluate((wide) => wide.scrollWidth <= wide.clientWidth), true, 'no column is cut off');
    await page.locator('article .radar').scrollIntoViewIfNeeded();
    await picture(page, `report-radar-${look.name}`);
    await accessible(page, `report of maturity, ${look.name}`);
    await go(page, '#/reports/diversity?period=2023');
    const ratio = page.locator('article tr', { hasText: /Women|النساء/ }).filter({ hasText: /too few people to say|أقل من أن يقال شيء|than chance|الصدفة/ }).first();
    await ratio.scrollIntoViewIfNeeded();
    await picture(page, `report-ratios-${look.name}`);
    await ratio.locator('.figure-link').first().click();
    await page.getByRole('dialog').getByText(/p = |p = </).waitFor();
    await picture(page, `report-ratios-passport-${look.name}`);
    await page.context().close();
  });
}
