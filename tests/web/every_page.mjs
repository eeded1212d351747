// SPDX-License-Identifier: Apache-2.0
// Every page in light, dark and Arabic, wide and on a phone, looked at by axe; and nothing ever left this machine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, complaints, foreign, go, open, picture, settled, url } from './support/browser.mjs';

const pages = {
  home: '#/', map: '#/map', types: '#/records', table: '#/records/hazard', quality: '#/quality', scores: '#/quality/scores', people: '#/quality/people', release: '#/release',
  indicators: '#/indicators', indicator: '#/indicators/land_released?split=year&as=chart', dashboards: '#/indicators/dashboards', publish: '#/indicators/C1/publish?split=sex', published: '#/indicators/published', publication: '#/indicators/published/1', import: '#/exchange', export: '#/exchange/export',
  accounts: '#/accounts', settings: '#/settings', helpdesk: '#/helpdesk', meetings: '#/meetings', answered: '#/helpdesk/answered', model: '#/model', type: '#/model/hazard', help: '#/help/web-map', unknown: '#/nowhere',
};
const looks = [{ name: 'light' }, { name: 'dark', dark: true }, { name: 'ar', language: 'ar' }, { name: 'phone', phone: true }, { name: 'phone-ar', phone: true, language: 'ar' }];

for (const look of looks) {
  test(`every page is accessible: ${look.name}`, async () => {
    const page = await open(look);
    await go(page, '#/');
    const record = await page.evaluate(async () => (await (await fetch('/api/tables/hazard?limit=1')).json()).rows[0][0]);
    for (const [name, hash] of Object.entries({ ...pages, record: `#/records/hazard/${record}`, history: `#/records/hazard/${record}?tab=history`, links: `#/records/hazard/${record}?tab=links` })) {
      await go(page, hash);
      await page.waitForTimeout(name === 'map' ? 2500 : 250);
      await settled(page);
      assert.equal(await page.locator('.notice[role=alert]').count(), 0, `${name}: nothing went wrong`);
      await picture(page, `all-${look.name}-${name}`);
      await accessible(page, `${name} in ${look.name}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, `${name}: nothing is wider than the window`);
    }
    await page.context().close();
  });
}

test('the sign-in page is accessible', async () => {
  const page = await open({ as: null });
  await page.goto(`${url}/#/`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await accessible(page, 'sign-in');
  await page.context().close();
});

test('no request left this machine, and no page broke', () => {
  assert.deepEqual(foreign, []);
  assert.deepEqual(complaints, []);
});
