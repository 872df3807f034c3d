// A run, driven as a visitor drives it.
import assert from 'node:assert/strict';
import { byRole, digests, pageTest, press, status, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** Small enough to be quick, long enough to be interrupted. */
const SMALL = '#train=4000&test=500&epochs=4';

/** Epochs done, parts included. @param {Page} page */
const position = (page) => page.$eval('#progress', (bar) => /** @type {HTMLProgressElement} */ (bar).value);

pageTest('the demo learns at the press of a button', { webkit: true, timeout: 120_000 }, async ({ page }) => {
  await press(page, 'Run');
  const said = await statusIs(page, /^Finished/, { timeout: 110_000 });
  const [set, censet] = [...said.matchAll(/([\d.]+) %/g)].map(([, number]) => Number(number));
  assert(set > 85 && censet > 80, said);
  // Tables and figures follow with one of the next frames.
  await until('the table has every epoch of both lanes', async () => (await page.$$('#epochs-rows tr')).length === 62);
  await until('the network graph shows the last epoch', () => page.$eval('.network canvas', (canvas) => (
    (canvas.getAttribute('aria-label') ?? '').startsWith('SET, epoch 30: '))));
  assert.equal(await page.evaluate(() => location.hash), '#v=1');
});

/** Presses Pause; says what the status line says in the same moment, and where the run was then. @param {Page} page */
const pause = (page) => page.evaluate(() => {
  const at = /** @type {HTMLProgressElement} */ (document.getElementById('progress')).value;
  document.getElementById('run')?.click();
  return { at, said: document.getElementById('status')?.textContent ?? '' };
});

/** Where the run is once nothing has gone on for a second. @param {Page} page */
const rest = (page) => page.evaluate(async () => {
  const bar = /** @type {HTMLProgressElement} */ (document.getElementById('progress'));
  let [last, changed] = [bar.value, performance.now()];
  while (performance.now() - changed < 1000) {
    await new Promise((done) => setTimeout(done, 5));
    if (bar.value !== last) [last, changed] = [bar.value, performance.now()];
  }
  return last;
});

pageTest('Pause acts at once and Run goes on', { at: '#epochs=200' }, async ({ page }) => {
  await press(page, 'Run');
  await until('an epoch has been trained', async () => (await position(page)) > 1, { timeout: 30_000 });
  const { at, said } = await pause(page);
  assert.match(said, /^Paused/);
  const rested = await rest(page);
  // A lane may complete the epoch that it is in while it is told, and none begins another; the bar may be a frame behind.
  assert(rested <= Math.floor(at) + 2, `paused at ${at}, at rest at ${rested}`);
  assert.match(await status(page), /^Paused/);
  await press(page, 'Run');
  await until('it goes on', async () => (await position(page)) > rested);
  await byRole(page, 'button', 'Pause');
});

pageTest('Pause acts within a batch, and Run goes on with it', { at: '#lanes=mlp,set&hidden=800-800&batch=10000&epochs=200' }, async ({ page }) => {
  await press(page, 'Run');
  await until('the first epoch is begun', async () => (await position(page)) > 0, { timeout: 30_000 });
  const { at, said } = await pause(page);
  assert.match(said, /^Paused/);
  assert(at < 1, `the only batch of the epoch is over at ${at}`);
  // Of some seconds of work next to nothing is done after that: the dense lane does not complete its batch.
  const rested = await rest(page);
  assert(rested < 1, `paused at ${at}, at rest at ${rested}`);
  assert.deepEqual(await page.$$eval('#epochs-rows tr[data-lane="0"]', (rows) => rows.map((row) => /** @type {HTMLElement} */ (row).dataset.epoch)), ['0']);
  await press(page, 'Run');
  await until('it goes on', async () => (await position(page)) > rested);
  await byRole(page, 'button', 'Pause');
});

pageTest('Step epoch trains one epoch', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1 of 4/);
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 2 of 4/);
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
});

