// SPDX-License-Identifier: Apache-2.0
// Assessments: scores and plan, an edition that is not compared, a form filled in on a phone, the self-reliance profile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, go, open, picture, settled } from './support/browser.mjs';

test('an assessment shows what changed within its edition, and names what it does not compare', async () => {
  const page = await open();
  await go(page, '#/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Assessments' }).click();
  await page.getByRole('link', { name: 'AS-2025-SELF' }).click();
  await page.getByRole('heading', { name: 'AS-2025-SELF' }).waitFor();
  await page.getByText(/Since AS-2024-SELF: \u200e?\+0\.34 levels; 22\.4 % of the gap is closed\./).waitFor();
  await page.getByText('The line is broken here.').waitFor();
  const heat = page.locator('section', { has: page.getByRole('heading', { name: 'Over time, within this edition' }) });
  assert.equal(await heat.getByRole('columnheader', { name: /AS-2022-SELF/ }).count(), 0, 'another edition has no column');
  assert.equal(await heat.getByRole('listitem').filter({ hasText: 'AS-2022-SELF' }).count(), 1);
  assert.match(await page.getByRole('row', { name: /Victim assistance/ }).first().innerText(), /1\s+4\s+3/);
  const next = await page.locator('section', { has: page.getByRole('heading', { name: 'What comes next' }) }).locator('ol li').allInnerTexts();
  assert.deepEqual(next.slice(0, 3).map((line) => line.trim()), ['Victim assistance 0.3', 'Finance 0.2', 'Operations 0.14']);
  await page.getByRole('img', { name: /Radar of the scores/ }).waitFor();
  await picture(page, 'assessment');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false);
  await picture(page, 'assessment-print');
  await page.emulateMedia({ media: 'screen' });
  await go(page, '#/assessments/AS-2025-SELF?compare=AS-2022-SELF');
  await page.getByRole('alert').getByText(/two editions are not compared/).waitFor();
  await page.context().close();
});

test('a questionnaire is filled in on a phone, answer by answer, and is scored', async () => {
  const page = await open({ phone: true });
  await go(page, '#/assessments');
  await page.getByRole('button', { name: 'New assessment' }).click();
  const dialog = page.getByRole('dialog', { name: 'New assessment' });
  await dialog.getByLabel('Local id').fill('AS-BY-HAND');
  await dialog.getByLabel('Instrument').selectOption({ label: 'Starter (made up) · edition 1' });
  await dialog.getByRole('combobox', { name: 'Organisation assessed' }).fill('Kitara Mine');
  await dialog.getByRole('option', { name: /Kitara Mine Action/ }).first().click();
  await dialog.getByLabel('Target level of all areas').selectOption('4');
  await dialog.getByRole('button', { name: 'Start answering' }).click();
  await page.getByText('0 of 4').waitFor();
  const question = (name) => page.getByRole('group', { name });
  await question('Question 1 of Tasking').getByLabel(/^3/).check();
  await question('Question 1 of Tasking').getByText('Saved.').waitFor();
  await question('Question 1 of Tasking').getByText('From level 3 on evidence is asked for.').waitFor();
  await question('Question 1 of Tasking').getByLabel('Evidence').fill('signed minutes (made up)');
  await question('Question 1 of Tasking').getByLabel('Evidence').blur();
  await question('Question 2 of Tasking').getByLabel(/^1/).check();
  await question('Question 2 of Tasking').getByText('Saved.').waitFor();
  await question('Question 2 of Tasking').getByLabel(/^2/).check();
  await page.getByText('2 of 4').waitFor();
  await picture(page, 'assessment-form-phone');
  await accessible(page, 'the form on a phone');
  await page.waitForTimeout(800);
  const told = await page.evaluate(async () => (await fetch('/api/assessments/AS-BY-HAND')).json());
  assert.deepEqual(told.areas[0].questions.map(({ answer }) => answer.level), [3, 2]);
  assert.equal(told.areas[0].questions[0].answer.evidence, 'signed minutes (made up)');
  assert.equal(told.areas[0].score, 2.5);
  assert.equal(told.areas[1].reason_if_null, 'NO_DATA');
  assert.equal(told.score, null, 'no whole while an area has no score');
  await page.getByRole('link', { name: 'Scores and plan' }).click();
  await page.getByText('None while an area has no score.').waitFor();
  await page.context().close();
});

for (const look of [{ name: 'light' }, { name: 'dark', dark: true }, { name: 'ar', language: 'ar' }, { name: 'phone-ar', phone: true, language: 'ar' }]) {
  test(`assessments are accessible and fit: ${look.name}`, async () => {
    const page = await open(look);
    for (const [name, hash] of [['list', '#/assessments'], ['one', '#/assessments/AS-2025-SELF'], ['criteria', '#/assessments/AS-2025-IED'], ['answers', '#/assessments/AS-2025-IED/answers'], ['review', '#/assessments/AS-2025-REVIEW'], ['self-reliance', '#/assessments/self-reliance']]) {
      await go(page, hash);
      await page.waitForTimeout(400);
      await settled(page);
      assert.equal(await page.locator('.notice[role=alert]').count(), 0, name);
      await picture(page, `assessments-${look.name}-${name}`);
      await accessible(page, `${name} in ${look.name}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), true, `${name}: nothing is wider than the window`);
    }
    await page.context().close();
  });
}
