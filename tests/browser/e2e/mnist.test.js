// MNIST from the visitor: another copy of its layout is read and said to be one, and has to have enough images.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { chooseFiles, pageTest, press, statusIs, until } from '../harness.js';

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

/** @param {Page} page */
async function choose(page) {
  const paths = Object.entries(digits(300, 100)).map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  await chooseFiles(page, '#data-files', ...paths);
}

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
