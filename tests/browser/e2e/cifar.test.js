// CIFAR-10 from the visitor: the official layout is read and said to be a copy, other versions are refused by name.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tar } from '../cifar-files.js';
import { DIST, catchFiles, chooseFiles, openTab, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const AT = '#data=cifar10&train=300&test=100&side=8&hidden=20&lanes=set&epochs=2';
const folder = mkdtempSync(join(tmpdir(), 'censet-lab-cifar-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** 10,000 flat images, the classes by turns. @param {number} grey */
function batch(grey) {
  const bytes = Buffer.alloc(10_000 * 3073, grey);
  for (let image = 0; image < 10_000; image++) {
    bytes[image * 3073] = image % 10;
    bytes.fill(25 * (image % 10), image * 3073 + 1, image * 3073 + 1025);
  }
  return bytes;
}

/** @param {Page} page @param {string} name @param {Buffer} bytes */
async function choose(page, name, bytes) {
  writeFileSync(join(folder, name), bytes);
  await chooseFiles(page, '#data-files', join(folder, name));
}

/** @param {Page} page @param {string} selector @param {RegExp} pattern */
const says = (page, selector, pattern) => until(`${selector} says ${pattern}`, () => page.$eval(selector,
  (element, source) => new RegExp(source).test(element.textContent ?? ''), pattern.source), { timeout: 20_000 });

/** The archive, of 60,000 images, made once. @type {Buffer | undefined} */
let made;
const archive = () => made ??= gzipSync(tar(['data_batch_1', 'data_batch_2', 'data_batch_3', 'data_batch_4', 'data_batch_5', 'test_batch']
  .map((name, i) => [`cifar-10-batches-bin/${name}.bin`, batch(i)])), { level: 1 });

pageTest('CIFAR-10’s archive is read, kept, and said to be a copy', { at: AT, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run fetches CIFAR-10/);
  await press(page, 'Run');
  await says(page, '[role=alert]', /CIFAR-10 is not beside this page/);
  await choose(page, 'cifar-10-binary.tar.gz', archive());
  await statusIs(page, /^Ready\. Run trains SET/);
  await page.reload();
  await press(page, 'Run');
  await statusIs(page, /^Finished: 2 epochs/);
  await says(page, '#notice', /not the official files/);
  const file = await catchFiles(page);
  await openTab(page, 'Numbers');
  await press(page, 'Download result.json');
  assert.match(JSON.parse(await file('result.json')).copy, /not the official files/);
});

/** The page with the archive beside it, as www/build makes it from $CIFAR10_DIR. */
function beside() {
  const site = join(folder, 'site');
  cpSync(DIST, site, { recursive: true, filter: (path) => path !== join(DIST, 'data') });
  mkdirSync(join(site, 'data/cifar10'), { recursive: true });
  writeFileSync(join(site, 'data/files.json'), '["cifar10/cifar-10-binary.tar.gz"]');
  writeFileSync(join(site, 'data/cifar10/cifar-10-binary.tar.gz'), archive());
  return site;
}

pageTest('CIFAR-10 beside the page is taken from there, also by a search', { at: `${AT.replace('lanes=set', 'lanes=set,censet:k=1|2')}`, folder: beside }, async ({ page }) => {
  await says(page, '#search-state', /^0 of 3 runs/);
  await press(page, 'Start search');
  await says(page, '#search-state', /^3 of 3 runs/);
  await says(page, '#search-copy', /not the official files/);
});

pageTest('other versions of CIFAR-10 are refused by name', { at: AT, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  const python = gzipSync(tar([['cifar-10-batches-py/data_batch_1', Buffer.from('\u0080\u0002}q', 'latin1')]]));
  await choose(page, 'cifar-10-python.tar.gz', python);
  await says(page, '[role=alert]', /cifar-10-python\.tar\.gz is the Python or Matlab version/);
  await choose(page, 'data_batch_3.bin', Buffer.from([1]));
  await says(page, '#data-state', /1 of the six files chosen; still missing: data_batch_1\.bin/);
});
