// SPDX-License-Identifier: Apache-2.0
// A guided environmental screening: from a planned task to what blocks its start, each step an ordinary record.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture, settled } from './support/browser.mjs';

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1);

/** A planned task on a hazard that has a shape. */
async function plannedTask(page, number) {
  return page.evaluate(async (name) => {
    const { csrf } = await (await fetch('/api/session')).json();
    const hazard = (await (await fetch('/ogc/collections/hazard/items?limit=20')).json()).features.find(({ geometry }) => geometry);
    const organisation = (await (await fetch('/api/tables/organisation?limit=1')).json()).rows[0][0];
    const answer = await fetch('/ogc/collections/task/items', { method: 'POST', headers: { 'Content-Type': 'application/geo+json', 'X-CSRF-Token': csrf }, body: JSON.stringify({
      type: 'Feature', geometry: null, properties: { number: name, organisation, hazards: [hazard.id], activities: ['clearance'], issued_on: '2025-01-10', status: 'planned' } }) });
    return { id: answer.headers.get('Location').split('/').at(-1), hazard };
  }, number);
}

/** Takes the start of the task, as any client would. */
const startTask = (page, id) => page.evaluate(async (task) => {
  const { csrf } = await (await fetch('/api/session')).json();
  const answer = await fetch(`/api/records/task/${task}/transitions`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }, body: JSON.stringify({ transition: 'start' }) });
  return { status: answer.status, code: (await answer.json()).code };
}, id);

test('a screening is led through step by step; an impact of 80 blocks the start until it is approved', async () => {
  const page = await open();
  await go(page, '#/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Environment' }).click();
  await page.getByRole('heading', { name: 'Environmental screening' }).waitFor();
  const { id, hazard } = await plannedTask(page, 'T-SCREEN-80');
  await page.getByRole('link', { name: 'Tasks without a screening' }).click();
  await page.getByRole('link', { name: 'Screen this task: T-SCREEN-80' }).waitFor();
  await accessible(page, 'tasks without a screening');
  await go(page, `#/records/task/${id}`);
  await page.getByRole('link', { name: 'Environmental screening, step by step' }).click();
  await page.getByText('Screenings of the task T-SCREEN-80 only.').waitFor();
  await page.getByText('No screening is recorded yet.').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Screen this task' }).click();

  await page.getByText('Step 1 of 5').waitFor();
  const form = page.locator('form');
  await form.getByLabel(/^Local id/).waitFor();
  assert.equal(await form.getByLabel(/^Local id/).inputValue(), 'ES-T-SCREEN-80');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('This is required.').first().waitFor();
  assert.match(page.url(), /screening\/new/, 'nothing is saved that lacks what the model asks for');
  await form.getByRole('combobox', { name: 'Screened by' }).fill('a');
  await form.getByRole('listbox', { name: 'Screened by' }).getByRole('option').first().click();
  await form.getByLabel(/^Result/).selectOption({ label: 'Measures' });
  await accessible(page, 'the site of a new screening');
  await form.getByRole('button', { name: 'Save' }).click();

  // A receptor, by keyboard alone.
  await page.getByText('Step 2 of 5').waitFor();
  await page.getByText('No receptor is recorded.').waitFor();
  await page.getByRole('button', { name: 'Add a receptor' }).focus();
  await page.keyboard.press('Enter');
  await form.getByLabel(/^Kind/).waitFor();
  assert.equal(await form.getByLabel(/^Kind/).evaluate((field) => field === document.activeElement), true, 'the form has the focus');
  await page.keyboard.type('Wil');
  await form.getByLabel(/^Sensitivity/).focus();
  await page.keyboard.type('7');
  await form.getByText('At most 5.').waitFor();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('5');
  await page.keyboard.press('Control+s');
  await page.getByRole('row', { name: /Wildlife 5/ }).waitFor();
  await settled(page);
  await page.getByRole('row', { name: /Wildlife 5/ }).getByText('not drawn').waitFor();
  await page.evaluate(async (at) => { // somebody else draws it, at a corner of the hazard
    const { csrf } = await (await fetch('/api/session')).json();
    const receptor = (await (await fetch(`/ogc/collections/env_receptor/items?filter=${encodeURIComponent("kind = 'wildlife' AND screening.local_id = 'ES-T-SCREEN-80'")}`)).json()).features[0].id;
    const path = `/ogc/collections/env_receptor/items/${receptor}`;
    const etag = (await fetch(path)).headers.get('ETag');
    await fetch(path, { method: 'PATCH', headers: { 'Content-Type': 'application/merge-patch+json', 'X-CSRF-Token': csrf, 'If-Match': etag }, body: JSON.stringify({ geometry: { type: 'Point', coordinates: at } }) });
  }, hazard.geometry.coordinates.flat(9).slice(0, 2));
  await page.getByRole('row', { name: /Wildlife 5/ }).getByText('in or at it').waitFor();
  await picture(page, 'screening-receptors');
  await accessible(page, 'the receptors');

  await page.getByRole('link', { name: 'Next: Impacts' }).click();
  await page.getByText(/negligible to 12, minor to 27, moderate to 63, major above/).waitFor();
  await page.getByRole('button', { name: 'Add an impact on Wildlife' }).click();
  await form.getByLabel(/^Aspect/).selectOption({ label: 'Demolition of ordnance' });
  for (const name of [/^Magnitude/, /^Likelihood/, /^Residual magnitude/, /^Residual likelihood/]) await form.getByLabel(name).fill('4');
  await form.getByText('Residual significance is major: no task starts on it without approval.').first().waitFor();
  await accessible(page, 'the form of an impact');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Created: Environmental impact').waitFor();
  await page.getByText(/Significance:\s*80\s*of 125/).waitFor();
  await picture(page, 'screening-impacts');
  await accessible(page, 'the impacts');

  await page.getByRole('link', { name: 'Next: Measures' }).click();
  await page.getByText('No measure is recorded for it.').waitFor();
  await page.getByRole('button', { name: 'Add a measure for Demolition of ordnance on Wildlife' }).click();
  await form.getByLabel(/^Measure/).fill('Demolitions outside the nesting months (made up)');
  await form.getByLabel(/^Order of mitigation/).selectOption({ label: 'Avoid' });
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /nesting months \(made up\) Avoid/ }).waitFor();
  await accessible(page, 'the measures');

  await page.getByRole('link', { name: 'Next: Result' }).click();
  const blocks = page.getByRole('region', { name: 'What blocks the start of work' });
  await blocks.getByText('The work may not start.').waitFor();
  await blocks.getByText(/1 major environmental impacts that nobody approved/).waitFor();
  await blocks.getByRole('link', { name: 'Demolition of ordnance on Wildlife' }).waitFor();
  const missing = page.getByRole('region', { name: 'What is still missing' });
  await missing.getByText(/nobody is named who does it/).waitFor();
  await missing.getByText(/no day until when/).waitFor();
  assert.deepEqual(await startTask(page, id), { status: 409, code: 'workflow.guard_unmet' }, 'the page says what the server does');
  await settled(page);
  await picture(page, 'screening-result');
  await accessible(page, 'the result');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false);
  await page.getByRole('row', { name: /Wildlife 5 Demolition of ordnance 80/ }).waitFor();
  await picture(page, 'screening-print');
  await page.emulateMedia({ media: 'screen' });
  await go(page, '#/screening');
  await page.getByRole('row', { name: /ES-T-SCREEN-80/ }).getByText('blocked by a major impact').waitFor();
  await picture(page, 'screening-list');
  await accessible(page, 'the screenings');

  // Approved, the work may begin; taken back, it may not.
  await page.getByRole('link', { name: 'ES-T-SCREEN-80' }).click();
  await page.getByRole('link', { name: /^3\. Impacts/ }).click();
  await page.getByRole('button', { name: 'Change: Demolition of ordnance on Wildlife' }).click();
  await form.getByLabel(/^Approved/).selectOption({ label: 'yes' });
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('approved by the authority', { exact: true }).waitFor();
  await page.getByRole('link', { name: /^5\. Result/ }).click();
  await blocks.getByText('Of what you see, nothing recorded blocks the start.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText('Undone').waitFor();
  await blocks.getByText('The work may not start.').waitFor();

  await go(page, `#/records/task/${id}`);
  await page.getByRole('link', { name: 'Environmental screening, step by step' }).click();
  await page.getByRole('link', { name: 'ES-T-SCREEN-80' }).click();
  await page.getByRole('link', { name: 'Record', exact: true }).click();
  await page.getByRole('link', { name: 'Environmental screening, step by step' }).click();
  await page.getByText('Step 1 of 5').waitFor();
  await page.context().close();
});

