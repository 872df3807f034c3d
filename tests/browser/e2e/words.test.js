// Words of the field say what they mean, and notices are few.
import assert from 'node:assert/strict';
import { axe, pageTest, press, statusIs, until } from '../harness.js';

pageTest('a press on a word says what it means', { at: '#train=1000&test=300&epochs=2' }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  const terms = await page.$$eval('.term', (words) => [...new Set(words.map((word) => /** @type {HTMLElement} */ (word).dataset.term ?? ''))].sort());
  assert.deepEqual(terms, ['Laplacian centrality', 'digest', 'epoch', 'hub', 'k', 'seed', 'sparse', 'ζ', 'μ − kσ'].sort());
  const shown = () => page.$eval('.meaning', (box) => (/** @type {HTMLElement} */ (box).hidden ? '' : box.textContent ?? ''));
  for (const name of terms) {
    await page.evaluate((name) => /** @type {HTMLElement} */ (document.querySelector(`.term[data-term="${name}"]`)).click(), name);
    assert((await shown()).length > 40, `${name}: ${await shown()}`);
  }
  assert.equal((await page.$$('.term[aria-expanded="true"]')).length, 1);
  assert.deepEqual(await axe(page, '.meaning'), []);
  await page.keyboard.press('Escape');
  assert.equal(await shown(), '');
});

pageTest('at most one notice stands in the bar, in words, and none while a run goes on or in a frame', { at: '#train=1000&test=300&epochs=3' }, async ({ page }) => {
  const seen = () => page.$$eval('.notices > *', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent?.trim() ?? ''));
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await page.evaluate(() => { location.hash = '#train=1000&test=300&epochs=60&seed=5'; });
  await statusIs(page, /^Ready\. Run/);
  await until('one is there', async () => (await seen()).length === 1);
  assert.match((await seen())[0], /^Your run before this one is kept: SET, CenSET on garments, 3 of 3 epochs\. Go back to it$/);
  await press(page, 'Run');
  await until('none is there', async () => (await seen()).length === 0);
  await press(page, 'Pause');
  await until('it is back', async () => (await seen()).length === 1);
  await page.evaluate(() => { location.hash = '#train=1000&test=300&epochs=60&seed=5&embed=1'; });
  await until('none is there', async () => (await seen()).length === 0);
});
