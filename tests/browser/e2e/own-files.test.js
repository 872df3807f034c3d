// The visitor's own images: any IDX files or CSV become an experiment, whose link asks for the very same files.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { chooseFiles, digests, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const folder = mkdtempSync(join(tmpdir(), 'censet-lab-own-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Images of 8×8 pixels of three classes by turns, as in tests/own_files.rs. @param {number} n @param {number} salt */
function shapes(n, salt) {
  const images = Buffer.alloc(16 + 64 * n);
  const labels = Buffer.alloc(8 + n);
  images.set([0, 0, 8, 3]);
  labels.set([0, 0, 8, 1]);
  [n, 8, 8].forEach((size, i) => images.writeUInt32BE(size, 4 + 4 * i));
  labels.writeUInt32BE(n, 4);
  for (let image = 0; image < n; image++) {
    labels[8 + image] = image % 3;
    for (let at = 0; at < 64; at++) images[16 + 64 * image + at] = (image * 7 + at * (1 + image % 3) + salt) % 256;
  }
  return { images, labels };
}

/** @param {string} name @param {Buffer | string} bytes */
function file(name, bytes) {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

const [train, test] = [shapes(60, 0), shapes(12, 5)];
const odd = [file('d', gzipSync(train.images)), file('b', train.labels), file('a (1).gz', gzipSync(test.images)), file('c', gzipSync(test.labels))];
const REST = 'hidden=12&lanes=set&epochs=1&batch=10';
/** What the command calls these files, and the digest that it gives for them: see tests/own_files.rs. */
const NAME = 'files:8x8-3-60-12-f87325b2-69e39991-bf784128-74e69b1f';
const DIGEST = 'd9172dccd26cd0ce';

/** @param {Page} page @param {string} selector @param {RegExp} pattern */
const says = (page, selector, pattern) => until(`${selector} says ${pattern}`, () => page.$eval(selector,
  (element, source) => new RegExp(source).test(element.textContent ?? ''), pattern.source), { timeout: 20_000 });

/** @param {Page} page */
const address = (page) => page.evaluate(() => decodeURIComponent(location.hash));

pageTest('own images of any names are taken, trained on with the command’s bits, and kept', { at: `#${REST}`, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await page.type('#own-classes', 'round, square, other');
  await chooseFiles(page, '#own-files', ...odd);
  await until('the address names them', async () => (await address(page)).includes(NAME));
  await statusIs(page, /^Ready\. Run trains SET/);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 1 epoch/);
  assert.deepEqual(await digests(page), { set: DIGEST });
  await page.reload();
  await statusIs(page, /^Ready\. Run trains SET/);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 1 epoch/);
});

pageTest('a link asks for the very same files, and says which differs', { at: `#data=${NAME}&${REST}`, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready, but for the images/);
  await says(page, '#data-state', /60 images of 8×8 pixels to train on \(fingerprint [0-9a-f]{8}\)/);
  await chooseFiles(page, '#data-files', ...odd.slice(0, 3), file('others', gzipSync(shapes(12, 6).labels.fill(1, 8))));
  await says(page, '[role=alert]', /others holds 12 labels, but not those of this experiment: their fingerprint is/);
  await chooseFiles(page, '#data-files', ...odd);
  await statusIs(page, /^Ready\. Run trains SET/);
});

pageTest('what is no file of images is told by what it is', { at: `#${REST}`, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await chooseFiles(page, '#own-files', file('page.gz', '<!doctype html><title>Not found</title>'));
  // Nobody but the visitor has them: there is no official file to be chosen.
  await says(page, '[role=alert]', /page\.gz is a web page saved as a file, .* Nothing was replaced; choose the right file, or load it again\.$/);
  const csv = Array.from({ length: 12 }, (_, i) => `${i % 2},${i},${i},${255 - i},0`).join('\n');
  await chooseFiles(page, '#own-files', file('small.csv', csv));
  await until('the address names them', async () => (await address(page)).includes('data=files:2x2-2-10-2-'));
  await says(page, '#notice', /2 of the 12 images, drawn at random but always the same/);
  assert.match(await address(page), /hidden=12/);
});
