// SPDX-License-Identifier: Apache-2.0
// The map: what is drawn, the past, coordinates, measuring, drawing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { go, open, picture } from './support/browser.mjs';

async function ready(page) {
  await page.locator('.map[data-ready=yes]').waitFor({ timeout: 30_000 });
  await page.waitForTimeout(2500); // tiles come
}

/** Shares of the map's pixels by hue. */
async function hues(page) {
  const shot = await page.locator('.map').screenshot();
  return page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const found = { red: 0, orange: 0, green: 0, magenta: 0, all: data.length / 4 };
    for (let at = 0; at < data.length; at += 4) {
      const [r, g, b] = [data[at], data[at + 1], data[at + 2]];
      const max = Math.max(r, g, b), min = Math.min(r, g, b);
      if (max - min < 60) continue;
      const h = ((max === r ? (g - b) / (max - min) : max === g ? 2 + (b - r) / (max - min) : 4 + (r - g) / (max - min)) * 60 + 360) % 360;
      if (h < 18 || h > 345) found.red += 1;
      else if (h < 50) found.orange += 1;
      else if (h > 80 && h < 165) found.green += 1;
      else if (h > 285 && h < 330) found.magenta += 1;
    }
    return found;
  }, [...shot]);
}

test('hazards are drawn in red and orange, and nothing is green', async () => {
  const page = await open();
  await go(page, '#/map');
  await ready(page);
  await picture(page, 'map');
  const found = await hues(page);
  assert.ok(found.red + found.orange > 100, `hazards are seen: ${JSON.stringify(found)}`);
  assert.equal(found.green, 0, 'released land is never green');
  await page.getByLabel('Colours').selectOption('accessible');
  await page.waitForTimeout(1500);
  await picture(page, 'map-accessible');
  assert.equal((await hues(page)).green, 0);
  await page.context().close();
});

test('the map goes back to a day, and says that it shows the past', async () => {
  const page = await open();
  await go(page, '#/map');
  await ready(page);
  const asked = [];
  page.on('request', (request) => { if (request.url().includes('/tiles/')) asked.push(decodeURIComponent(request.url()).replaceAll('+', ' ')); });
  await page.getByRole('textbox', { name: 'As it was on' }).or(page.locator('input[type=date]').first()).first().fill('2018-06-30');
  await page.getByText(/You see the past/).waitFor();
  await page.waitForTimeout(1500);
  assert.ok(asked.some((one) => one.includes("identified_on <= '2018-06-30'")), 'tiles are asked as on that day');
  await picture(page, 'map-past');
  await page.getByRole('button', { name: 'now' }).first().click();
  assert.equal(await page.getByText(/You see the past/).count(), 0);
  await page.context().close();
});

test('a coordinate is found in another notation, and one that can be read in two ways is refused', async () => {
  const page = await open();
  await go(page, '#/map');
  await ready(page);
  await page.getByLabel('Find a coordinate').fill('12°30\'00"S 28°00\'00"W');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await page.getByText('MGRS').last().waitFor();
  await picture(page, 'map-coordinate');
  await page.getByLabel('Find a coordinate').fill('12.5, 30.1');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await page.context().close();
});

test('a click says what is there, and that nothing recorded is no proof', async () => {
  const page = await open();
  const hazard = await (await open()).context().newPage().then(async (other) => {
    await go(other, '#/');
    const found = await other.evaluate(async () => (await (await fetch("/ogc/collections/hazard/items?f=json&limit=1&filter=" + encodeURIComponent("status = 'open' AND class = 'cha'"))).json()).features[0]);
    await other.context().close();
    return found;
  });
  await go(page, `#/map?type=hazard&record=${hazard.id}`);
  await ready(page);
  await page.getByText(hazard.properties.local_id).first().waitFor();
  const box = await page.locator('.map').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole('heading', { name: 'What is here' }).waitFor();
  await picture(page, 'map-record');
  await page.getByRole('link', { name: 'Open the record' }).first().click();
  await page.getByRole('tab', { name: 'Form' }).waitFor();
  await page.context().close();
});

