// SPDX-License-Identifier: Apache-2.0
// Every report of the model as a person reads it, in English and Arabic: its headline, its words, nothing broken, no id and no key where words belong.
// And what a visitor without an account reads where the public view is on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture, settled } from './support/browser.mjs';
import { untranslated } from './support/words.mjs';

const looked = ['annual_land_release', 'meeting', 'va_services', 'diversity', 'maturity', 'funding', 'apmbc_article_7', 'cross_border']; // at by axe
const periods = { year: '2024', month: '2024-05', any: '2016..2025' };

for (const language of ['en', 'ar']) {
  test(`every report is read: ${language}`, async () => {
    const page = await open({ language });
    const errors = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await go(page, '#/reports');
    const reports = await page.evaluate(async (lang) => (await (await fetch(`/api/reports?lang=${lang}`)).json()).items, language);
    assert.ok(reports.length >= 49, 'all of the model');
    for (const { name, title, about, period, source, to_check } of reports) {
      const asked = { ...(periods[period] ? { period: periods[period] } : {}) };
      if (about) asked.record = await page.evaluate(async ([report, type]) => {
        const { rows } = await (await fetch(`/api/tables/${type}?limit=50`)).json();
        for (const [record] of rows) if ((await fetch(`/api/reports/${report}?record=${record}&period=`)).ok) return record;
        return undefined;
      }, [name, about]);
      assert.ok(!about || asked.record, `${name}: a record that it is about`);
      errors.length = 0; // a record that a report is not about is refused, which the browser tells its console
      await go(page, `#/reports/${name}?${new URLSearchParams(asked)}`);
      await page.locator('article h1').waitFor();
      await settled(page);
      const article = page.locator('article');
      assert.equal(await article.locator('h1').innerText(), title, `${name}: its headline`);
      assert.equal(await page.locator('.notice[role=alert]').count(), 0, `${name}: nothing went wrong`);
      assert.equal(await page.evaluate(() => document.documentElement.dir || 'ltr'), language === 'ar' ? 'rtl' : 'ltr');
      const text = await article.innerText();
      assert.ok(text.length > 200, `${name}: there is something to read`);
      assert.ok(source !== '' && text.includes(source), `${name}: where it comes from`);
      assert.equal(await article.locator('strong.badge.warning').count(), to_check ? 1 : 0, `${name}: says whether it is to be checked with the standard`);
      for (const wrong of untranslated) assert.doesNotMatch(text, wrong, name);
      if (language === 'ar') assert.match(title, /[\u0600-\u06ff]/, `${name}: a headline in Arabic`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, `${name}: nothing is wider than the window`);
      assert.deepEqual(errors, [], `${name}: what the console says`);
      if (looked.includes(name)) await accessible(page, `${name} in ${language}`);
      await picture(page, `every-report-${language}-${name}`);
    }
    await page.context().close();
  });
}

async function publicView(page, yes) {
  const status = await page.evaluate(async (on) => {
    const { csrf } = await (await fetch('/api/session')).json();
    return (await fetch('/api/settings', { method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }, body: JSON.stringify({ public_view: on }) })).status;
  }, yes);
  assert.equal(status, 200);
}

for (const language of ['en', 'ar']) {
  test(`a visitor of the public view reads areas, casualties in tens and the catalogue: ${language}`, async () => {
    const page = await open(), visitor = await open({ as: null, language });
    await go(page, '#/');
    await publicView(page, true);
    try {
      await go(visitor, '#/');
      await visitor.locator('.remaining .figure-large').waitFor();
      assert.equal(await visitor.locator('.notice').count(), 0, 'nothing is withheld, and nothing went wrong');
      assert.equal(await visitor.locator('main a[href*="#/release"], main a[href*="#/quality"], main a[href*="#/indicators"]').count(), 0, 'no link to what is shut');
      await accessible(visitor, `the public home in ${language}`);
      await picture(visitor, `public-home-${language}`);
      await go(visitor, '#/reports/public_catalogue');
      await visitor.locator('article h1').waitFor();
      const cells = await visitor.locator('article table').first().locator('tbody tr').allInnerTexts();
      assert.ok(cells.length > 80, 'every record type');
      assert.ok(cells.some((row) => (language === 'ar' ? /على الأقل/ : /at least \d+/).test(row)));
      await picture(visitor, `public-catalogue-${language}`);
    } finally {
      await publicView(page, false);
      await page.context().close();
      await visitor.context().close();
    }
  });
}
