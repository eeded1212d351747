// SPDX-License-Identifier: Apache-2.0
// People who stand twice: looked for, compared side by side, decided by keyboard, taken back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture, secret, settled } from './support/browser.mjs';

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

/** Two organisations' casualty records of one person, looked for, and an account of each organisation. Returns links to enter by. */
async function twoOrganisations(page) {
  return page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/session')).json();
    const ask = async (method, path, body, media = 'application/json') => {
      const answer = await fetch(path, { method, body: JSON.stringify(body), headers: { 'Content-Type': media, 'X-CSRF-Token': csrf, Accept: 'application/json' } });
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
      return answer;
    };
    const made = async (type, properties) => (await ask('POST', `/ogc/collections/${type}/items`, { type: 'Feature', geometry: null, properties }, 'application/geo+json')).headers.get('Location').split('/').pop();
    const first = async (type, count) => (await (await fetch(`/ogc/collections/${type}/items?limit=${count}`, { headers: { Accept: 'application/geo+json' } })).json()).features.map(({ id }) => id);
    const [place] = await first('place', 1);
    const links = [];
    for (const [at, organisation] of (await first('organisation', 2)).entries()) {
      const accident = await made('accident', { local_id: `QZ-${at}`, class: 'mine', happened_on: '2019-05-06', place, organisation });
      await made('casualty', { code: `QZ-${at}`, accident, happened_on: '2019-05-06', sex: 'female', age_band: 'adult', outcome: 'injured', civil_status: 'civilian',
        name: ['Amara Qzelan', 'QZELAN, Amaara'][at], date_of_birth: '1987-03-04' });
      links.push((await (await ask('POST', '/api/accounts', { name: ['north-desk', 'south-desk'][at], role: 'operator', organisation, highest_class: 'personal' })).json()).link);
    }
    const { job } = await (await ask('POST', '/api/linkage/casualty', {})).json();
    while ((await (await fetch(`/api/jobs/${job}`)).json()).state !== 'done') await new Promise((done) => setTimeout(done, 100));
    return links;
  });
}

async function enter(name, link, look = {}) {
  const page = await open({ as: null, ...look });
  await page.goto(link);
  await page.locator('form input:not([type=password])').first().fill(name);
  await page.locator('input[type=password]').first().fill(secret);
  await page.locator('input[type=password]').last().fill(secret);
  await page.locator('form button[type=submit]').click();
  await page.waitForFunction(() => !document.querySelector('input[type=password]') && document.querySelector('main'));
  await settled(page);
  return page;
}

test('two organisations learn whether two records are of one person, and nothing else of each other', async () => {
  const admin = await open();
  await go(admin, '#/');
  const [northLink, southLink] = await twoOrganisations(admin);
  const north = await enter('north-desk', northLink);
  await go(north, '#/quality/people?type=casualty');
  await north.getByText('Possible duplicate of your record').waitFor();
  assert.doesNotMatch(await north.locator('main').innerText(), /Qzelan|QZELAN|QZ-1|south-desk|%/, 'a count and the own record');
  await accessible(north, 'possible duplicates');
  await picture(north, 'openings-duplicates');
  await north.getByRole('button', { name: 'Ask to see the compared fields' }).click();
  const ask = north.getByRole('button', { name: 'Ask', exact: true });
  assert.ok(await ask.isDisabled(), 'nothing is asked for without a reason');
  await north.keyboard.type('One hospital, two lists.');
  await picture(north, 'openings-ask');
  await north.keyboard.press('Tab');
  await north.keyboard.press('Tab');
  await north.keyboard.press('Enter');
  await north.getByText('waits for an answer').waitFor();
  await picture(north, 'openings-asked');

  const south = await enter('south-desk', southLink, { phone: true, language: 'ar' });
  await go(south, '#/quality/openings');
  await south.getByText('north-desk').waitFor();
  assert.doesNotMatch(await south.locator('main').innerText(), /Qzelan|QZELAN|QZ-0/);
  await picture(south, 'openings-answer-phone-ar');
  await south.getByRole('button', { name: 'أجب' }).click();
  await south.locator('textarea').fill('نعم، المستشفى نفسه');
  await accessible(south, 'answering');
  await picture(south, 'openings-agree-phone-ar');
  await south.getByRole('button', { name: 'افتح الحقول المقارنة' }).click();
  await south.getByRole('link', { name: 'قارن السجلين' }).click();
  await south.getByRole('button', { name: 'اعرض الحقول المقارنة' }).click();
  await south.locator('table tbody tr').first().waitFor();
  assert.match(await south.locator('table').innerText(), /Amara Qzelan/);
  await picture(south, 'openings-pair-phone-ar');
  assert.equal(await south.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, 'nothing is wider than the window');

  // The page hears by itself that the other side has opened it.
  await north.getByRole('link', { name: 'Compare the two records' }).click();
  await north.getByRole('button', { name: 'Show the compared fields' }).click();
  await north.getByText('QZELAN, Amaara').waitFor();
  assert.doesNotMatch(await north.locator('main').innerText(), /QZ-1|south-desk/, 'the compared fields alone');
  assert.equal(await north.locator('table tbody tr').count(), 5);
  await picture(north, 'openings-pair');
  await north.getByLabel('Reason').fill('Both lists are of one hospital.');
  await north.keyboard.press('Tab');
  await north.keyboard.press('Tab');
  await north.keyboard.press('y');
  await north.getByText('one person', { exact: true }).waitFor();
  await go(north, '#/quality/openings');
  await north.getByRole('button', { name: 'End it now' }).click();
  await north.getByText('ended', { exact: true }).waitFor();

  await go(admin, '#/quality/openings');
  await admin.getByRole('heading', { name: 'The log' }).waitFor();
  await admin.getByRole('cell', { name: 'looked', exact: true }).first().waitFor();
  const log = await admin.locator('table').innerText();
  for (const word of ['asked', 'opened', 'looked', 'ended', 'north-desk', 'south-desk']) assert.ok(log.includes(word), word);
  assert.doesNotMatch(log, /Qzelan/i);
  await picture(admin, 'openings-log');
  for (const page of [admin, north, south]) await page.context().close();
});