for (const look of [{ name: 'wide' }, { name: 'ar', language: 'ar' }, { name: 'phone', phone: true }, { name: 'phone-ar', phone: true, language: 'ar' }, { name: 'dark', dark: true }]) {
  test(`every step of a screening is accessible and fits: ${look.name}`, async () => {
    const page = await open(look);
    await go(page, '#/screening');
    await page.locator('table tbody tr').first().waitFor();
    await picture(page, `screening-${look.name}-list`);
    await accessible(page, `the screenings in ${look.name}`);
    const screening = await page.evaluate(async () => (await (await fetch(`/api/tables/env_screening?limit=1&filter=${encodeURIComponent("local_id = 'ES-T-SCREEN-80'")}`)).json()).rows[0][0]);
    for (const step of ['site', 'receptors', 'impacts', 'measures', 'result']) {
      await go(page, `#/screening/${screening}?step=${step}`);
      await page.locator('ol [aria-current=step]').waitFor();
      await settled(page);
      if (step === 'site') await page.waitForTimeout(2500); // the map is drawn
      assert.equal(await page.locator('.notice[role=alert]').count(), 0, `${step}: nothing went wrong`);
      await picture(page, `screening-${look.name}-${step}`);
      await accessible(page, `${step} in ${look.name}`);
      assert.equal(await fits(page), true, `${step}: nothing is wider than the window`);
      if (look.language === 'ar') assert.doesNotMatch(await page.getByRole('main').innerText(), /\[en\]|\bundefined\b/);
    }
    await page.context().close();
  });
}

test('a screening that is not there, and a server that fails, are said so', async () => {
  const page = await open();
  await go(page, '#/screening/00000000-0000-7000-8000-000000000000');
  await page.getByText('This screening is not there, or you may not see it.').waitFor();
  await page.route('**/api/tables/env_screening*', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"internal","title":"Something broke","status":500}' }));
  await go(page, '#/screening');
  await page.getByRole('alert').waitFor();
  await page.unroute('**/api/tables/env_screening*');
  await page.getByRole('alert').getByRole('button').click();
  await page.locator('table tbody tr').first().waitFor();
  await page.context().close();
});
