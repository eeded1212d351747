// SPDX-License-Identifier: Apache-2.0
// Accounts, settings, the model, the help; what a viewer does not see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture, secret, settled } from './support/browser.mjs';

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

test('a name that nobody knows is said to be unknown, in every language', async () => {
  for (const language of ['en', 'fr', 'es', 'ar']) {
    const page = await open({ language });
    for (const hash of ['#/help/nowhere', '#/help/web-nowhere', '#/reports/nowhere', '#/indicators/nowhere', '#/records/nowhere', '#/model/nowhere', '#/model/codes/nowhere']) {
      await go(page, hash);
      await page.getByRole('main').locator('[role=alert], .empty, h1').first().waitFor();
      await settled(page);
      const text = await page.getByRole('main').innerText();
      assert.doesNotMatch(text, /\bundefined\b|\bnull\b|\[object |\{\w+\}/, `${hash} in ${language}`);
      assert.ok(text.trim().length > 10, `${hash} in ${language}: something is said`);
    }
    await go(page, '#/help/nowhere');
    await page.getByRole('alert').waitFor();
    await picture(page, `help-unknown-${language}`);
    await page.context().close();
  }
});

test('the help is in the language of the reader, and says where it is English only', async () => {
  const page = await open({ language: 'ar' });
  await go(page, '#/help/web-map');
  const article = page.locator('article');
  await article.getByRole('heading', { name: 'الخريطة', exact: true }).waitFor();
  await page.getByText('مسودة ترجمة لم يراجعها متحدث أصلي').waitFor();
  assert.equal(await article.getAttribute('dir'), 'rtl');
  assert.equal(await article.getAttribute('lang'), 'ar');
  const list = page.getByRole('navigation', { name: 'المساعدة' });
  assert.equal(await list.locator('a[href^="#/help/web-"]', { hasText: '(بالإنجليزية)' }).count(), 0);
  assert.equal(await list.locator('a[href="#/help/architecture"]', { hasText: '(بالإنجليزية)' }).count(), 1);
  await picture(page, 'help-ar');
  await accessible(page, 'help in Arabic');

  await page.getByRole('banner').locator('select').selectOption('fr');
  await article.getByRole('heading', { name: 'Carte', exact: true }).waitFor();
  assert.equal(await article.getAttribute('dir'), 'ltr');
  await picture(page, 'help-fr');

  await go(page, '#/help/web-exchange');
  await article.getByRole('link', { name: 'profils de correspondance' }).click();
  await page.getByText("Cette page n'existe qu'en anglais.").waitFor();
  assert.equal(await article.getAttribute('lang'), 'en');
  await page.getByRole('banner').locator('select').selectOption('en');
  await article.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByText(/English only|Draft translation/).count(), 0, 'a reader of English is told nothing of it');
  await page.context().close();

  for (const [language, title] of [['en', 'Map'], ['fr', 'Carte'], ['ar', 'الخريطة']]) {
    const phone = await open({ language, phone: true });
    await go(phone, '#/help/web-map');
    await phone.locator('article').getByRole('heading', { name: title, exact: true }).waitFor();
    assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${language}: the page is wider than the phone`);
    await picture(phone, `help-phone-${language}`);
    await phone.context().close();
  }
});
