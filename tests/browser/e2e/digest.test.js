// The page and the headless command give the same bits and the same numbers.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NAMES, noise, tar } from '../cifar-files.js';
import { GOLDEN, NOISE } from '../golden.js';
import { chooseFiles, pageTest, press, statusIs, withoutFashion } from '../harness.js';
import { runHeadless } from '../headless.js';

/**
 * The lines of a table without its column of seconds, the header first.
 * @param {string[][]} rows
 */
function withoutSeconds(rows) {
  const seconds = rows[0].indexOf('seconds');
  assert(seconds > 0);
  const [header, ...lines] = rows.map((cells) => cells.filter((_, column) => column !== seconds).join(','));
  return [header, ...lines.sort()];
}

/** The lanes' digests as the page shows them. @param {import('puppeteer-core').Page} page */
const shownDigests = (page) => page.$$eval('.lane-why', (lanes) => Object.fromEntries(lanes.map((lane) => (
  [lane.getAttribute('data-lane'), lane.querySelector('.digest code')?.textContent]))));

/** @type {[string, string, string | false][]} */
const EXPERIMENTS = [
  ['all lanes on garments', 'train=3000&test=600&lanes=mlp,static,set,censet:k=1&epochs=3', false],
  ['other sizes', 'train=1050&test=333&side=14&hidden=60-30&act=srelu&batch=64&dropout=0.1&lanes=censet:scope=layer,set:zeta=0.2&epochs=3&seed=4294967295', false],
  ['as published, on garments', 'preset=published&data=garments&train=1000&test=300&epochs=2', false],
  ['FashionMNIST as described', 'preset=described&train=2000&test=1000&epochs=2', withoutFashion],
];

for (const [what, text, skip] of EXPERIMENTS) {
  pageTest(`same bits, same numbers: ${what}`, { at: `#${text}`, skip, timeout: 300_000 }, async ({ page, url }) => {
    await press(page, 'Run');
    const out = mkdtempSync(join(tmpdir(), 'censet-lab-out-'));
    try {
      const { digests } = await runHeadless(`${url}#${text}`, ['--out', out]);
      await statusIs(page, /^Finished/, { timeout: 120_000 });
      assert.deepEqual(await shownDigests(page), digests);
      // The table is written with the next frame.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))));
      const rows = await page.$$eval('#epochs-table tr', (rows) => rows.map((row) => [...row.children].map((cell) => (
        cell.getAttribute('title') ?? cell.textContent ?? ''))));
      const lines = readFileSync(join(out, 'epochs.csv'), 'utf8').trim().split('\n').map((line) => line.split(','));
      assert.deepEqual(withoutSeconds(rows), withoutSeconds(lines));
      assert.equal(`${new URL(page.url()).hash.slice(1)}\n`, readFileSync(join(out, 'experiment.txt'), 'utf8'));
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
}

pageTest('the golden digests, in the page\'s own workers', { timeout: 300_000 }, async ({ page }) => {
  for (const { experiment, digests } of GOLDEN) {
    await page.evaluate((text) => { location.hash = `#${text}`; }, experiment);
    await statusIs(page, /^Ready\. Run/);
    await press(page, 'Run');
    await statusIs(page, /^Finished/, { timeout: 120_000 });
    assert.deepEqual(await shownDigests(page), digests, experiment);
  }
});

for (const { experiment, digests, train, test } of NOISE) {
  pageTest(`the golden digests on images out of CIFAR-10's archive: ${experiment}`, { at: `#${experiment}`, data: false, timeout: 120_000 }, async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), 'censet-lab-noise-'));
    try {
      const path = join(folder, 'cifar-10-binary.tar.gz');
      writeFileSync(path, gzipSync(tar(noise(train, test).map((bytes, i) => [NAMES[i], bytes])), { level: 1 }));
      await chooseFiles(page, '#data-files', path);
      await statusIs(page, /^Ready\. Run trains/, { timeout: 60_000 });
      await press(page, 'Run');
      await statusIs(page, /^Finished/, { timeout: 60_000 });
      assert.deepEqual(await shownDigests(page), digests);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
