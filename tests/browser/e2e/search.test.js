// The Search view: a grid in the address runs on the pool, is compared, drawn and taken away; it rests, goes on after a
// reload, is given up and taken up again.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { axe, byRole, catchFiles, chooseFiles, click, pageTest, press, statusIs, takeAway, until } from '../harness.js';
import { headless } from '../headless.js';

/** @typedef {import('puppeteer-core').Page} Page */

const AT = '#train=300&test=100&side=7&hidden=20&epochs=2&lanes=set,censet:k=1|2&seed=1..2';
/** Runs that are not finished while a test looks at them. */
const LONG = '#train=5000&test=100&side=7&hidden=20&epochs=1000&lanes=set&seed=1..2';

/** @param {Page} page @param {string} id @param {RegExp} pattern */
const says = (page, id, pattern) => until(`${id} says ${pattern}`, () => page.$eval(`#${id}`,
  (element, source) => new RegExp(source).test(element.textContent ?? ''), pattern.source), { timeout: 30_000 });

const folder = mkdtempSync(join(tmpdir(), 'censet-lab-search-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Gives the page a file to import. @param {Page} page @param {string} name @param {string} text */
async function bring(page, name, text) {
  writeFileSync(join(folder, name), text);
  await chooseFiles(page, '#search-import', join(folder, name));
}

pageTest('a grid in the address runs, is compared and drawn, and survives a reload', { at: AT }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 6 runs finished/);
  await press(page, 'Start search');
  await says(page, 'search-state', /^6 of 6 runs finished/);
  await until('three groups', async () => (await page.$$('#search-groups tr')).length === 3);
  assert.match(await page.$eval('#search-note', (note) => note.textContent ?? ''), /best|highest|noise/);
  const name = () => page.$eval('#search-figure canvas', (canvas) => canvas.getAttribute('aria-label') ?? '');
  await until('the chart says what it shows', async () => /^Test accuracy, .* against k, .* SET \d+\.\d\d ± .* at 2\.$/.test(await name()));
  assert.deepEqual(await axe(page), []);
  await page.reload();
  await says(page, 'search-state', /^6 of 6 runs finished/);
});

pageTest('the last of two grids that come while the view is loaded is read, and the form for a grid is filled', { at: '#view=search' }, async ({ page }) => {
  await page.evaluate(() => {
    location.hash = '#v=1&k=0.5|1';
    location.hash = '#v=1&k=2|3|4';
  });
  await says(page, 'search-state', /^0 of 7 runs finished|^0 of 4 runs finished/);
  assert.equal(await page.$eval('#search-grid', (area) => /** @type {HTMLTextAreaElement} */ (area).value), 'v=1&k=2|3|4');
  assert.match(await page.$eval('#search-write-says', (says) => says.textContent ?? ''), /^v=1/);
  // Its address is one that can be handed on.
  await until('it can be copied', () => page.$eval('#copy-link', (button) => button.getAttribute('aria-disabled') !== 'true'));
  await page.evaluate(() => { location.hash = '#view=constructor'; });
  await until('it is told', () => page.$eval('body', (body) => /view = “constructor” names no view/.test(body.innerText)));
});

/** How many unfinished runs the browser keeps. @param {Page} page @returns {Promise<number>} */
const unfinished = (page) => page.evaluate(async () => {
  const name = 'censet-lab-search-unfinished';
  if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0;
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => {
      const count = request.result.transaction('runs').objectStore('runs').count();
      count.onsuccess = () => {
        request.result.close();
        resolve(count.result);
      };
    };
  });
});

pageTest('a search rests, goes on after a reload, is given up and taken up again', { at: LONG }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 2 runs finished/);
  await press(page, 'Start search');
  await says(page, 'search-state', /About \d+:\d\d left/);
  // Both of them: what has not begun is not kept.
  await says(page, 'search-rows', /running, [1-9]\d* %[^]*running, [1-9]\d* %/);
  await press(page, 'Pause search');
  await until('both runs are kept', async () => await unfinished(page) === 2);
  await page.reload();
  await says(page, 'search-rows', /waiting, [1-9]\d* %/);
  await press(page, 'Resume search');
  await says(page, 'search-rows', /running, [1-9]\d* %/);
  await press(page, 'Cancel search');
  await says(page, 'search-state', /2 cancelled/);
  await press(page, 'Retry');
  await says(page, 'search-rows', /running, \d/);
  await press(page, 'Pause search');
});

/** Reads another grid. @param {Page} page @param {string} grid */
async function write(page, grid) {
  await page.$eval('#search-grid', (area, grid) => { /** @type {HTMLTextAreaElement} */ (area).value = grid; }, grid);
  await press(page, 'Read grid');
}

pageTest('another grid keeps what the one before it did, also right after it was begun', { at: LONG }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 2/);
  await press(page, 'Start search');
  await says(page, 'search-rows', /running, [1-9]\d* %/);
  await write(page, LONG.slice(1).replace('seed=1..2', 'seed=3..5'));
  await says(page, 'search-state', /^0 of 3/);
  assert.ok(await unfinished(page) >= 1);
  await write(page, LONG.slice(1));
  await says(page, 'search-rows', /waiting, [1-9]\d* %/);
});

pageTest('a bad grid in the address stands in the view with what is wrong, and stays in the address', { at: '#k=4..0&lanes=set,censet&seed=1..3' }, async ({ page }) => {
  await says(page, 'search-error', /k = “4\.\.0” cannot be used/);
  assert.equal(await page.$eval('#search', (view) => view.hasAttribute('hidden')), false);
  assert.equal(await page.$eval('#search-grid', (area) => /** @type {HTMLTextAreaElement} */ (area).value), 'k=4..0&lanes=set,censet&seed=1..3');
  await new Promise((go) => setTimeout(go, 500));
  assert.equal(await page.evaluate(() => location.hash), '#k=4..0&lanes=set,censet&seed=1..3');
});

