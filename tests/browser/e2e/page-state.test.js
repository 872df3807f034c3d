// What the page shows is one state: whatever changes it, all that shows it follows.
import assert from 'node:assert/strict';
import { byRole, click, openTab, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=600&test=150&epochs=2';

/** The lane that each part of the page shows. @param {Page} page */
const lanes = (page) => page.evaluate(() => ({
  predictions: [...document.querySelectorAll('#predictions-lane input')].findIndex((input) => /** @type {HTMLInputElement} */ (input).checked),
  neuron: Number(/** @type {HTMLSelectElement} */ (document.getElementById('neuron-lane')).value),
  differences: Number(/** @type {HTMLSelectElement} */ (document.getElementById('compared-with')).value),
}));

pageTest('a lane that is chosen once is the lane everywhere', { at: `${SMALL}&lanes=mlp,set,censet` }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  // Before one is chosen, SET is what others are compared with.
  assert.deepEqual(await lanes(page), { predictions: 0, neuron: 0, differences: 1 });
  await openTab(page, 'Predictions');
  await click(await byRole(page, 'radio', 'CenSET'));
  await until('the others are compared with CenSET', () => page.$eval('#differences-head', (row) => row.children[1].textContent === 'CenSET'));
  await openTab(page, 'Neuron');
  assert.deepEqual(await lanes(page), { predictions: 2, neuron: 2, differences: 2 });
  await page.select('#compared-with', '0');
  await openTab(page, 'Predictions');
  await until('Predictions are of the MLP', () => page.$eval('#predictions-says', (says) => /^MLP, /.test(says.textContent ?? '')));
  assert.deepEqual(await lanes(page), { predictions: 0, neuron: 0, differences: 0 });
  // To point at a neuron in passing chooses no lane; to pin one does.
  await page.$$eval('.network canvas', (all) => all[1].scrollIntoView({ block: 'center', behavior: 'instant' }));
  const there = await (await page.$$('.network canvas'))[1].boundingBox();
  assert(there);
  const spot = /** @type {const} */ ([there.x + there.width * 0.12, there.y + there.height * 0.4]);
  await page.mouse.move(...spot);
  await until('it is read out', () => page.$$eval('.readout', (all) => /^input, row/.test(all[1].textContent ?? '')));
  assert.equal((await lanes(page)).predictions, 0);
  await page.mouse.click(...spot);
  await until('the lane is SET', async () => Object.values(await lanes(page)).every((lane) => lane === 1));
});

pageTest('on a phone the lane of the tabs is the lane of what looks closer', { at: `${SMALL}&lanes=mlp,set,censet`, viewport: { width: 360, height: 740 } }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  const open = () => page.$$eval('.lane[role=tabpanel]:not([hidden])', (panels) => panels.map((panel) => panel.getAttribute('data-lane')).join());
  const tab = () => page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent);
  await page.focus('.lane-tabs [aria-selected="true"]');
  await page.keyboard.press('End');
  assert.deepEqual([await open(), await tab()], ['censet', 'CenSET']);
  assert.deepEqual(await lanes(page), { predictions: 2, neuron: 2, differences: 2 });
  await page.keyboard.press('Home');
  assert.deepEqual([await open(), await tab()], ['mlp', 'MLP']);
  await page.select('#compared-with', '1');
  assert.equal(await open(), 'set');
});

pageTest('keys pass over a tab that is hidden', { at: `${SMALL}&hide=predictions,numbers` }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await page.focus('#neuron-tab');
  for (const [key, id] of [['ArrowRight', 'over-time-tab'], ['ArrowRight', 'neuron-tab'], ['ArrowLeft', 'over-time-tab'], ['Home', 'neuron-tab'], ['End', 'over-time-tab']]) {
    await page.keyboard.press(/** @type {import('puppeteer-core').KeyInput} */ (key));
    assert.equal(await focused(), id, key);
    assert.equal(await page.$eval(`#${id}`, (one) => document.getElementById(one.getAttribute('aria-controls') ?? '')?.checkVisibility()), true, id);
  }
});

pageTest('the focus stays on the page when what was pressed goes', { at: '#k=much&colour=red&shape=round' }, async ({ page }) => {
  await statusIs(page, /cannot run/);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 30));
  /** @param {string} name */
  const enter = async (name) => {
    await (await byRole(page, 'button', name)).focus();
    await page.keyboard.press('Enter');
  };
  await enter('Remove colour');
  await until('the next one has it', async () => await focused() === 'Remove shape');
  await enter('Remove shape');
  await until('the section has it', () => page.evaluate(() => document.activeElement?.id === 'experiment'));
  await page.evaluate(() => { location.hash = '#train=600&test=150&epochs=2'; });
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await enter('New seed');
  await statusIs(page, /^Ready/);
  await enter('Go back to it');
  await statusIs(page, /^Paused after epoch 1/);
  await enter('Save this run to a file');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'save-run');
});
