// The page without a network: after one visit as it was served, and as one file that was never served.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { writeJoined } from '../../../www/build-joined.js';
import { SINGLE, writeOffline } from '../../../www/build-offline.js';
import { DIST, catchFiles, copyOfPage, digests, drop, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=1000&test=300&epochs=2';
const WORKER = readFileSync(new URL('../../../www/service-worker.js', import.meta.url), 'utf8');

const kept = (/** @type {Page} */ page) => page.evaluate(async () => { await navigator.serviceWorker.ready; });
const tables = (/** @type {Page} */ page) => until('the paper’s tables are there', async () => await page.$('#paper table') !== null);
const follow = (/** @type {Page} */ page, /** @type {string} */ view) => page.$eval(`nav a[data-view="${view}"]`, (link) => /** @type {HTMLElement} */ (link).click());

pageTest('after one visit the page needs no network', { at: SMALL, keeping: true, base: '/some/where/' }, async ({ page, url, unplug }) => {
  await statusIs(page, /^Ready\. Run/);
  await kept(page);
  await unplug();
  await page.reload();
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await follow(page, 'paper');
  await tables(page);
  await page.goto(`${url}%23v=1&seed=5`);
  await until('an encoded link leads to its experiment', () => page.url().startsWith(`${url}#v=1&seed=5`));
  await statusIs(page, /^Ready/);
});

const folder = mkdtempSync(join(tmpdir(), 'censet-lab-offline-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const old = copyOfPage();
writeOffline(old, WORKER);

// A page that has just begun goes to the newer build, whatever it is still loading: Firefox logs that.
const CUT_OFF = /ServiceWorker intercepted the request/;

pageTest('a newer build takes over without breaking an open page', { at: SMALL, keeping: true, folder: old, expected: [CUT_OFF] }, async ({ page, url, unplug }) => {
  await statusIs(page, /^Ready\. Run/);
  await kept(page);
  await page.reload();
  await statusIs(page, /^Ready\. Run/);
  const index = join(old, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace(/<title>[^<]*/, '<title>The newer page'));
  // A file of the older build is gone from the server.
  rmSync(join(old, 'paper', 'tables.json'));
  writeOffline(old, WORKER);
  const second = await page.browserContext().newPage();
  await second.goto(url, { waitUntil: 'load' });
  // Two pages are open, both of the older build; the second one finds the newer.
  await until('the newer build waits', () => second.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null), { timeout: 30_000 });
  assert.notEqual(await second.title(), 'The newer page');
  await second.close();
  await follow(page, 'paper');
  await tables(page);
  await follow(page, 'lab');
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await page.reload();
  await until('the newer page is shown', async () => await page.title().catch(() => '') === 'The newer page', { timeout: 20_000 });
  await until('the older build is forgotten', () => page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('censet-lab-page')).length === 1));
  // Once it has begun: what it is still loading would be cut off.
  await statusIs(page, /^Ready\. Run/);
  await unplug();
  await page.reload();
  await statusIs(page, /^Ready\. Run/);
});

const hasty = copyOfPage();
await writeJoined(hasty, (path, text) => (path === 'app/platform/offline.js' ? text.replace('PATIENCE_MS = 2000', 'PATIENCE_MS = 0') : text));
// On a busy machine a page that was left is counted for longer.
const patient = WORKER.replace('attempt < 4', 'attempt < 200');
assert.notEqual(patient, WORKER);
writeOffline(hasty, patient);

pageTest('a newer build that takes over late does not cut off what has begun', { at: SMALL, keeping: true, folder: hasty }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  await kept(page);
  await page.reload();
  await statusIs(page, /^Ready\. Run/);
  const index = join(hasty, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace(/<title>[^<]*/, '<title>The newer page'));
  writeOffline(hasty, patient);
  // No page begins meanwhile, which could let it take over.
  await page.evaluate(async () => void await (await navigator.serviceWorker.getRegistration())?.update());
  await until('the newer build waits', () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null), { timeout: 30_000 });
  await page.reload();
  await page.evaluate(() => Object.assign(window, { same: true }));
  await until('the newer build has taken over', () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting == null), { timeout: 30_000 });
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert(await page.evaluate(() => 'same' in window), 'the page has begun anew');
  await page.reload();
  await until('the newer page is shown', async () => await page.title().catch(() => '') === 'The newer page', { timeout: 20_000 });
});

// Alone in a folder of its own, as on a stick.
const single = join(mkdtempSync(join(folder, 'stick-')), SINGLE);
copyFileSync(join(DIST, SINGLE), single);

/** @type {Awaited<ReturnType<typeof digests>>} */
let served = {};
pageTest('the page as it is served has a digest', { webkit: true, at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  served = await digests(page);
});

pageTest('one file holds everything and runs from a disk', { webkit: true, address: pathToFileURL(single).href + SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.deepEqual(await digests(page), served);
  assert(Object.keys(served).length > 0);
  for (const view of ['paper', 'playground', 'about']) await follow(page, view);
  await follow(page, 'paper');
  await tables(page);
  assert.match(await page.evaluate(() => location.href), /^file:/);
  await follow(page, 'lab');
  await press(page, 'Share');
  assert.match(await page.$eval('#share-link', (field) => /** @type {HTMLInputElement} */ (field).value), /^file:\/\/\/.*#v=1&/);
  await page.keyboard.press('Escape');
  await press(page, 'Tour');
  await press(page, 'Nederlands');
  await until('the lessons are Dutch', () => page.$eval('#lesson h2', (title) => title.textContent === 'Rondleiding'));
});

pageTest('the one file keeps its runs, hands them out and takes them back', { address: pathToFileURL(single).href + SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  const file = await catchFiles(page);
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1 of 2/);
  await press(page, 'Save this run to a file');
  const bytes = await file.bytes('censet-lab-epoch-1.save');
  await page.evaluate(() => { location.hash = '#epochs=3'; });
  await statusIs(page, /^Ready\. Run/);
  await drop(page, 'mine.save', bytes);
  await statusIs(page, /^Paused after epoch 1 of 2/);
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.deepEqual(await digests(page), served);
});
