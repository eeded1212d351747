// SPDX-License-Identifier: Apache-2.0
// Tables, filters, forms, two people at once, history, changes of many.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, open, picture, settled } from './support/browser.mjs';

const firstRow = (page) => page.getByRole('row').nth(1);
const rowsOf = (page, type, query = '') => page.evaluate(async ([name, search]) => (await fetch(`/api/tables/${name}?limit=1${search}`)).json(), [type, query]);

test('a table is filtered by choosing, and the filter is text that can be edited', async () => {
  const page = await open();
  await go(page, '#/records/hazard');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('checkbox', { name: 'Open', exact: true }).check();
  const { total } = await rowsOf(page, 'hazard', `&filter=${encodeURIComponent("status = 'open'")}`);
  await page.getByText(`${new Intl.NumberFormat('en-GB').format(total)} records`).waitFor();
  await page.getByText('The filter as text (CQL2)').click();
  const text = page.getByRole('textbox', { name: 'The filter as text (CQL2)' });
  assert.equal(await text.inputValue(), "status = 'open'");
  await picture(page, 'table-filter');

  await text.fill("status = 'open' OR area_reported > 100000");
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('more than the rows above can show').waitFor();
  const rich = await rowsOf(page, 'hazard', `&filter=${encodeURIComponent("status = 'open' OR area_reported > 100000")}`);
  await page.getByText(`${new Intl.NumberFormat('en-GB').format(rich.total)} records`).waitFor();

  await text.fill("staus = 'open'");
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('alert').waitFor(); // says what is wrong; the table is not silently everything
  await picture(page, 'table-bad-filter');
  await page.context().close();
});

test('a table is sorted, scrolled to its end and opened by keyboard', async () => {
  const page = await open();
  await go(page, '#/records/hazard');
  await page.getByRole('button', { name: 'Local id' }).click();
  await page.getByRole('columnheader', { name: /Local id/ }).and(page.locator('[aria-sort=ascending]')).waitFor();
  await page.getByRole('button', { name: /Local id/ }).click();
  await page.locator('[aria-sort=descending]').waitFor();
  const { rows } = await rowsOf(page, 'hazard', '&fields=local_id&sortby=-local_id');
  await page.getByRole('link', { name: rows[0][1] }).waitFor();
  const scroller = page.getByRole('group', { name: /Hazards/ });
  await scroller.focus();
  await page.keyboard.press('End');
  const { rows: last } = await rowsOf(page, 'hazard', '&fields=local_id&sortby=local_id');
  await page.getByRole('link', { name: last[0][1] }).waitFor();
  assert.ok(await page.getByRole('row').count() < 120, 'only what is seen is in the page');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: last[0][1] }).waitFor();
  await page.context().close();
});

test('what is shown is exported, with its filter and columns', async () => {
  const page = await open();
  await go(page, `#/records/hazard?filter=${encodeURIComponent("status = 'open'")}`);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Priority', exact: true }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export what is shown' }).click();
  await page.getByLabel('Format').selectOption('csv');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\n');
  const { total } = await rowsOf(page, 'hazard', `&filter=${encodeURIComponent("status = 'open'")}`);
  assert.equal(lines.length - 1, total);
  assert.match(lines[0], /priority/);
  assert.ok(!/landowner/.test(lines[0]), 'no personal field leaves');
  await page.context().close();
});

test('a record is entered; what is required and what cannot be is said', async () => {
  const page = await open();
  await go(page, '#/records/organisation/new');
  const name = `Team ${Date.now()}`;
  await page.getByLabel(/^Name/).first().fill(name);
  await page.getByRole('button', { name: 'Save' }).click();
  const form = page.locator('form');
  await form.getByText('This is required.').first().waitFor();
  await picture(page, 'record-required');
  await page.getByLabel(/^Local id/).first().fill(name.replace(' ', '-'));
  for (const select of await form.locator('select').all()) if ((await select.inputValue()) === '') await select.selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name }).waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('created').first().waitFor();
  await page.getByText('amina').first().waitFor();
  await page.context().close();
});

test('a photo is kept with a record, and is the same file when it is opened', async () => {
  const page = await open();
  await go(page, '#/records/accident/new');
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await page.getByLabel('Sketch: Choose a file').setInputFiles({ name: 'sketch.png', mimeType: 'image/png', buffer: png });
  const link = page.getByRole('link', { name: 'Open the file' });
  await link.waitFor();
  assert.equal(await page.locator('.notice[role=alert]').count(), 0);
  const kept = await page.evaluate(async (at) => [...new Uint8Array(await (await fetch(at)).arrayBuffer())], await link.getAttribute('href'));
  assert.deepEqual(Buffer.from(kept), png);
  await page.context().close();
});

test('dates may be to the year, and a day that never was is refused', async () => {
  const page = await open();
  await go(page, '#/records/hazard');
  await firstRow(page).getByRole('link').click();
  const date = page.getByLabel(/^Identified on/);
  await date.fill('2024-02-30');
  await page.getByText('There is no such day.').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled());
  await date.fill('01/02/2024');
  await page.getByText('Enter a date as').waitFor();
  await date.fill('2999');
  await page.getByText(/in the future or before 1900/).first().waitFor(); // a rule of the model, while it is typed
  await picture(page, 'record-live-check');
  await page.getByRole('button', { name: 'Discard my changes' }).click();
  await page.context().close();
});

