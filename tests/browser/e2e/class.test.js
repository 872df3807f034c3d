// For a class: an experiment chosen from the bar, shared with parts hidden, drawn as a slide, handed in; and a grid that a form writes.
import assert from 'node:assert/strict';
import { axe, byRole, catchFiles, click, digests, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page @param {string} selector */
const text = (page, selector) => page.$eval(selector, (element) => element.textContent ?? '');
/** @param {Page} page @param {string} selector */
const value = (page, selector) => page.$eval(selector, (field) => /** @type {HTMLInputElement} */ (field).value);
/** @param {Page} page @param {string} selector */
const displayed = (page, selector) => page.$eval(selector, (element) => element.getClientRects().length > 0);

pageTest('an experiment is chosen in the bar, shared in the simple view, drawn as a slide and handed in', { at: '#train=600&test=150&epochs=2' }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  await press(page, 'Experiment');
  await click(await byRole(page, 'checkbox', 'MLP'));
  await until('the address has it', () => page.evaluate(() => location.hash.includes('lanes=set,censet,mlp')));
  assert(await displayed(page, '#chooser'), 'it stays open for the next choice');
  await page.$eval('#choose-epochs', (field) => {
    /** @type {HTMLInputElement} */ (field).value = 'many';
    field.dispatchEvent(new Event('change'));
  });
  await until('the error stands there', async () => /^epochs = “many” cannot be used: /.test(await text(page, '#choose-error')));
  assert.deepEqual(await axe(page), []);
  await page.$eval('#choose-epochs', (field) => {
    /** @type {HTMLInputElement} */ (field).value = '1';
    field.dispatchEvent(new Event('change'));
  });
  await page.focus('#choose-epochs');
  await page.keyboard.press('Escape');
  assert(!await displayed(page, '#chooser'));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'choose');
  await press(page, 'Run');
  await statusIs(page, /^Finished: 1 epoch/);

  await press(page, 'Share');
  await page.$eval('.hides > summary', (summary) => /** @type {HTMLElement} */ (summary).click());
  await press(page, 'Simple view for a class');
  assert.match(await value(page, '#share-link'), /&hide=form,presets,closer,/);
  await click(await byRole(page, 'checkbox', 'Paper'));
  assert.doesNotMatch(await value(page, '#share-link'), /paper/);
  await press(page, 'Preview');
  assert(!await displayed(page, '#experiment') && await displayed(page, '#lanes'));
  await page.keyboard.press('Escape');
  assert(await displayed(page, '#share-dialog') && await displayed(page, '#experiment'));
  const caught = await catchFiles(page);
  await press(page, 'Slide as SVG');
  const slide = await caught('censet-lab-slide.svg');
  assert.match(slide, /^<svg [^>]*width="1920" height="1080"/);
  for (const words of ['SET beside CenSET beside MLP', 'after epoch 1 of 1', 'negative weight', 'test accuracy, %', 'train=600']) assert(slide.includes(words), words);
  assert((slide.match(/<path /g) ?? []).length > 1000, 'the networks are drawn');
  await press(page, 'Slide as PNG');
  assert.match(await caught('censet-lab-slide.png'), /^.PNG/);

  await click(await byRole(page, 'link', 'Worksheet'));
  const networks = await digests(page);
  const rows = await page.$$eval('#worksheet-rows tr', (all) => all.map((row) => row.querySelector('code')?.textContent ?? ''));
  assert.equal(rows.length, 3);
  assert.deepEqual(rows, Object.values(networks));
  assert.match(await text(page, '#worksheet-link'), /expect=set@1:/);
});

pageTest('a form writes a grid, whose results have the last epoch beside the mean', { at: '#train=300&test=100&side=7&hidden=20&epochs=6' }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  await click(await byRole(page, 'link', 'Compare many'));
  for (const [id, typed] of [['from', '1'], ['to', '2'], ['step', '0'], ['seeds', '2']]) {
    await page.$eval(`#search-${id}`, (field, typed) => { /** @type {HTMLInputElement} */ (field).value = typed; }, typed);
  }
  await press(page, 'Write the grid');
  assert.match(await text(page, '#search-write-error'), /^step = “0” cannot be used/);
  await page.$eval('#search-step', (field) => { /** @type {HTMLInputElement} */ (field).value = '1'; });
  await press(page, 'Write the grid');
  await until('the grid stands there', async () => /epochs=6&k=1\.\.2(\/1)?&|k=1\.\.2.*seed=1\.\.2/.test(await value(page, '#search-grid')));
  assert.match(await text(page, '#search-plan'), /^6 runs, about .* here\.$/);
  await until('the runs are read', async () => /^0 of 6 runs/.test(await text(page, '#search-state')));
  await press(page, 'Start search');
  await until('all are finished', async () => /^6 of 6/.test(await text(page, '#search-state')), { timeout: 60_000 });
  await until('three groups', async () => (await page.$$('#search-groups tr')).length === 3);
  assert.match(await text(page, '#search-mean'), /^accuracy, mean over the last 2 of 6 epochs, a third of fewer than thirty, %$/);
  const cells = await page.$$eval('#search-groups tr', (rows) => rows.map(({ cells }) => cells[3].textContent ?? ''));
  assert(cells.every((cell) => /^\d+\.\d\d$/.test(cell)), cells.join());
});
