// FashionMNIST: from beside the page, from afar, from the visitor, and what is said when it is wrong.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FASHION_NAMES as NAMES, byRole, chooseFiles, fashionFiles, pageTest, press, statusIs, until, withoutFashion } from '../harness.js';
import { startRemote } from '../remote.js';

/** @typedef {import('puppeteer-core').Page} Page */

const AT = '#data=fashion&epochs=1';
const files = withoutFashion ? {} : fashionFiles();

/** Lets the last pieces of a download come. */
let letGo = () => {};
const remotes = await Promise.all([
  startRemote(files),
  startRemote(files, { pieces: 40, hold: new Promise((resolve) => { letGo = () => resolve(undefined); }) }),
  startRemote(files, { encoding: 'gzip' }),
  startRemote(files, { truncate: 4000, only: NAMES[3] }),
  startRemote({}),
]);
const [remote, held, unpacking, short, absent] = remotes;
after(() => Promise.all(remotes.map((server) => server.close())));

/** @param {Page} page @param {RegExp} pattern */
const alertIs = (page, pattern) => until(`the alert matches ${pattern}`, () => page.$eval('[role=alert]',
  (element, source) => new RegExp(source).test(element.textContent ?? ''), pattern.source), { timeout: 20_000 });

/** @param {Page} page @param {Record<string, Uint8Array>} contents */
async function choose(page, contents) {
  const folder = mkdtempSync(join(tmpdir(), 'censet-lab-files-'));
  const paths = Object.entries(contents).map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  await chooseFiles(page, '#data-files', ...paths);
  after(() => rmSync(folder, { recursive: true, force: true }));
}

pageTest('files beside the page are used without asking', { at: AT, skip: withoutFashion }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/, { timeout: 55_000 });
});

const phone = { width: 360, height: 740, deviceScaleFactor: 2, hasTouch: true };
pageTest('a pack is loaded where an experiment takes no more, and kept', { at: '#data=fashion&side=14&epochs=1', viewport: phone, skip: withoutFashion }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run trains SET and CenSET for 1 epoch\. FashionMNIST, 10,000 \+ 2,000 images of 14 × 14 pixels: 1\.6 MB loaded in place of 30\.9 MB\.$/);
  const asked = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith('.gz')));
  assert.deepEqual(await asked(), ['/data/fashion/first-10000-at-14.gz']);
  await press(page, 'Run');
  await statusIs(page, /^Finished/, { timeout: 55_000 });
  // The next visit has it here.
  await page.reload();
  await statusIs(page, /1\.6 MB loaded/);
  assert.deepEqual(await asked(), []);
  // One image more, and the files are loaded.
  await page.evaluate(() => { location.hash = 'data=fashion&side=14&train=10001&epochs=1'; });
  await statusIs(page, /^Ready\. Run trains SET and CenSET for 1 epoch\.$/, { timeout: 40_000 });
  assert.equal((await asked()).length, 4);
});

pageTest('files from afar are fetched once and kept', { at: AT, data: false, remote, skip: withoutFashion, timeout: 120_000 }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run fetches FashionMNIST/);
  assert.deepEqual(remote.asked, [], 'nothing is fetched before the visitor asks');
  await press(page, 'Run');
  await statusIs(page, /^Finished/, { timeout: 55_000 });
  assert.deepEqual([...remote.asked].sort(), [...NAMES].sort());
  // The next visit needs no network.
  remote.faults.status = 503;
  await page.reload();
  await press(page, 'Run');
  await statusIs(page, /^Finished/, { timeout: 55_000 });
  assert.equal(remote.asked.length, 4);
});

pageTest('the download tells its bytes', { at: AT, data: false, remote: held, skip: withoutFashion }, async ({ page }) => {
  await press(page, 'Load FashionMNIST (30.9 MB)');
  await statusIs(page, /^Loading FashionMNIST from 127\.0\.0\.1:\d+: [\d.]+ MB of 30\.9 MB/);
  await byRole(page, 'progressbar', 'Bytes of FashionMNIST loaded');
  letGo();
  await statusIs(page, /^Ready\. Run trains/, { timeout: 40_000 });
});