test('two people change one record: the second is told, sees both, chooses; nothing is lost', async () => {
  const [first, second] = [await open(), await open()];
  await go(first, '#/records/hazard');
  await firstRow(first).getByRole('link').click();
  const hash = new URL(first.url()).hash;
  await go(second, hash);
  const label = 'Note on the threat';
  await first.getByLabel(label).fill('By the first person');
  await second.getByLabel(label).fill('By the second person');
  await second.getByLabel('Name', { exact: true }).fill('Named by the second');
  await first.getByRole('button', { name: 'Save', exact: true }).click();
  await first.getByText(/^Saved/).waitFor();
  await second.getByText('Somebody else has saved this record').waitFor(); // a stale tab hears of it
  await second.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = second.getByRole('dialog', { name: 'Two people changed this record' });
  await dialog.waitFor();
  await dialog.getByText('By the first person').waitFor();
  await dialog.getByText('By the second person').waitFor();
  await picture(second, 'conflict');
  const save = dialog.getByRole('button', { name: 'Save what is chosen' });
  assert.ok(await save.isDisabled(), 'nothing is chosen for a person');
  await dialog.getByRole('radio', { name: /Saved now/ }).check();
  await save.click();
  await second.getByText(/^Saved/).waitFor();
  assert.equal(await second.getByLabel(label).inputValue(), 'By the first person');
  assert.equal(await second.getByLabel('Name', { exact: true }).inputValue(), 'Named by the second');
  await second.getByRole('tab', { name: 'History' }).click();
  await second.getByText('Named by the second').first().waitFor();
  await picture(second, 'history');
  await first.context().close();
  await second.context().close();
});

test('a change is undone from the notice, as a change of its own', async () => {
  const page = await open();
  await go(page, '#/records/hazard');
  await page.getByRole('row').nth(3).getByRole('link').click();
  const note = page.getByLabel('Note on the threat');
  const before = await note.inputValue();
  await note.fill('To be taken back');
  await page.getByLabel(/Why \(optional/).fill('إدخال خاطئ');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone').waitFor();
  assert.equal(await note.inputValue(), before);
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('To be taken back').first().waitFor();
  await page.getByText('إدخال خاطئ').waitFor(); // the reason, in any script
  await page.context().close();
});

test('many records are changed after a preview, and the change is undone as one', async () => {
  const page = await open();
  await go(page, `#/records/hazard?filter=${encodeURIComponent("priority = 'high'")}`);
  const before = await rowsOf(page, 'hazard', `&filter=${encodeURIComponent("priority = 'high'")}`);
  await page.getByRole('button', { name: 'Change many' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change many records' });
  await dialog.getByLabel('Field to change').selectOption('priority');
  await dialog.getByLabel('New value').selectOption('low');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText(`${new Intl.NumberFormat('en-GB').format(before.total)} records would change`).waitFor();
  const run = dialog.getByRole('button', { name: /^Change [\d,]+ records$/ });
  assert.ok(await run.isDisabled(), 'a change of many wants a reason');
  await dialog.getByLabel(/^Why/).fill('review of priorities');
  await picture(page, 'bulk-preview');
  await run.click();
  await page.getByText('records changed').waitFor();
  assert.equal((await rowsOf(page, 'hazard', `&filter=${encodeURIComponent("priority = 'high'")}`)).total, 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText(/is undone/).waitFor();
  assert.equal((await rowsOf(page, 'hazard', `&filter=${encodeURIComponent("priority = 'high'")}`)).total, before.total);
  await page.context().close();
});

test('a step of the workflow that cannot be taken says why; one that can asks for its reason', async () => {
  const page = await open();
  await go(page, `#/records/land_release_product?filter=${encodeURIComponent("status = 'submitted'")}`);
  if (await page.getByText('No record matches').count() > 0) { await page.context().close(); return; }
  await firstRow(page).getByRole('link').click();
  await page.getByRole('button', { name: 'Reject' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject' });
  await dialog.getByLabel('Why').fill('The outline is the wrong one.');
  await picture(page, 'workflow');
  await dialog.getByRole('button', { name: /Do it/ }).click();
  await page.getByText(/State:/).getByText('Rejected').waitFor();
  await settled(page);
  await page.context().close();
});

test('leaving a form with unsaved typing asks first', async () => {
  const page = await open();
  await go(page, '#/records/hazard');
  await firstRow(page).getByRole('link').click();
  await page.getByLabel('Note on the threat').fill('not saved');
  const asked = [];
  page.on('dialog', (dialog) => { asked.push(dialog.message()); void dialog.dismiss(); });
  await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
  await page.waitForTimeout(300);
  assert.equal(asked.length, 1);
  assert.equal(await page.getByLabel('Note on the threat').inputValue(), 'not saved');
  await page.context().close();
});
