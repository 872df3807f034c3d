// The Search view: a grid in the address runs on the pool, is compared, and survives a reload.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { axe, pageTest, press, until } from '../harness.js';

const AT = '#train=300&test=100&side=7&hidden=20&epochs=2&lanes=set,censet:k=1|2&seed=1..2';
/** @param {import('puppeteer-core').Page} page @param {string} id @param {RegExp} pattern */
const says = (page, id, pattern) => until(`${id} says ${pattern}`, () => page.$eval(`#${id}`,
  (element, source) => new RegExp(source).test(element.textContent ?? ''), pattern.source), { timeout: 30_000 });

pageTest('a grid in the address runs, is compared, and survives a reload', { at: AT }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 6 runs finished/);
  await press(page, 'Start search');
  await says(page, 'search-state', /^6 of 6 runs finished/);
  await until('three groups', async () => (await page.$$('#search-groups tr')).length === 3);
  assert.match(await page.$eval('#search-note', (note) => note.textContent ?? ''), /best|highest|noise/);
  assert.deepEqual(await axe(page), []);
  await page.reload();
  await says(page, 'search-state', /^6 of 6 runs finished/);
});

const folder = mkdtempSync(join(tmpdir(), 'censet-lab-search-'));
after(() => rmSync(folder, { recursive: true, force: true }));
pageTest('hostile results are refused with a sentence', { at: AT }, async ({ page }) => {
  await says(page, 'search-state', /^0 of 6/);
  const path = join(folder, 'bad.json');
  writeFileSync(path, '{"format":"censet-lab-search-1","runs":[{"experiment":"<img src=x>"}]}');
  const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#search-import'));
  await input.uploadFile(path);
  await says(page, 'search-error', /^bad\.json cannot be imported/);
});
