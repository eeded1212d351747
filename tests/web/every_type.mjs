// SPDX-License-Identifier: Apache-2.0
// Every record type as a person meets it: its table, its first record and its form, none broken, none without its words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, open, picture, settled } from './support/browser.mjs';

const shown = ['meeting', 'grant', 'treaty_report', 'tech_trial']; // kept as pictures

for (const language of ['en', 'ar']) {
  test(`every record type has a table, a record and a form: ${language}`, async () => {
    const page = await open({ language });
    await go(page, '#/records');
    const types = await page.evaluate(async (lang) => (await (await fetch(`/api/model?lang=${lang}`)).json()).types.map((type) => ({ name: type.name, title: type.title })), language);
    assert.ok(types.length > 80, 'the whole model is there');
    for (const { name } of types) {
      const first = await page.evaluate(async (type) => (await (await fetch(`/api/tables/${type}?limit=1`)).json()).rows[0]?.[0], name);
      const pages = { table: `#/records/${name}`, form: `#/records/${name}/new`, ...(first ? { record: `#/records/${name}/${first}` } : {}) };
      for (const [part, hash] of Object.entries(pages)) {
        if (language === 'ar' && part === 'record' && !shown.includes(name)) continue; // the same component as in English
        await go(page, hash);
        await settled(page);
        assert.equal(await page.locator('.notice[role=alert]').count(), 0, `${name} ${part}: nothing went wrong`);
        const text = await page.getByRole('main').innerText();
        assert.doesNotMatch(text, /\bNaN\b|\bundefined\b|\[object |Invalid Date|\[en\]/, `${name} ${part}: a value or a translation that is none`);
        if (shown.includes(name)) await picture(page, `type-${language}-${name}-${part}`);
      }
    }
    await page.context().close();
  });
}
