// SPDX-License-Identifier: Apache-2.0
// Meetings: opened in the settings, read and registered for on a phone by somebody without an account.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { accessible, go, open, picture, settled, url } from './support/browser.mjs';

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1);

test('the pages of meetings are shut; a manager opens them, and somebody registers on a phone, corrects and withdraws', async () => {
  const guest = await open({ as: null, phone: true });
  await guest.goto(`${url}/meetings`);
  assert.equal(await guest.getByRole('link', { name: /meeting/ }).count(), 0, 'shut');
  await accessible(guest, 'the shut pages of meetings');

  const page = await open();
  await go(page, '#/settings');
  await page.getByLabel(/^Pages of meetings/).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings are saved').waitFor();
  await page.context().close();

  await guest.goto(`${url}/meetings?lang=en`);
  await picture(guest, 'meetings-phone');
  await accessible(guest, 'the meetings');
  await guest.getByRole('link', { name: 'Twenty-sixth meeting (made up)' }).click();
  await guest.getByText('At the same time').waitFor();
  await picture(guest, 'meeting-agenda-phone');
  await accessible(guest, 'the agenda');
  assert.equal(await fits(guest), true);
  await guest.getByRole('link', { name: 'Register' }).click();
  await guest.getByLabel('Your name').fill('Somebody Made Up');
  await guest.getByLabel('E-mail or telephone').fill('somebody@example.org');
  await guest.getByLabel('Organisation').fill('Office of nobody');
  await guest.getByLabel('You come as').selectOption('ngo');
  await guest.getByLabel('Country or territory').selectOption('LB');
  await guest.getByLabel('Sex').selectOption({ label: 'I prefer not to say' });
  await guest.getByLabel('How you take part').selectOption('online');
  await guest.getByLabel(/Survey beside a border/).check();
  await guest.getByLabel('Yes').check();
  await picture(guest, 'meeting-register-phone');
  await accessible(guest, 'the form to register');
  assert.equal(await fits(guest), true);
  await guest.getByRole('button', { name: 'Send' }).click();
  const reference = (await guest.locator('.reference').innerText()).trim();
  assert.match(reference, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{6}$/);
  await picture(guest, 'meeting-registered-phone');
  await accessible(guest, 'the reference of a registration');

  await guest.getByRole('link', { name: 'Back to the meeting' }).click();
  await guest.getByLabel('Your reference').fill(reference.toLowerCase());
  await guest.getByRole('button', { name: 'Open' }).click();
  assert.equal(await guest.getByLabel(/^Your name/).inputValue(), '', 'the name does not come back');
  assert.equal(await guest.getByLabel(/Survey beside a border/).isChecked(), true);
  await guest.getByLabel('You come as').selectOption('donor');
  await picture(guest, 'meeting-correct-phone');
  await accessible(guest, 'the form to correct');
  await guest.getByRole('button', { name: 'Save' }).click();
  await guest.getByText('Your registration is corrected.').waitFor();
  await guest.getByLabel('Yes, withdraw me').check();
  await guest.getByRole('button', { name: 'Withdraw' }).click();
  await guest.getByText('You are withdrawn.').waitFor();
  assert.equal(guest.url().includes(reference), false, 'no address holds a reference');
  await guest.context().close();
});

for (const look of [{ name: 'ar', language: 'ar' }, { name: 'dark', dark: true }, { name: 'wide' }]) {
  test(`the agenda of a meeting is accessible and fits: ${look.name}`, async () => {
    const page = await open({ ...look, as: null, phone: look.name === 'ar' });
    await page.goto(`${url}/meetings?lang=${look.language ?? 'en'}`);
    await page.getByRole('link', { name: 'Twenty-fourth meeting (made up)' }).click();
    await page.locator('.session').first().waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), look.language === 'ar' ? 'rtl' : 'ltr');
    await picture(page, `meeting-agenda-${look.name}`);
    await accessible(page, `the agenda in ${look.name}`);
    assert.equal(await fits(page), true);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('form').isVisible(), false, 'paper has no forms');
    await page.emulateMedia({ media: 'screen' });
    if (look.name === 'ar') {
      await page.goto(page.url().replace(/\?.*/, '/register?lang=ar'));
      await picture(page, 'meeting-closed-ar');
      await page.goto(`${url}/meetings?lang=ar`);
      await page.getByRole('link', { name: 'Twenty-sixth meeting (made up)' }).click();
      await page.locator('a.call').click();
      await picture(page, 'meeting-register-ar');
      await accessible(page, 'the form to register in Arabic');
      assert.equal(await fits(page), true);
    }
    await page.context().close();
  });
}