pageTest('results are taken away and brought back, after all was forgotten', { at: AT.replace('&seed=1..2', '') }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 3/);
  await press(page, 'Start search');
  await says(page, 'search-state', /^3 of 3/);
  const caught = await catchFiles(page);
  await press(page, 'Download search.json');
  const text = await caught('search.json');
  assert.equal(JSON.parse(text).runs.length, 3);
  await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('censet-lab-search-1').onsuccess = resolve; }));
  await page.reload();
  await says(page, 'search-state', /^0 of 3/);
  await bring(page, 'search.json', text);
  await says(page, 'search-state', /^3 of 3/);
  await until('three groups', async () => (await page.$$('#search-groups tr')).length === 3);
  await click(await byRole(page, 'link', 'censet:k=2'));
  await statusIs(page, /^Ready\. Run trains CenSET/);
  await click(await byRole(page, 'link', 'Compare many'));
  await until('the grid is in the address again', () => page.evaluate(() => location.hash.includes('k=1%7C2')));
});

/** Drops a file on the page. @param {Page} page @param {string} name @param {string} text */
const drop = (page, name, text) => page.evaluate((name, text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name, { type: 'application/json' }));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}, name, text);

pageTest('what collect wrote of a sweep can be dropped on the page', { at: '' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  const [runs, json] = [join(folder, 'runs'), join(folder, 'collected.json')];
  await headless(['sweep', AT.slice(1), '--out', runs]);
  await headless(['collect', runs, '--json', json]);
  await drop(page, 'collected.json', readFileSync(json, 'utf8'));
  await until('three groups', async () => (await page.$$('#search-groups tr')).length === 3);
  const rows = await page.$$eval('#search-groups tr', (rows) => rows.map(({ cells: [name, seeds, accuracy] }) => [name, seeds, accuracy].map((cell) => cell.textContent ?? '')));
  const { groups } = JSON.parse(readFileSync(json, 'utf8'));
  assert.deepEqual(rows.map(([name, , accuracy]) => [name.replace(' (best)', ''), accuracy]), groups.map((/** @type {any} */ { name, mean, std }) => (
    [name, `${mean.toFixed(2)} ± ${std.toFixed(2)}`])));
  await until('the chart of epochs says it', () => page.$eval('#search-learning canvas', (canvas) => (
    /^Test accuracy over the epochs of 3 groups, .*: set \d+\.\d\d %; /.test(canvas.getAttribute('aria-label') ?? ''))));
  const caught = await catchFiles(page);
  await takeAway(page, 'Accuracy over the epochs', 'CSV');
  const lines = (await caught('search-epochs.csv')).trim().split('\n');
  assert.equal(lines.length, 1 + 3 * 3);
  assert.equal(lines[0], 'group,epoch,seeds,accuracy_mean,accuracy_std');
  await says(page, 'search-state', /^6 runs from a file\.$/);
  // A reload has them still; another grid has nothing of them.
  await page.evaluate(() => { location.hash = '#view=search'; });
  await page.reload();
  await says(page, 'search-state', /^6 runs from a file\.$/);
  await until('three groups again', async () => (await page.$$('#search-groups tr')).length === 3);
  await write(page, 'train=200&test=50&side=7&hidden=10&epochs=1&lanes=set&seed=1..2');
  await says(page, 'search-state', /^0 of 2 runs finished\.$/);
  assert.equal((await page.$$('#search-groups tr')).length, 0);
});

pageTest('a search on a copy of the data says so, also after its file was brought back', { at: AT }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 6/);
  const experiment = 'v=1&train=300&test=100&side=7&hidden=20&lanes=set&epochs=2';
  const run = { experiment, lane: 'set', seed: 42, epochs: 2, accuracy_mean: 50, accuracy_std: 0, connections: 9, digest: '0', accuracy: [10, 50, 50], copy: 'A copy, <b>not</b> official.' };
  await bring(page, 'copy.json', JSON.stringify({ format: 'censet-lab-search-1', runs: [run] }));
  await says(page, 'search-copy', /^A copy, <b>not<\/b> official\.$/);
  const caught = await catchFiles(page);
  await press(page, 'Download search.json');
  assert.equal(JSON.parse(await caught('search.json')).runs[0].copy, run.copy);
});

pageTest('hostile results are refused with a sentence', { at: AT }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 6/);
  await bring(page, 'bad.json', '{"format":"censet-lab-search-1","runs":[{"experiment":"<img src=x>"}]}');
  await says(page, 'search-error', /^bad\.json cannot be imported: It holds something that is no run/);
  await bring(page, 'worse.json', 'censet');
  await says(page, 'search-error', /^worse\.json cannot be imported: it is not JSON\.$/);
});

pageTest('a finished run that does not come onto the disk is said not to be kept', { at: AT.replace('&seed=1..2', '') }, async ({ page }) => {
  // The disk is full once all was written: the transaction fails, and none of its requests.
  await page.evaluateOnNewDocument(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function full(...args) {
      const request = put.apply(this, args);
      if (this.transaction.db.name === 'censet-lab-search-1') request.addEventListener('success', () => this.transaction.abort());
      return request;
    };
  });
  await page.reload();
  await says(page, 'search-state', /^0 of 3/);
  await press(page, 'Start search');
  await says(page, 'search-state', /^3 of 3/);
  await says(page, 'search-error', /^Runs cannot be kept in this browser .* The search goes on\.$/);
});