test('a survivor without a casualty is shown the one that it may be, which is set and taken back', async () => {
  const page = await open();
  await go(page, '#/');
  const survivor = await page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/session')).json();
    const headers = { 'Content-Type': 'application/merge-patch+json', 'X-CSRF-Token': csrf, 'If-Match': '*' };
    const filter = encodeURIComponent("victim_kind = 'survivor' AND casualty IS NOT NULL");
    const { features } = await (await fetch(`/ogc/collections/survivor_case/items?limit=1&filter=${filter}`, { headers: { Accept: 'application/geo+json' } })).json();
    const answer = await fetch(`/ogc/collections/survivor_case/items/${features[0].id}`, { method: 'PATCH', headers, body: JSON.stringify({ properties: { casualty: null } }) });
    if (!answer.ok) throw new Error(await answer.text());
    return features[0];
  });
  await go(page, '#/quality/people?rule=survivor_case.same_as_casualty');
  await page.getByRole('button', { name: 'Look for pairs' }).click();
  await page.getByText(/\d+ pairs proposed/).waitFor({ timeout: 60_000 });
  await page.getByText(/Survivor cases: \d+ of [\d,]+ name no record of Casualties\./).waitFor();
  await page.getByText(/Casualties: [\d,]+ of [\d,]+ are named by none of them\./).waitFor();
  await picture(page, 'references-list');
  await page.locator('.items a', { hasText: survivor.properties.local_id }).first().click();
  await page.getByText('the case then names the casualty').waitFor();
  await page.getByRole('rowheader', { name: 'Age / Age at the accident' }).waitFor();
  await accessible(page, 'a survivor and a casualty');
  await picture(page, 'references-pair');
  const casualty = () => page.evaluate(async (id) => (await (await fetch(`/ogc/collections/survivor_case/items/${id}`, { headers: { Accept: 'application/geo+json' } })).json()).properties.casualty, survivor.id);
  await page.getByLabel('Reason').fill('One hospital file.');
  await page.getByRole('button', { name: 'One person' }).click();
  await page.getByText('Decisions so far').waitFor();
  assert.equal(await casualty(), survivor.properties.casualty);
  await page.getByRole('button', { name: 'Take the decision back' }).click();
  await page.getByRole('button', { name: 'One person' }).waitFor();
  assert.equal((await casualty()) ?? null, null);
  await page.context().close();
  for (const look of [{ language: 'ar' }, { phone: true, language: 'ar' }]) {
    const other = await open(look);
    await go(other, '#/quality/people?rule=survivor_case.same_as_casualty');
    await other.locator('.items a').first().waitFor();
    await picture(other, `references-list${look.phone ? '-phone' : ''}-ar`);
    assert.equal(await other.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, 'nothing is wider than the window');
    await other.context().close();
  }
});
