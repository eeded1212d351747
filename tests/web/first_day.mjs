// SPDX-License-Identifier: Apache-2.0
// The first link, signing out and in, the home page, keys, languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, keepSignedIn, open, picture, secret, settled, url } from './support/browser.mjs';

test('the one-time link makes the first administrator, and works once', async () => {
  const page = await open({ as: null });
  await page.goto(process.env.TILTH_LINK);
  await picture(page, 'first-run');
  await page.getByLabel('Account name').fill('amina');
  await page.getByLabel('New password').fill('short');
  await page.getByLabel('The same password again').fill('short');
  await page.getByRole('button', { name: 'Save and enter' }).click();
  await page.getByText('fewer than 12 characters').waitFor(); // refused before it is sent
  await page.getByLabel('New password').fill(secret);
  await page.getByLabel('The same password again').fill(`${secret}s`);
  await page.getByRole('button', { name: 'Save and enter' }).click();
  await page.getByText('not the same').waitFor();
  await page.getByLabel('The same password again').fill(secret);
  await page.getByRole('button', { name: 'Save and enter' }).click();
  await page.getByRole('heading', { name: 'Where we stand' }).waitFor();
  assert.ok(!page.url().includes('token'), 'the token has left the address');
  await keepSignedIn(page);

  const again = await open({ as: null });
  await again.goto(process.env.TILTH_LINK);
  await again.getByLabel('Account name').fill('mallory');
  await again.getByLabel('New password').fill(secret);
  await again.getByLabel('The same password again').fill(secret);
  await again.getByRole('button', { name: 'Save and enter' }).click();
  await again.getByRole('alert').waitFor();
  await again.context().close();
  await page.context().close();
});

test('who is not signed in sees the sign-in page and no data', async () => {
  const page = await open({ as: null });
  const answers = [];
  page.on('response', (response) => { if (response.url().includes('/api/tables') || response.url().includes('/ogc/')) answers.push(response.status()); });
  await page.goto(`${url}/#/records/hazard`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(answers, []);
  await picture(page, 'sign-in');
  await page.getByLabel('Account name').fill('amina');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Hazards' }).waitFor(); // where the link led
  await page.getByRole('button', { name: /Signed in as/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.context().close();
});

test('home says where the programme stands, and leads to what is behind', async () => {
  const page = await open();
  await go(page, '#/');
  for (const heading of ['Remaining area', /Released in/, /Casualties in/, 'Open tasks', 'Worst findings', 'Since your last visit', 'How fresh the data are']) {
    await page.getByRole('heading', { name: heading }).waitFor();
  }
  const answer = await page.evaluate(async () => (await fetch('/api/home')).json());
  const shown = await page.getByText(`${new Intl.NumberFormat('en-GB').format(Math.round(answer.remaining_total_m2))} m²`).count();
  assert.ok(shown > 0, 'the exact figure stands beside the rounded one');
  assert.equal(await page.getByText(/\bsafe\b/i).filter({ hasNotText: /not marked as safe/ }).count(), 0, 'nothing is called safe');
  await picture(page, 'home');
  await page.getByRole('link', { name: 'Open the account' }).first().click();
  await page.getByRole('heading', { name: 'Land release', exact: true }).waitFor();
  await page.context().close();
});

test('everything goes by keyboard', async () => {
  const page = await open();
  await go(page, '#/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the page');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await picture(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('heading', { name: 'Records' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main', 'the focus is on the new page');
  await page.context().close();
});

test('Arabic is mirrored, and the choice stays', async () => {
  const page = await open();
  await go(page, '#/');
  await page.getByRole('banner').getByLabel('Language').selectOption('ar');
  await page.getByRole('heading', { name: 'أين نحن الآن' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ar');
  const navigation = await page.getByRole('navigation').first().boundingBox();
  assert.ok(navigation.x > 600, 'the navigation stands on the right');
  await settled(page);
  await picture(page, 'home-ar');
  await page.context().close();
});

test('a phone has the same pages behind a menu', async () => {
  const page = await open({ phone: true, language: 'fr' });
  await go(page, '#/');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing is wider than the phone');
  await page.getByRole('button', { name: 'Menu des pages' }).click();
  await picture(page, 'home-phone-fr');
  await page.getByRole('link', { name: 'Fiches', exact: true }).click();
  await page.getByRole('heading', { name: 'Fiches' }).waitFor();
  await page.context().close();
});

test('the server away is said, and nothing is pretended', async () => {
  const page = await open();
  await go(page, '#/records');
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Hazards' }).first().click();
  await page.getByText('The server does not answer').first().waitFor();
  await picture(page, 'server-away');
  await page.context().close();
});
