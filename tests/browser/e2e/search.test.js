// The Search view: a grid in the address runs on the pool, is compared, drawn and taken away; it rests, goes on after a
// reload, is given up and taken up again.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { axe, byRole, catchFiles, chooseFiles, click, pageTest, press, statusIs, until } from '../harness.js';
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

pageTest('a search rests, goes on after a reload, is given up and taken up again', { at: LONG }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 2 runs finished/);
  await press(page, 'Start search');
  await says(page, 'search-state', /About \d+:\d\d left/);
  await says(page, 'search-rows', /running, [1-9]\d* %/);
  await press(page, 'Pause search');
  await until('what is not finished is kept', () => page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'censet-lab-search-unfinished')));
  await until('both runs are kept', () => page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open('censet-lab-search-unfinished');
    request.onsuccess = () => {
      const count = request.result.transaction('runs').objectStore('runs').count();
      count.onsuccess = () => {
        request.result.close();
        resolve(count.result === 2);
      };
    };
  })));
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
  await click(await byRole(page, 'link', 'Search'));
  await until('the grid is in the address again', () => page.evaluate(() => location.hash.includes('k=1|2')));
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
  await press(page, 'Accuracy over the epochs: CSV');
  const lines = (await caught('search-epochs.csv')).trim().split('\n');
  assert.equal(lines.length, 1 + 3 * 3);
  assert.equal(lines[0], 'group,epoch,seeds,accuracy_mean,accuracy_std');
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
  await says(page, 'search-error', /^bad\.json cannot be imported/);
});
