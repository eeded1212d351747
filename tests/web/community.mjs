// SPDX-License-Identifier: Apache-2.0
// The community door: opened in the settings, written at by somebody without an account, answered at the help desk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture, settled, url } from './support/browser.mjs';

/** Sets until when a message is to be answered, as its record's form does. */
const due = async (ticket, day) => ticket.evaluate(async (item, date) => {
  const id = item.querySelector('a[href*="helpdesk_ticket"]').href.split('/').at(-1);
  const { csrf } = await (await fetch('/api/session')).json();
  const path = `/ogc/collections/helpdesk_ticket/items/${id}`;
  const answer = await fetch(path, { method: 'PATCH', headers: { 'Content-Type': 'application/merge-patch+json', 'X-CSRF-Token': csrf, 'If-Match': (await fetch(path)).headers.get('ETag') }, body: JSON.stringify({ properties: { due_on: date } }) });
  if (!answer.ok) throw new Error(await answer.text());
}, day);
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1);

test('the community door is shut; a manager opens it, a find is reported, answered, and the answer read', async () => {
  const guest = await open({ as: null, phone: true });
  await guest.goto(`${url}/community`);
  assert.equal(await guest.locator('form').count(), 0, 'shut: no form');
  await accessible(guest, 'the shut door');

  const page = await open();
  await go(page, '#/settings');
  await page.getByLabel(/^Open: people without an account/).check();
  await page.getByLabel(/^Telephone to report/).fill('+999 800 100');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings are saved').waitFor();
  await picture(page, 'community-settings');

  await guest.goto(`${url}/community?lang=en`);
  await guest.getByRole('link', { name: 'Call +999 800 100' }).waitFor();
  await picture(guest, 'community-phone');
  await accessible(guest, 'the community page');
  assert.equal(await fits(guest), true);
  await guest.getByLabel('What did you see, or what do you want to say?').fill('A thing with fins by the made-up mill.');
  await guest.getByLabel('Position, if you know it').fill('by the mill');
  await guest.getByRole('button', { name: 'Send' }).click();
  await guest.getByRole('alert').getByText('Position, if you know it').waitFor();
  assert.equal(await guest.getByLabel('What did you see').inputValue(), 'A thing with fins by the made-up mill.', 'nothing written is lost');
  await picture(guest, 'community-refused');
  await guest.getByLabel('Position, if you know it').fill('');
  await guest.getByLabel('Nearest village or place').fill('the mill');
  await guest.getByRole('button', { name: 'Send' }).click();
  const reference = (await guest.locator('.reference').innerText()).trim();
  assert.match(reference, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{6}$/);
  await picture(guest, 'community-thanks');
  await accessible(guest, 'the reference');

  await go(page, '#/helpdesk');
  const ticket = page.getByRole('listitem').filter({ hasText: 'A thing with fins by the made-up mill.' });
  await ticket.waitFor();
  assert.equal(await ticket.getByText(reference).count(), 0, 'the desk does not see the reference');
  await ticket.getByRole('link', { name: /^Spot task/ }).waitFor();
  await picture(page, 'helpdesk');
  await accessible(page, 'the help desk');
  await ticket.getByText(/^Answer due: \d{1,2} \w+ \d{4}/).waitFor();
  assert.equal(await ticket.getByText('overdue').count(), 0, 'a message of today is not overdue');
  const others = page.getByRole('main').getByRole('listitem').filter({ hasText: 'overdue' });
  const late = await others.count();
  await due(ticket, '2024-01-02');
  await ticket.getByText('Answer due: 2 Jan 2024').waitFor();
  await ticket.getByText('overdue', { exact: true }).waitFor();
  assert.equal(await others.count(), late + 1);
  await picture(page, 'helpdesk-overdue');
  await accessible(page, 'an overdue answer');

  // The visitor presses another language; the desk takes the messages of that language alone.
  await guest.goto(`${url}/community?lang=en`);
  await guest.getByRole('navigation', { name: 'Language' }).getByRole('link', { name: 'Français' }).click();
  assert.equal(await guest.locator('html').getAttribute('lang'), 'fr');
  await guest.getByLabel("Qu'avez-vous vu").fill('Une question posée au moulin.');
  await guest.getByLabel("De quoi s'agit-il").selectOption('other');
  await guest.getByRole('button', { name: 'Envoyer' }).click();
  await guest.locator('.reference').waitFor();
  const languages = page.getByRole('group', { name: 'Language of the message' });
  const french = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Une question posée au moulin.' });
  await french.waitFor();
  await languages.getByRole('button', { name: /^fr \(\d+\)$/ }).click();
  assert.equal(await languages.getByRole('button', { name: /^fr/ }).getAttribute('aria-pressed'), 'true');
  await ticket.waitFor({ state: 'detached' });
  const [count] = /\d+/.exec(await languages.getByRole('button', { name: /^fr/ }).innerText());
  const queue = page.getByRole('main').getByRole('listitem');
  assert.equal(await queue.count(), Number(count), 'as many as the button says');
  assert.equal(await queue.filter({ hasText: 'Language: fr' }).count(), Number(count), 'all of them French');
  await page.waitForFunction(() => location.hash === '#/helpdesk?language=fr');
  await picture(page, 'helpdesk-fr');
  await languages.getByRole('button', { name: /^All languages/ }).click();
  await ticket.getByRole('button', { name: /^Answer to/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What the person reads with the reference').fill('Thank you. A team comes today.');
  await picture(page, 'helpdesk-answer');
  await dialog.getByRole('button', { name: 'Save the answer' }).click();
  await page.getByText('The answer is saved').waitFor();
  await settled(page);
  assert.equal(await ticket.count(), 0, 'it waits no more');
  await go(page, '#/helpdesk/answered');
  await page.getByText('Thank you. A team comes today.').waitFor();

  await guest.goto(`${url}/community?lang=en`);
  await guest.getByLabel('Your reference').fill(reference.toLowerCase());
  await guest.getByRole('button', { name: 'Show' }).click();
  await guest.getByText('Thank you. A team comes today.').waitFor();
  assert.equal(guest.url().includes(reference), false, 'no address holds a reference');
  await guest.context().close();
  await page.context().close();
});

for (const look of [{ name: 'ar', language: 'ar' }, { name: 'dark', dark: true }, { name: 'wide' }]) {
  test(`the community page is accessible and fits: ${look.name}`, async () => {
    const page = await open({ ...look, as: null, phone: look.name === 'ar' });
    await page.goto(`${url}/community?lang=${look.language ?? 'en'}`);
    await page.locator('form').first().waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), look.language === 'ar' ? 'rtl' : 'ltr');
    await picture(page, `community-${look.name}`);
    await accessible(page, `community in ${look.name}`);
    assert.equal(await fits(page), true);
    await page.context().close();
  });
}

test('the community page needs no script', async () => {
  const page = await open({ as: null });
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(`${url}/community?lang=fr`);
  await page.getByLabel("Qu'avez-vous vu").fill('Une question.');
  await page.getByLabel("De quoi s'agit-il").selectOption('other');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.locator('.reference').waitFor();
  await page.context().close();
});
