// SPDX-License-Identifier: Apache-2.0
// Every record type as a person meets it: its table, its first record and its form, none broken, none without its words;
// and what of it is to be checked with its standard says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture, settled } from './support/browser.mjs';

const shown = ['meeting', 'grant', 'treaty_report', 'tech_trial']; // kept as pictures

for (const language of ['en', 'ar']) {
  test(`every record type has a table, a record and a form: ${language}`, async () => {
    const page = await open({ language });
    await go(page, '#/records');
    const types = await page.evaluate(async (lang) => (await (await fetch(`/api/model?lang=${lang}`)).json()).types.map(({ name, from }) => ({ name, from })), language);
    assert.ok(types.length > 80, 'the whole model is there');
    for (const { name, from } of types) {
      const first = await page.evaluate(async (type) => (await (await fetch(`/api/tables/${type}?limit=1`)).json()).rows[0]?.[0], name);
      assert.ok(first, `${name}: the made-up programme has one`);
      const pages = { table: `#/records/${name}`, form: `#/records/${name}/new`, record: `#/records/${name}/${first}` };
      for (const [part, hash] of Object.entries(pages)) {
        await go(page, hash);
        await settled(page);
        assert.equal(await page.locator('.notice[role=alert]').count(), 0, `${name} ${part}: nothing went wrong`);
        const text = await page.getByRole('main').innerText();
        assert.doesNotMatch(text, /\bNaN\b|\bundefined\b|\[object |Invalid Date|\[en\]/, `${name} ${part}: a value or a translation that is none`);
        const marks = page.locator(`main a.badge[href="#/model/${name}"]`);
        assert.equal(await marks.count(), from.mark === 'U' ? 1 : 0, `${name} ${part}: says whether it is to be checked with its standard`);
        if (from.mark === 'U') assert.ok((await marks.innerText()).includes(from.source), `${name} ${part}: with which`);
        if (shown.includes(name)) await picture(page, `type-${language}-${name}-${part}`);
      }
    }
    await page.context().close();
  });
}

test('a code list that is to be checked with its standard says so at its fields', async () => {
  const page = await open();
  await page.route('**/api/model?*', async (route) => {
    const answer = await route.fetch();
    const model = await answer.json();
    for (const list of model.code_lists) if (list.name === 'terrain') list.from = { source: 'IMAS 05.10', edition: 'Ed. 3 (made up)', mark: 'U' };
    await route.fulfill({ response: answer, json: model });
  });
  await go(page, '#/records/hazard');
  await page.getByRole('link', { name: 'Terrain: to be checked with the standard: IMAS 05.10, Ed. 3 (made up)' }).waitFor();
  await accessible(page, 'a table whose list is to be checked');
  await go(page, '#/records/hazard/new');
  await page.locator('[data-field=terrain]').getByRole('link', { name: 'to be checked with the standard: IMAS 05.10, Ed. 3 (made up)' }).click();
  await page.getByText('IMAS 05.10, Ed. 3 (made up)').waitFor();
  await page.context().close();
});
