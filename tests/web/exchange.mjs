// SPDX-License-Identifier: Apache-2.0
// A file comes in by four steps, and data go out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, open, picture } from './support/browser.mjs';

test('a file is mapped, tried, imported; a rejected row says why; nothing changes before', async () => {
  const page = await open();
  await go(page, '#/exchange');
  const csv = 'Org name;Kind\nNorthern Deminers (made up);international_ngo\nBroken one;no_such_kind\n';
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'organisations.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByLabel('Record type').selectOption('organisation');
  await page.getByRole('button', { name: 'Propose a mapping' }).click();
  await page.getByLabel(/Org name: Goes to/).selectOption('name');
  await page.getByLabel(/Kind: Goes to/).selectOption('kind');
  await picture(page, 'import-mapping');
  const run = page.getByRole('button', { name: '4. Import' });
  assert.ok(await run.isDisabled(), 'not before the dry run');
  const before = await page.evaluate(async () => (await (await fetch('/api/tables/organisation?limit=0')).json()).total);
  await page.getByRole('checkbox', { name: /Import the good rows/ }).check();
  await page.getByRole('button', { name: /3\. Dry run/ }).click();
  await page.getByText(/First rejected: row/).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: /All rejected rows/ }).waitFor();
  assert.equal(await page.getByRole('rowheader', { name: 'Without a place' }).count(), 0, 'organisations lie nowhere');
  assert.equal(await page.evaluate(async () => (await (await fetch('/api/tables/organisation?limit=0')).json()).total), before, 'a dry run changes nothing');
  await picture(page, 'import-dry-run');
  await run.click();
  await page.getByText('The import is done').waitFor({ timeout: 60_000 });
  assert.equal(await page.evaluate(async () => (await (await fetch('/api/tables/organisation?limit=0')).json()).total), before + 1);
  await page.context().close();
});

test('data go out as a file made in the background', async () => {
  const page = await open();
  await go(page, '#/exchange/export');
  await page.getByLabel('Format').selectOption('gpkg');
  await page.getByRole('checkbox', { name: 'Hazards', exact: true }).check();
  await page.getByRole('button', { name: 'Make the file' }).click();
  const link = page.getByRole('link', { name: 'Download the file' });
  await link.waitFor({ timeout: 60_000 });
  await picture(page, 'export');
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.match(download.suggestedFilename(), /gpkg$/);
  await page.context().close();
});
