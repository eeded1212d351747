// SPDX-License-Identifier: Apache-2.0
// Accounts, settings, the model, the help; what a viewer does not see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, open, picture, secret, settled } from './support/browser.mjs';

test('an account gets a link once, enters by it, and sees no more than its role', async () => {
  const page = await open();
  await go(page, '#/accounts');
  await page.getByRole('button', { name: 'New account' }).click();
  const dialog = page.getByRole('dialog', { name: 'New account' });
  await dialog.getByLabel('Account name').fill('donor-desk');
  await dialog.getByLabel('Person or desk').fill('Donor desk');
  await dialog.getByLabel(/^Role/).selectOption('viewer');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const link = await page.getByRole('dialog', { name: 'donor-desk' }).locator('code').textContent();
  await picture(page, 'account-link');
  await page.getByRole('button', { name: 'Close' }).last().click();
  await picture(page, 'accounts');

  const viewer = await open({ as: null });
  await viewer.goto(link);
  await viewer.getByLabel('Account name').fill('donor-desk');
  await viewer.getByLabel('New password').fill(secret);
  await viewer.getByLabel('The same password again').fill(secret);
  await viewer.getByRole('button', { name: 'Save and enter' }).click();
  await viewer.getByRole('heading', { name: 'Where we stand' }).waitFor();
  await settled(viewer);
  assert.equal(await viewer.getByRole('link', { name: 'Accounts' }).count(), 0);
  await viewer.goto(viewer.url().replace(/#.*/, '#/records/organisation'));
  await viewer.getByRole('heading', { name: 'Organisations' }).waitFor();
  assert.equal(await viewer.getByRole('link', { name: 'New record' }).count(), 0, 'a viewer enters nothing');
  assert.equal(await viewer.getByRole('button', { name: 'Change many' }).count(), 0);
  await viewer.context().close();

  await page.getByRole('button', { name: 'Disable: donor-desk' }).click();
  await page.getByRole('button', { name: 'Enable again: donor-desk' }).waitFor();
  await page.context().close();
});

test('the programme gets its title', async () => {
  const page = await open();
  await go(page, '#/settings');
  await page.getByLabel('Title shown at the top').fill('Kitara Mine Action Centre (made up)');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings are saved').waitFor();
  await page.getByRole('banner').getByText('Kitara Mine Action Centre (made up)').waitFor();
  await picture(page, 'settings');
  await page.context().close();
});

test('the model is shown as it is, in the language of the reader', async () => {
  const page = await open({ language: 'es' });
  await go(page, '#/model/hazard');
  await page.getByRole('heading', { name: 'Área peligrosa' }).waitFor();
  await page.getByText('hazard.closed_before_identified').waitFor();
  await picture(page, 'model-es');
  await page.context().close();
});

test('the help is inside the program', async () => {
  const page = await open();
  await go(page, '#/help');
  await page.getByRole('link', { name: 'Map', exact: true }).last().click();
  await page.getByText('Released land is never green').waitFor();
  await picture(page, 'help');
  await page.context().close();
});
