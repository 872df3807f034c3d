// Every figure shows something, in light and in dark: looked at pixel by pixel.
import assert from 'node:assert/strict';
import { byRole, catchFiles, click, drop, openTab, pageTest, press, statusIs, takeAway, until } from '../harness.js';
import { faultyFigures, neverRight } from '../pixels.js';

/** @typedef {import('puppeteer-core').Page} Page */

const THEMES = ['light', 'dark'];

/** Presses the theme's button until it is that one. @param {Page} page @param {string} theme */
async function choose(page, theme) {
  for (const name of ['automatic', ...THEMES]) {
    if (await page.evaluate(() => document.documentElement.dataset.theme ?? 'automatic') === theme) return;
    await page.evaluate((name) => [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === `Theme: ${name}`)?.click(), name);
  }
}

/** The figures of a place, in both themes. @param {Page} page @param {string} place @param {number} least how many there are */
async function look(page, place, least) {
  for (const theme of THEMES) {
    await choose(page, theme);
    let faults = ['they were not looked at'];
    await until(() => `the figures of ${place} are right in ${theme} colours: ${faults.join('; ')}`, async () => (
      faults = await faultyFigures(page, place, theme)).length === 0, { timeout: 60_000, every: 200 });
  }
  const found = (await page.$$(`${place} canvas`)).length;
  assert(found >= least, `${found} figures in ${place}`);
}

pageTest('every figure is seen in both themes', { at: '#train=600&test=200&validation=100&side=14&hidden=60-40&epochs=2&lanes=mlp,set,censet', timeout: 180_000 }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await look(page, '#lanes', 3);
  await look(page, '#lenses', 3);
  await look(page, '#clothes', 10);
  await look(page, '#together', 2);
  await look(page, '#more-charts', 2);

  await openTab(page, 'What differs');
  await look(page, '#differences', 2);

  await openTab(page, 'Neuron');
  await page.select('#neuron-layer', await page.$eval('#neuron-layer', (list) => /** @type {HTMLSelectElement} */ (list).options[1].value));
  await until('its field is there', () => page.$eval('#neuron-field', (field) => field.checkVisibility()));
  await look(page, '#neuron', 2);
  // Its connections are lit over the graphs.
  assert.equal((await page.$$('#lanes canvas.lit')).length, 3);
  await look(page, '#lanes', 6);

  await openTab(page, 'Knock out');
  await press(page, 'Knock out each neuron');
  await until('neurons are knocked out', () => page.$eval('#knock-out-says', (says) => /neurons knocked out/.test(says.textContent ?? '')), { timeout: 60_000 });
  await press(page, 'Attack all networks');
  await until('networks are attacked', () => page.$eval('#attack-says', (says) => /were attacked/.test(says.textContent ?? '')), { timeout: 60_000 });
  await look(page, '#knock-out', 2);

  await openTab(page, 'Predictions');
  await until('the test images are there', async () => (await page.$$('#predictions-images canvas')).length > 0);
  await page.$eval('#predictions-images button:has(canvas)', (button) => /** @type {HTMLElement} */ (button).click());
  await until('it can be drawn on', () => page.$eval('#pad', (pad) => /It shows (?!nothing)/.test(pad.getAttribute('aria-label') ?? '')));
  await look(page, '#predictions', 2);
  await press(page, 'More: pen and pictures');
  await look(page, '#stage', 10 + 2 + 3 + 2);

  await openTab(page, 'Over time');
  await look(page, '#over-time', 16);

  await press(page, 'Share');
  await look(page, 'dialog[open]', 1);
  await page.keyboard.press('Escape');

  await click(await byRole(page, 'link', 'Compare many'));
  await page.$eval('#search-grid', (area) => { /** @type {HTMLTextAreaElement} */ (area).value = 'train=60&test=40&side=7&hidden=8&epochs=2&lanes=censet:k=1|2&seed=1..3'; });
  await press(page, 'Read grid');
  await press(page, 'Start search');
  await until('all runs are finished', () => page.$eval('#search-state', (state) => /^6 of 6 runs finished/.test(state.textContent ?? '')), { timeout: 30_000 });
  await look(page, '#search', 2);

  await click(await byRole(page, 'link', 'Lab'));
  const file = await catchFiles(page);
  await takeAway(page, 'Network of SET', 'safetensors');
  await drop(page, 'set.safetensors', await file.bytes('network-set.safetensors'));
  await until('it has come in', () => page.$eval('#look-says', (says) => /^set: measured/.test(says.textContent ?? '')));
  await press(page, 'Knock out each neuron');
  await until('neurons are knocked out', () => page.$eval('#look-knock-out-says', (says) => /neurons knocked out/.test(says.textContent ?? '')), { timeout: 60_000 });
  await press(page, 'Attack all networks');
  await until('the network is attacked', () => page.$eval('#look-attack-says', (says) => /were attacked/.test(says.textContent ?? '')), { timeout: 60_000 });
  await page.focus('#look-lanes .network canvas');
  // Past the pixels of a row: they have no field.
  for (let column = 0; column <= 14; column += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await until('its field is there', () => page.$eval('#look-neuron-field', (field) => field.checkVisibility()));
  await look(page, '#look', 1 + 1 + 2 + 2 + 2);

  assert.deepEqual(await neverRight(page), []);
});
