// SPDX-License-Identifier: Apache-2.0
// The pages of the themes about people: table, record and form of every type, in English and Arabic.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture, settled } from './support/browser.mjs';

const types = [
  'investigation', 'survivor_case', 'need', 'service_provider', 'referral', 'service_given', 'peer_support_session', 'eore_session', 'eore_material', 'broadcast', 'kap_survey',
  'kap_answer', 'bcc_plan', 'return_area', 'access_note', 'community_assessment', 'ce_activity', 'feedback', 'engagement_budget', 'helpdesk_ticket', 'public_message',
  'message_translation', 'staff_snapshot', 'policy_register', 'complaint_count', 'term_register', 'outcome_interview', 'capacity_activity', 'stand_down', 'beneficiary_count',
];
const looked = ['survivor_case', 'eore_session', 'feedback', 'staff_snapshot', 'public_message', 'return_area']; // axe and pictures of these: of every theme one

for (const language of ['en', 'ar']) {
  test(`the pages of the themes about people: ${language}`, async () => {
    const page = await open({ language });
    await go(page, '#/records');
    await picture(page, `themes-${language}-types`);
    for (const type of types) {
      await go(page, '#/');
      const found = await page.evaluate(async (name) => (await fetch(`/api/tables/${name}?limit=1`)).json(), type);
      assert.ok(Array.isArray(found.rows), `${type} has a table`);
      for (const [name, hash] of Object.entries({ table: `#/records/${type}`, form: `#/records/${type}/new`, ...(found.rows.length > 0 ? { record: `#/records/${type}/${found.rows[0][0]}` } : {}) })) {
        await go(page, hash);
        await page.waitForTimeout(100);
        await settled(page);
        const text = await page.getByRole('main').innerText();
        assert.equal(await page.locator('.notice[role=alert]').count(), 0, `${type} ${name}: nothing went wrong`);
        assert.equal(await page.evaluate(() => document.documentElement.dir), language === 'ar' ? 'rtl' : 'ltr');
        if (language === 'ar') assert.doesNotMatch(text, /\[en\]/, `${type} ${name}: every word is there in Arabic`);
        if (looked.includes(type)) await accessible(page, `${type} ${name} in ${language}`);
        if (looked.includes(type)) await picture(page, `themes-${language}-${type}-${name}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, `${type} ${name}: nothing is wider than the window`);
      }
    }
    await page.context().close();
  });
}