pageTest('Reset gives the very same run again, New seed another', { at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const first = await digests(page);
  assert.match(first.set ?? '', /^[0-9a-f]{16,}$/);
  await press(page, 'Reset');
  await statusIs(page, /^Ready/);
  // Stepping, and stopping in the midst of an epoch, changes nothing.
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  // From within: a run is over before one is told from here to press twice, if there is much to do.
  await page.evaluate(async () => {
    const run = document.getElementById('run');
    run?.click();
    await new Promise((done) => setTimeout(done, 20));
    run?.click();
  });
  await statusIs(page, /^Paused/);
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.deepEqual(await digests(page), first);
  await press(page, 'New seed');
  await until('the address has the new seed', () => page.evaluate(() => location.hash.includes('seed=')));
  assert.equal(await page.$eval('#field-seed', (field) => /** @type {HTMLInputElement} */ (field).value), '2', 'the next one');
  assert.match(await page.evaluate(() => location.hash), /&seed=2$/);
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.notDeepEqual(await digests(page), first);
});

pageTest('raising the epochs continues the run', { at: '#train=1000&test=500&epochs=2' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await page.evaluate(() => { location.hash = '#train=1000&test=500&epochs=4'; });
  await statusIs(page, /^Paused after epoch 2 of 4/);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 4 epochs/);
  const continued = await digests(page);
  await press(page, 'Reset');
  await press(page, 'Run');
  await statusIs(page, /^Finished: 4 epochs/);
  assert.deepEqual(await digests(page), continued);
});

pageTest('the table keeps the latest epochs only, the numbers of all', { at: '#lanes=set&train=20&test=20&hidden=16&epochs=103' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished: 103 epochs/);
  const rows = () => page.$$eval('#epochs-rows tr', (all) => all.map((row) => Number(/** @type {HTMLElement} */ (row).dataset.epoch)));
  await until('the table has a hundred epochs', async () => (await rows()).length === 100);
  const epochs = await rows();
  assert.deepEqual([epochs[0], epochs.at(-1)], [103, 4]);
  assert.match(await page.$eval('#table-older', (note) => note.textContent ?? ''), /^The latest 100 epochs/);
});

pageTest('a data worker that cannot start is asked for once', { expected: [/data-worker/, /404/, /Failed to load/] }, async ({ page, problems }) => {
  let asked = 0;
  await statusIs(page, /^Ready\. Run/);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isWorker = request.url().endsWith('data-worker.js');
    if (isWorker) asked += 1;
    // What was given up meanwhile needs no answer.
    (isWorker ? request.respond({ status: 404 }) : request.continue()).catch(() => {});
  });
  await page.reload();
  await statusIs(page, /^Not started/);
  await new Promise((done) => setTimeout(done, 500));
  assert.equal(asked, 1);
  assert.match(await page.$eval('[role=alert]', (element) => element.textContent ?? ''), /data-worker|The worker that keeps the data/);
  problems.length = 0;
});

pageTest('a worker that cannot start is said, and nothing else breaks', { expected: [/lane-worker/, /404/, /Failed to load/] }, async ({ page, problems }) => {
  await statusIs(page, /^Ready\. Run/);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const answered = request.url().endsWith('lane-worker.js') ? request.respond({ status: 404 }) : request.continue();
    answered.catch(() => {}); // given up meanwhile
  });
  await press(page, 'Reset');
  await statusIs(page, /^Failed/);
  assert.match(await page.$eval('.lane .failure', (element) => element.textContent ?? ''), /^SET stopped: /);
  problems.length = 0;
});

pageTest('images that are held back have their accuracy beside that of the test images', { at: '#train=600&validation=100&test=200&side=7&hidden=20-10&lanes=accset&epochs=3' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/, { timeout: 60_000 });
  const headline = await page.$eval('.headline', (told) => told.textContent ?? '');
  const [, held] = /^validation ([\d.]+) %,.* %test$/.exec(headline) ?? [];
  assert(held, headline);
  await until('the table has every epoch', async () => (await page.$$('#epochs-rows tr')).length === 4);
  const [columns, last] = await page.evaluate(() => ['#epochs-head', '#epochs-rows tr'].map((row) => (
    [...document.querySelector(row)?.children ?? []].map((cell) => /** @type {HTMLElement} */ (cell).title || cell.textContent))));
  assert.equal(columns.length, last.length);
  assert.equal(Number(last[columns.indexOf('validation_accuracy')]).toFixed(1), held);
  assert.match(await page.$eval('.lane .rule', (rule) => rule.textContent ?? ''), /validation accuracy fell/);
  assert(await page.$$eval('#more-charts figure', (all) => all.some((figure) => !figure.hidden && /^Validation accuracy/.test(figure.textContent ?? ''))));
});