test('an outline is drawn by coordinates; area, legs and rules follow', async () => {
  const page = await open();
  await go(page, '#/map');
  await ready(page);
  await page.getByRole('button', { name: 'Draw a new record' }).click();
  const point = page.getByRole('textbox', { name: 'Add a point by its coordinate' });
  for (const text of ['12.5000 S 28.0000 W', '12.5000 S 27.9990 W', '12.4990 S 27.9990 W', '12.4990 S 28.0000 W']) {
    await point.fill(text);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.waitForFunction((written) => ![...document.querySelectorAll('input')].some((input) => input.value === written), text);
  }
  await page.getByText(/12,0\d\d m²/).waitFor(); // 108.63 m by 110.62 m
  await page.getByText(/89\.99|90°|90\.0/).first().waitFor();
  await page.getByRole('heading', { name: 'Rules' }).waitFor();
  await picture(page, 'map-draw');
  await page.getByRole('button', { name: 'Go on to the form' }).click();
  await page.getByRole('heading', { name: 'New record: Hazard' }).waitFor();
  await page.getByText('Polygon, 5 points').waitFor();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.context().close();
});

test('an outline is walked from bearings and distances, and its closure error is shown', async () => {
  const page = await open();
  await go(page, '#/map');
  await ready(page);
  await page.getByRole('button', { name: 'Draw a new record' }).click();
  await page.getByText('From bearings and distances').click();
  await page.getByLabel('Start point').fill('12.5 S 28.0 W');
  await page.getByLabel('Legs').fill('90 100\n180 100\n270 100\n0 98');
  await page.getByRole('button', { name: 'Draw these legs' }).click();
  await page.getByText(/Closure error 2(\.\d+)? m over 398 m walked/).waitFor();
  await picture(page, 'map-legs');
  await page.context().close();
});

test('a picture of land is added as a map beneath, chosen, remembered, and removed with its file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilth-map-'));
  const plain = join(folder, 'plain.ppm');
  writeFileSync(plain, Buffer.concat([Buffer.from('P6 64 32 255\n'), Buffer.alloc(64 * 32 * 3, Buffer.from([230, 20, 200]))]));
  execFileSync('gdal_translate', ['-q', '-of', 'COG', '-a_srs', 'EPSG:4326', '-a_ullr', '-60', '60', '120', '-60', plain, join(folder, 'magenta.tif')]);
  const page = await open();
  await go(page, '#/settings');
  await page.getByLabel('Add a map file').setInputFiles(join(folder, 'magenta.tif'));
  await page.getByText('magenta is there; choose it on the map.').waitFor({ timeout: 60_000 });
  await picture(page, 'base-map-file');
  await go(page, '#/map');
  await ready(page);
  assert.equal((await hues(page)).magenta, 0);
  await page.getByLabel('Map beneath').selectOption({ label: 'magenta' });
  await page.waitForTimeout(2500);
  await picture(page, 'map-beneath');
  const seen = await hues(page);
  assert.ok(seen.magenta > seen.all / 3, `the picture is seen: ${JSON.stringify(seen)}`);
  assert.ok(seen.red > 20, 'hazards lie on it');
  await page.reload();
  await ready(page);
  assert.ok((await hues(page)).magenta > 0, 'the choice stays');

  await page.goto(page.url().replace(/#.*/, '#/settings'));
  await page.getByLabel('Add a map file').setInputFiles(plain);
  await page.getByText('No map can be made of the file').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Remove map 1' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings are saved').waitFor();
  const { items } = await page.evaluate(async () => (await fetch('/api/base-maps')).json());
  assert.deepEqual(items, [], 'the file went with it');
  await page.context().close();
  rmSync(folder, { recursive: true });
});
