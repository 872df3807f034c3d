// MNIST from the visitor: another copy of its layout is read and said to be one, and has to have enough images; what each
// file is says its content.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { headless } from '../headless.js';
import { chooseFiles, digests, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const folder = mkdtempSync(join(tmpdir(), 'censet-lab-mnist-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** An IDX file. @param {number[]} dimensions @param {Buffer} values */
function idx(dimensions, values) {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, 8, dimensions.length]);
  dimensions.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, values]);
}

/** Flat images, the classes by turns, one half packed and the other not. @param {number} train @param {number} test */
function digits(train, test) {
  const half = (/** @type {number} */ n) => ({
    images: idx([n, 28, 28], Buffer.from(Array.from({ length: n * 784 }, (_, i) => 25 * (Math.floor(i / 784) % 10)))),
    labels: idx([n], Buffer.from(Array.from({ length: n }, (_, i) => i % 10))),
  });
  const [learn, check] = [half(train), half(test)];
  return {
    'train-images-idx3-ubyte.gz': gzipSync(learn.images),
    'train-labels-idx1-ubyte.gz': gzipSync(learn.labels),
    't10k-images-idx3-ubyte': check.images,
    't10k-labels-idx1-ubyte': check.labels,
  };
}

/** @param {string} name @param {string | Uint8Array} bytes */
function file(name, bytes) {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

/** @param {Page} page */
const choose = (page) => chooseFiles(page, '#data-files', ...Object.entries(digits(300, 100)).map(([name, bytes]) => file(name, bytes)));

/** The same under names that say nothing. @param {number} train @param {number} test */
const odd = (train, test) => ['d', 'download (3)', 'a.bin', 'c'].map((name, i) => file(name, Object.values(digits(train, test))[i]));

/** @param {Page} page @param {string} selector @param {RegExp} pattern */
const says = (page, selector, pattern) => until(`${selector} says ${pattern}`, () => page.$eval(selector,
  (element, source) => new RegExp(source).test(element.textContent ?? ''), pattern.source), { timeout: 20_000 });

const SMALL = 'side=7&hidden=20&lanes=set&epochs=2';

pageTest('a copy of MNIST is read, kept, and said to be one', { at: `#data=mnist&train=300&test=100&${SMALL}`, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await press(page, 'Run');
  await says(page, '[role=alert]', /MNIST is not beside this page/);
  await choose(page);
  await statusIs(page, /^Ready\. Run trains SET/);
  await page.reload();
  await press(page, 'Run');
  await statusIs(page, /^Finished: 2 epochs/);
  await says(page, '#notice', /This MNIST is not the official files .* 300 images to train on and 100 to test on/);
});

pageTest('a copy of MNIST with too few images is said to have too few', { at: `#data=mnist&train=301&test=100&${SMALL}`, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await choose(page);
  await says(page, '[role=alert]', /train = “301” cannot be used: a whole number from 1 to 300, the training images of this copy of MNIST/);
  await statusIs(page, /^Not started: there are fewer images/);
});

pageTest('files whose names say nothing are told by what they hold, trained on with the command’s bits, and kept', { at: `#data=mnist&train=300&test=100&${SMALL}`, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  const paths = odd(300, 100);
  // One after the other, and one that is none of them.
  await chooseFiles(page, '#data-files', paths[3]);
  await says(page, '#data-state', /^1 of the four files chosen; three are still missing\.$/);
  await chooseFiles(page, '#data-files', file('page', '<!doctype html><title>Not found</title>'));
  await says(page, '[role=alert]', /^page is a web page saved as a file/);
  await chooseFiles(page, '#data-files', ...paths.slice(1).reverse());
  await says(page, '#data-state', /^3 of the four files chosen; one is still missing\.$/);
  await chooseFiles(page, '#data-files', paths[0]);
  await statusIs(page, /^Ready\. Run trains SET/);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 2 epochs/);
  const command = await headless(['run', `data=mnist&train=300&test=100&${SMALL}`, '--quiet', ...paths.flatMap((path) => ['--data', path])]);
  assert.match(command, new RegExp(`^digest set ${(await digests(page)).set}$`, 'm'));
  await page.reload();
  await statusIs(page, /^Ready\. Run trains SET/);
  await says(page, '#notice', /This MNIST is not the official files/);
});

pageTest('what cannot be told of files without names is said', { at: `#data=mnist&train=100&test=100&${SMALL}`, data: false }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await chooseFiles(page, '#data-files', ...odd(100, 100));
  await says(page, '[role=alert]', /^a\.bin holds as many images as d, and their names do not say which are to test on: call one train and the other test\./);
  await chooseFiles(page, '#data-files', file('holiday.jpg', 'photograph'));
  await says(page, '[role=alert]', /^holiday\.jpg is none of the four MNIST files, which are train-images-idx3-ubyte\.gz, /);
});

pageTest('digits are not taken for FashionMNIST, whatever they are called', { at: '#data=fashion&epochs=1', data: false }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await chooseFiles(page, '#data-files', ...odd(300, 100));
  await says(page, '[role=alert]', /^d is an IDX file but not FashionMNIST's: its MD5 is [0-9a-f]{32}\./);
});