pageTest('a host that has the browser unpack the files is understood', { at: AT, data: false, remote: unpacking, skip: withoutFashion }, async ({ page }) => {
  await press(page, 'Load FashionMNIST (30.9 MB)');
  await statusIs(page, /^Ready\. Run trains/, { timeout: 40_000 });
});

pageTest('a truncated file is named, and choosing the files helps', { webkit: true, at: AT, data: false, remote: short, skip: withoutFashion, timeout: 90_000 }, async ({ page }) => {
  await press(page, 'Run');
  await alertIs(page, /t10k-labels-idx1-ubyte\.gz is cut short/);
  await choose(page, { [NAMES[0]]: files[NAMES[0]], [NAMES[1]]: files[NAMES[1]] });
  await until('it says what is missing', () => page.$eval('#data-state', (element) => /still missing: t10k-images/.test(element.textContent ?? '')));
  // Unpacked files are as good.
  await choose(page, { 't10k-images-idx3-ubyte': gunzipSync(files[NAMES[2]]), [NAMES[3]]: files[NAMES[3]] });
  await statusIs(page, /^Ready\. Run trains/, { timeout: 30_000 });
  await press(page, 'Run');
  await statusIs(page, /^Finished/, { timeout: 40_000 });
});

pageTest('a server without the files is named', { at: AT, data: false, remote: absent, expected: [/404/, /data\/fashion\//] }, async ({ page }) => {
  await press(page, 'Run');
  await alertIs(page, /could not be fetched from 127\.0\.0\.1:\d+: the server answered 404/);
  await statusIs(page, /^Not started/);
  const asked = absent.asked.length;
  await press(page, 'Run');
  await until('it tries again', () => absent.asked.length > asked);
  await statusIs(page, /^Not started/);
  await press(page, 'Reset');
  await statusIs(page, /^Ready/);
});

pageTest('wrong files are named and say what is wrong', { at: AT, data: false, remote: absent }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await choose(page, { 'holiday.jpg': Buffer.from('photograph') });
  await alertIs(page, /holiday\.jpg is none of the four/);
  // Ten images of the right shape, but not these.
  const idx = gzipSync(Buffer.concat([Buffer.from([0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, 28, 0, 0, 0, 28]), Buffer.alloc(7840)]));
  await choose(page, Object.fromEntries(NAMES.map((name) => [name, idx])));
  await alertIs(page, /train-images-idx3-ubyte\.gz is an IDX file but not FashionMNIST's/);
});

pageTest('a file too large to be one of them is not read', { at: AT, data: false, remote: absent }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await choose(page, { [NAMES[0]]: Buffer.alloc(64 * 2 ** 20 + 1) });
  await alertIs(page, /train-images-idx3-ubyte\.gz has 67\.1 MB, more than any/);
});

const endless = await startRemote(Object.fromEntries(NAMES.map((name) => [name, name === NAMES[1] ? Buffer.alloc(65 * 2 ** 20) : Buffer.alloc(10)])));
after(() => endless.close());
pageTest('a download that does not end is ended', { at: AT, data: false, remote: endless, expected: [/request failed/] }, async ({ page }) => {
  await press(page, 'Run');
  await alertIs(page, /train-labels-idx1-ubyte\.gz could not be fetched from .*larger than the file can be/);
});

pageTest('a host that answers everything with a page is understood', { at: AT, data: false, remote: absent }, async ({ page }) => {
  // Not before the first answer is in: the reload would cut it off.
  await statusIs(page, /^Ready\. Run fetches FashionMNIST/);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const answered = request.url().endsWith('data/files.json')
      ? request.respond({ status: 200, contentType: 'text/html', body: '<!doctype html>' }) : request.continue();
    answered.catch(() => {}); // given up meanwhile
  });
  await page.reload();
  await statusIs(page, /^Ready\. Run fetches FashionMNIST/);
  assert.equal(await page.$eval('[role=alert]', (element) => element.textContent), '');
});
