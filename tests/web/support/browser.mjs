// SPDX-License-Identifier: Apache-2.0
// One browser for all tests: Debian's Chromium, driven as a person would. What it shows is kept as pictures.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after } from 'node:test';

const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const url = process.env.TILTH_URL;
export const pictures = process.env.TILTH_PICTURES;
export const secret = 'seven quiet oxen plough';
mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
after(() => browser.close()); // of every file of tests: a browser left open keeps the run from its end

/** Requests that did not go to the programme's own server. Empty at the end, or a test fails. */
export const foreign = [];
/** What pages complained about in the console, by page. */
export const complaints = [];
let state; // cookies of the signed-in administrator

export async function open({ language = 'en', dark = false, phone = false, as = 'administrator', reduced = true } = {}) {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1366, height: 860 }, colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reduced ? 'reduce' : 'no-preference', acceptDownloads: true, ...(as && state ? { storageState: state } : {}),
  });
  await context.addInitScript((chosen) => localStorage.setItem('tilth.language', chosen), language);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to|the page broke/i.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

export async function keepSignedIn(page) {
  state = await page.context().storageState();
}

export async function go(page, hash) {
  await page.goto(`${url}/${hash}`);
  await page.getByRole('main').waitFor();
  await settled(page);
}

/** Nothing loads any more. */
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('.loading') && !document.querySelector('[aria-busy=true]'));
  await page.waitForLoadState('domcontentloaded');
}

/** What a page shows; never a figure or text that is none. */
export async function picture(page, name) {
  assert.doesNotMatch(await page.locator('body').innerText(), /\bNaN\b|\bundefined\b|\[object |Invalid Date/, `${name}: a value that is none`);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** WCAG 2.2 AA as far as axe can tell. */
export async function accessible(page, name) {
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
  });
  assert.deepEqual(faults, [], `${name}: what axe found`);
}
