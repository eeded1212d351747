// SPDX-License-Identifier: Apache-2.0
// What the server refuses, in the language of the reader; in English while the words of that language are not there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture } from './support/browser.mjs';

const badFilter = `#/records/hazard?filter=${encodeURIComponent("staus = 'open'")}`;

test('a refused filter is told in Arabic, and anew when the language changes', async () => {
  const page = await open({ language: 'ar' });
  await go(page, badFilter);
  const alert = page.locator('.notice[role=alert]');
  await alert.getByText(/التصفية لا تناسب نوع السجل: لا توجد خاصية .*staus/).waitFor();
  await alert.getByText(/tilth model doc/).waitFor();
  assert.equal(await alert.getByText(/The filter|Use the names/).count(), 0, 'the refusal is not told in English as well');
  await picture(page, 'refusal-ar');
  await accessible(page, 'a refusal in Arabic');
  await page.getByRole('banner').locator('select').selectOption('fr');
  await page.getByText(/Le filtre ne convient pas au type de fiche : .*staus/).waitFor();
  await page.getByRole('banner').locator('select').selectOption('en');
  await page.getByText(/The filter does not fit the record type: .*staus/).waitFor();
  await page.context().close();
});

test('a refused coordinate is told in French', async () => {
  const page = await open({ language: 'fr' });
  await go(page, '#/map');
  await page.getByLabel('Trouver une coordonnée').fill('12.5, 30.1');
  await page.getByLabel('Trouver une coordonnée').press('Enter');
  await page.getByRole('alert').getByText(/La coordonnée peut se lire de plusieurs façons : l'une ou l'autre valeur peut être la latitude/).waitFor();
  await page.getByRole('alert').getByText(/Pour corriger : ajoutez les lettres N ou S/).waitFor();
  await picture(page, 'refusal-fr');
  await page.context().close();
});

test('a refusal is told in English when the words of the language do not come', async () => {
  const page = await open({ language: 'ar' });
  let held = 0;
  await page.route(/problem_words/, (route) => { held += 1; return route.abort(); });
  await go(page, badFilter);
  await page.getByRole('alert').getByText(/The filter does not fit the record type/).waitFor();
  await page.waitForTimeout(500);
  assert.ok(held > 0, 'the words were asked for');
  await page.getByRole('alert').getByText(/The filter does not fit the record type/).waitFor();
  await page.context().close();
});

test('a reader of English fetches no other words', async () => {
  const page = await open();
  const asked = [];
  page.on('request', (request) => { if (/problem_words/.test(request.url())) asked.push(request.url()); });
  await go(page, badFilter);
  await page.getByRole('alert').getByText(/The filter does not fit the record type/).waitFor();
  await page.waitForTimeout(500);
  assert.deepEqual(asked, []);
  await page.context().close();
});
