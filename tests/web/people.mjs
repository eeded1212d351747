// SPDX-License-Identifier: Apache-2.0
// People who stand twice: looked for, compared side by side, decided by keyboard, taken back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, open, picture, settled } from './support/browser.mjs';

test('pairs of people are looked for, decided with a reason, and taken back by keyboard', async () => {
  const page = await open();
  await go(page, '#/quality');
  await page.getByRole('link', { name: 'People twice' }).click();
  await page.getByText('Nobody has looked for pairs yet.').waitFor();
  await picture(page, 'people-empty');
  await page.getByRole('button', { name: 'Look for pairs' }).click();
  await page.getByText(/\d+ pairs proposed/).waitFor({ timeout: 60_000 });
  await page.getByText(/records are [\d,]+ to [\d,]+ people/).waitFor();
  await picture(page, 'people-list');
  assert.ok(!/Amara|Belia|Abermol/.test(await page.locator('main').innerText()), 'the list names nobody');
  await page.locator('.items a').first().click();
  await page.getByRole('heading', { name: 'Are these two records of one person?' }).waitFor();
  await page.getByText('speaks for one person').first().waitFor();
  await picture(page, 'people-pair');
  const same = page.getByRole('button', { name: 'One person' });
  assert.ok(await same.isDisabled(), 'no decision without a reason');
  await page.keyboard.press('y');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA', 'the key asks for the reason');
  await page.keyboard.type('One hospital file, two reports.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('y');
  await page.getByText('Decisions so far').waitFor();
  assert.match(await page.locator('main').innerText(), /amina.*one person: One hospital file, two reports\./);
  await picture(page, 'people-decided');
  await page.keyboard.press('u');
  await same.waitFor();
  assert.equal(await page.locator('section li').count(), 2, 'both decisions stay');
  const before = page.url();
  await page.keyboard.press('n');
  await page.waitForFunction((url) => location.href !== url, before);
  await settled(page);
  await page.context().close();
});

test('a pair is found from the record, and is read in Arabic and on a phone', async () => {
  for (const look of [{ language: 'ar' }, { phone: true }, { phone: true, language: 'ar' }]) {
    const page = await open(look);
    await go(page, '#/');
    const { records, id } = await page.evaluate(async () => (await (await fetch('/api/linkage/casualty/pairs?limit=1')).json()).items[0]);
    if (!look.language) {
      await go(page, `#/records/casualty/${records[0].id}?tab=findings`);
      await page.locator(`a[href$="quality/${id}"]`).first().waitFor({ state: 'attached' });
    }
    await go(page, `#/quality/${id}`);
    await page.locator('table tbody tr').first().waitFor();
    await settled(page);
    await picture(page, `people-pair${look.phone ? '-phone' : ''}${look.language ? '-ar' : ''}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, 'nothing is wider than the window');
    await page.context().close();
  }
});
