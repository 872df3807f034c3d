// The epoch as four phases: step by step, in slow motion, and to the same bits as at full speed.
import assert from 'node:assert/strict';
import { byRole, digests, pageTest, press, status, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=1000&test=500&epochs=2&lanes=mlp,set,censet';

/** What each lane says happened. @param {Page} page */
const captions = (page) => page.$$eval('.lane .says', (lanes) => lanes.map((lane) => lane.textContent ?? ''));

/** @param {Page} page @param {RegExp[]} patterns one a lane */
async function sayAll(page, patterns) {
  await until(() => `the captions match ${patterns}`, async () => {
    const said = await captions(page);
    return patterns.every((pattern, i) => pattern.test(said[i]));
  });
}

/** Chooses a pace with the keyboard. @param {Page} page @param {'Home' | 'End'} key */
async function pace(page, key) {
  const slider = await byRole(page, 'slider', 'Pace');
  await slider.focus();
  await page.keyboard.press(key);
}

pageTest('an epoch goes phase by phase, and to the same bits', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step phase');
  await statusIs(page, /^Paused in epoch 1 of 2, after train\.$/);
  await sayAll(page, [/train: loss/, /train: loss/, /train: loss/]);
  await press(page, 'Step phase');
  await statusIs(page, /after score\.$/);
  await sayAll(page, [/the wiring stays/, /the weights decide/, /neurons? lies? below μ/]);
  await press(page, 'Step phase');
  await statusIs(page, /after prune\.$/);
  await sayAll(page, [/nothing is cut/, /prune: [\d,]+ connections cut, those with weights nearest to zero/, /prune: /]);
  await press(page, 'Step phase');
  await statusIs(page, /^Paused after epoch 1 of 2/);
  await sayAll(page, [/nothing grows/, /regrow: [\d,]+ connections cut, [\d,]+ grown at random/, /regrow: /]);
  await press(page, 'Step phase');
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const stepped = await digests(page);
  await press(page, 'Reset');
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.deepEqual(await digests(page), stepped);
});

pageTest('slow motion can be watched, paused and left, and changes no bit', { at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const fast = await digests(page);
  await press(page, 'Reset');
  await statusIs(page, /^Ready/);
  await pace(page, 'Home');
  assert.equal(await page.$eval('#pace', (slider) => slider.getAttribute('aria-valuetext')), '3 s a phase');
  await press(page, 'Run');
  await statusIs(page, /^Epoch 1 of 2: train done\.$/);
  await press(page, 'Pause');
  // On a busy machine the next phase may have begun.
  assert.match(await status(page), /^Paused in epoch 1 of 2, after (train|score|prune)\./);
  await pace(page, 'End');
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.deepEqual(await digests(page), fast);
});
