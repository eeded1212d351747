// SPDX-License-Identifier: Apache-2.0
// Every indicator of the library as a person reads it: its headline, its passport, nothing broken, no id and no key where words belong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, open, settled } from './support/browser.mjs';
import { untranslated } from './support/words.mjs';

// The server's own warning names the properties to choose by.
const told = { stock_held: ['as_at'] };

for (const language of ['en', 'ar']) {
  test(`every indicator has a page that can be read: ${language}`, async () => {
    const page = await open({ language });
    const errors = [], faults = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await go(page, '#/indicators');
    const library = await page.evaluate(async (lang) => (await (await fetch(`/api/indicators?lang=${lang}`)).json()).items, language);
    assert.ok(library.length >= 267, 'the whole library');
    for (const { id, title, definition } of library) {
      await page.evaluate((name) => { location.hash = `#/indicators/${name}`; }, id);
      await page.waitForFunction(([headline, words]) => document.querySelector('main h1')?.textContent === headline && [...document.querySelectorAll('main dd')].some((one) => one.textContent === words), [title, definition]);
      await settled(page);
      const main = page.getByRole('main');
      assert.equal(await main.locator('[role=alert]').count(), 0, `${id}: nothing went wrong`);
      const text = await main.innerText();
      for (const wrong of untranslated) if (wrong.test(text) && !told[id]?.includes(wrong.exec(text)[0])) faults.push(`${id}: ${wrong.exec(text)[0]}`);
      if (language === 'ar') assert.match(title, /[\u0600-\u06ff]/, `${id}: a headline in Arabic`);
      assert.deepEqual(errors, [], `${id}: what broke`);
    }
    assert.deepEqual(faults, [], 'words of the program');
    await page.context().close();
  });
}