test('a meeting is followed from its agenda to the actions that go into the next, and back', async () => {
  const page = await open();
  await go(page, '#/meetings');
  await picture(page, 'meetings');
  await accessible(page, 'the list of meetings');
  await page.getByRole('link', { name: 'Twenty-fourth meeting (made up)' }).click();
  await page.getByRole('heading', { name: 'Twenty-fourth meeting (made up)' }).waitFor();
  await page.getByText('Clock at the venue: UTC+02:00').waitFor();
  await page.getByRole('link', { name: 'Video' }).first().waitFor();
  await picture(page, 'meeting-agenda');
  await accessible(page, 'the agenda in the application');

  await page.getByRole('link', { name: 'Registrations' }).click();
  const attended = page.locator('dd').nth(1);
  await page.getByLabel('Choose P-0013').waitFor();
  const before = await attended.innerText();
  await page.getByLabel('Choose P-0013').check();
  await page.getByLabel('Choose P-0014').check();
  await page.getByRole('button', { name: 'Mark 2 as attended' }).click();
  await page.waitForFunction((old) => document.querySelectorAll('dd')[1]?.textContent !== old, before);
  assert.equal(Number(await attended.innerText()), Number(before) + 2);
  await page.getByLabel('Code, name or organisation').fill('p-0001');
  assert.equal(await page.getByRole('checkbox', { name: /^Choose P/ }).count(), 1);
  await picture(page, 'meeting-registrations');
  await accessible(page, 'the registrations');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction((old) => document.querySelectorAll('dd')[1]?.textContent === old, before);

  await page.getByRole('link', { name: 'Surveys' }).click();
  await page.getByText('How do you rate the organisation and logistics?').waitFor();
  await picture(page, 'meeting-surveys');
  await accessible(page, 'the surveys');

  await page.getByRole('link', { name: 'Actions' }).click();
  await page.getByText(/actions are overdue/).waitFor();
  await picture(page, 'meeting-actions');
  await accessible(page, 'the actions');
  await page.getByRole('button', { name: /^Carry 2 open actions over into: Twenty-fifth/ }).click();
  await page.getByText('2 actions are carried over').waitFor();
  await settled(page);
  await page.getByRole('cell', { name: 'Carried over into the next meeting' }).nth(1).waitFor(); // the table is read anew after the message
  assert.equal(await page.getByRole('cell', { name: 'Carried over into the next meeting' }).count(), 2);
  const undo = page.getByRole('button', { name: 'Undo' });
  await page.getByRole('link', { name: 'Twenty-fifth meeting (made up)' }).click();
  await page.getByRole('link', { name: 'from the meeting before' }).first().waitFor();
  assert.equal(await page.getByRole('link', { name: 'from the meeting before' }).count(), 2);
  await undo.click();
  await page.getByText('No action is recorded').waitFor();
  await page.getByRole('button', { name: 'Carry' }).waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Polls' }).click();
  const poll = page.getByRole('region', { name: 'Which subject should the next meeting begin with?' });
  await poll.getByText('People who answered: n = 0').waitFor();
  await poll.getByRole('button', { name: 'Close the poll' }).click();
  await poll.getByText('closed', { exact: true }).waitFor();
  await picture(page, 'meeting-polls');
  await accessible(page, 'the polls');
  await poll.getByRole('button', { name: 'Open it again' }).click();
  await poll.getByText('open', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Meeting report' }).click();
  await page.getByText('was held from').waitFor();
  await page.context().close();
});

for (const look of [{ name: 'ar', language: 'ar' }, { name: 'phone', phone: true }, { name: 'phone-ar', phone: true, language: 'ar' }]) {
  test(`the parts of a meeting are accessible and fit: ${look.name}`, async () => {
    const page = await open(look);
    await go(page, '#/meetings');
    await page.getByRole('link', { name: 'Twenty-fourth meeting (made up)' }).click();
    await page.getByRole('heading', { level: 1, name: 'Twenty-fourth meeting (made up)' }).waitFor();
    const address = page.url();
    for (const part of ['agenda', 'registrations', 'polls', 'surveys', 'actions']) {
      await page.goto(`${address}/${part}`);
      await page.getByRole('heading', { level: 1, name: 'Twenty-fourth meeting (made up)' }).waitFor();
      await settled(page);
      await picture(page, `meeting-${part}-app-${look.name}`);
      await accessible(page, `${part} in ${look.name}`);
      assert.equal(await fits(page), true, part);
    }
    await page.context().close();
  });
}

test('a poll is answered on phones with codes, its results come in live, and a survey is answered once', async () => {
  const page = await open();
  await go(page, '#/meetings');
  await page.getByRole('link', { name: 'Twenty-fifth meeting (made up)' }).click();
  await page.getByRole('link', { name: 'Polls' }).click();
  await page.getByText('Codes to hand out').click();
  await page.getByLabel('How many').fill('6');
  await page.getByRole('button', { name: 'Make the codes' }).click();
  await page.locator('.codes code').nth(5).waitFor();
  const codes = await page.locator('.codes code').allInnerTexts();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
  assert.equal(file.suggestedFilename(), 'tilth-codes-1-6.csv');
  const saved = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n').map((line) => line.split(','));
  assert.deepEqual(saved.map(([number, code]) => [number, code]), [['Number', 'Code'], ...codes.map((code, at) => [String(at + 1), code])]);
  assert.ok(saved.slice(1).every(([, , address]) => /^[^/]+\/vote\/[A-Z0-9]+$/i.test(address)), saved[1][2]);
  await picture(page, 'meeting-codes');
  await accessible(page, 'the codes to hand out');
  const short = await page.getByText('People answer at').getByRole('link').getAttribute('href');

  for (const [at, code] of codes.slice(0, 5).entries()) {
    const guest = await open({ as: null, phone: true });
    await guest.goto(`${url}${short}?lang=en`);
    await guest.getByLabel('Your code').fill(code.toLowerCase());
    if (at === 0) {
      await picture(guest, 'meeting-code-phone');
      await accessible(guest, 'the form for the code');
    }
    await guest.getByRole('button', { name: 'Continue' }).click();
    await guest.getByRole('link', { name: 'Which subject should the next meeting begin with?' }).click();
    await guest.getByLabel(at < 3 ? 'Money' : 'Survey with communities').check();
    if (at === 0) {
      await picture(guest, 'meeting-poll-phone');
      await accessible(guest, 'the form of a poll');
      assert.equal(await fits(guest), true);
    }
    await guest.getByRole('button', { name: 'Send' }).click();
    await guest.getByText('Your answer is taken.').waitFor();
    if (at === 0) {
      await guest.getByRole('link', { name: 'All polls and surveys' }).click();
      await guest.getByRole('link', { name: 'How was the twenty-fifth meeting?' }).click();
      await guest.getByRole('group', { name: 'How do you rate the organisation and logistics?' }).getByLabel('Good').check();
      await guest.getByLabel('What should be different next time?').fill('More time for questions.');
      await picture(guest, 'meeting-survey-phone');
      await accessible(guest, 'the form of a survey');
      assert.equal(await fits(guest), true);
      await guest.getByRole('button', { name: 'Send' }).click();
      await guest.getByText('Your answer is taken.').waitFor();
    }
    await guest.context().close();
  }
  const poll = page.getByRole('region', { name: 'Which subject should the next meeting begin with?' });
  await poll.getByText('People who answered: n = 5').waitFor();  // nobody asked the page to read again
  await poll.getByRole('row', { name: /Money 3 60 %/ }).waitFor();
  await picture(page, 'meeting-poll-live');
  await accessible(page, 'a poll with results');
  await poll.getByRole('button', { name: 'Close the poll' }).click();
  await poll.getByText('closed', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Surveys' }).click();
  await page.getByText(/^People who answered: 1; how many were asked is not recorded/).waitFor();
  await page.context().close();

  const guest = await open({ as: null, phone: true, language: 'ar' });
  await guest.goto(`${url}${short}?lang=ar`);
  await guest.getByRole('link', { name: 'Which subject should the next meeting begin with?' }).click();
  await guest.getByText('n = 5').waitFor();
  await picture(guest, 'meeting-results-ar');
  await accessible(guest, 'the results of a poll in Arabic');
  assert.equal(await fits(guest), true);
  await guest.goto(`${url}${short}?lang=ar`);
  await guest.locator('#code').fill(codes[5]);
  await guest.getByRole('button').click();
  await guest.getByRole('link', { name: 'How was the twenty-fifth meeting?' }).click();
  await guest.locator('fieldset').first().waitFor();
  await picture(guest, 'meeting-survey-ar');
  await accessible(guest, 'the form of a survey in Arabic');
  assert.equal(await fits(guest), true);
  await guest.context().close();
});
