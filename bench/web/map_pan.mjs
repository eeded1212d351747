// SPDX-License-Identifier: Apache-2.0
// Question: does the map pan over 100,000 hazards without holding the page up?
// Data: a made-up country with at least 100,000 hazards (tilth generate --records 1000000 --seed 1), served on this machine.
// Measure: the longest task of the main thread (PerformanceObserver "longtask", tasks over 50 ms) while the map is dragged
// 40 times over the whole programme at three zooms. Software drawing (SwiftShader) stands in for a graphics card, so frames
// are slow here; tasks are what a person feels in the page.
// Run: node bench/web/map_pan.mjs http://127.0.0.1:8080 ACCOUNT PASSWORD
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const [url, account, password] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const page = await browser.newPage({ viewport: { width: 1366, height: 860 } });
await page.goto(`${url}/#/map`);
await page.getByLabel('Account name').fill(account);
await page.getByLabel('Password').fill(password);
await page.getByRole('button', { name: 'Sign in' }).click();
await page.locator('.map[data-ready=yes]').waitFor({ timeout: 60_000 });
await page.waitForTimeout(5000);
const hazards = await page.evaluate(async () => (await (await fetch('/api/tables/hazard?limit=0')).json()).total);
await page.evaluate(() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: false });
});
const box = await page.locator('.map').boundingBox();
const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
const rows = [];
for (const zoom of ['whole programme', 'two steps in', 'four steps in']) {
  await page.evaluate(() => (window.tasks.length = 0));
  for (let drag = 0; drag < 40; drag += 1) {
    const angle = (drag * Math.PI) / 5;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 220 * Math.cos(angle), y + 160 * Math.sin(angle), { steps: 12 });
    await page.mouse.up();
  }
  await page.waitForTimeout(1500);
  const tasks = (await page.evaluate(() => window.tasks)).sort((a, b) => b - a);
  rows.push({ zoom, hazards, 'tasks over 50 ms': tasks.length, 'longest task, ms': Math.round(tasks[0] ?? 0), 'over 200 ms': tasks.filter((one) => one > 200).length });
  await page.mouse.move(x, y);
  for (let step = 0; step < 2; step += 1) { await page.mouse.wheel(0, -400); await page.waitForTimeout(2500); }
}
console.table(rows);
await browser.close();
process.exit(rows.some((row) => row['over 200 ms'] > 0) ? 1 : 0);
