// The paper's tables on the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, axe, byRole, click, pageTest, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** Opens the view as a visitor does. @param {Page} page */
async function paper(page) {
  await statusIs(page, /^Ready/);
  // On a phone the views are in a menu.
  const menu = await page.$('#menu');
  if (await menu?.isVisible()) await menu?.click();
  await click(await byRole(page, 'link', 'Paper'));
  await until('the ten tables are there', () => page.$$eval('.paper details', (tables) => tables.length === 10));
}

/** Opens every table. @param {Page} page */
const unfold = (page) => page.$$eval('.paper details', (tables) => tables.forEach((table) => { table.open = true; }));

pageTest('the tables are fetched when the visitor comes near, and break no rule of accessibility', {}, async ({ page }) => {
  await statusIs(page, /^Ready/);
  assert.equal(await page.$$eval('.paper details', (tables) => tables.length), 0);
  await paper(page);
  await unfold(page);
  assert.deepEqual(await page.$$eval('.paper caption', (captions) => captions.map((caption) => caption.textContent?.match(/^Table (\d+)\./)?.[1])),
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  const scopes = await page.$$eval('.paper th', (heads) => heads.map((head) => head.getAttribute('scope')));
  assert(scopes.every((scope) => scope === 'col' || scope === 'row'));
  assert.deepEqual(await axe(page), []);
});

pageTest('a printed number opens its experiment', {}, async ({ page }) => {
  await paper(page);
  await unfold(page);
  const link = await byRole(page, 'link', '82.11: open the experiment behind Table 5, μ − 1.5σ, FashionMNIST accuracy');
  await link.focus();
  await page.keyboard.press('Enter');
  await until('the experiment is open', () => page.evaluate(() => location.hash === '#v=1&preset=published&lanes=censet:k=1.5&epochs=50'));
  await until('it is in the form', () => page.$eval('#experiment-text', (text) => text.textContent === 'v=1&preset=published&lanes=censet:k=1.5&epochs=50'));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'lanes');
});

pageTest('a mark leads to what differs there, and the experiment stays', { at: '#epochs=7' }, async ({ page }) => {
  await paper(page);
  await unfold(page);
  const mark = /** @type {import('puppeteer-core').ElementHandle<HTMLElement>} */ (await page.$('.paper sup a[aria-label*="ReLU"]'));
  await mark.focus();
  await page.keyboard.press('Enter');
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /Table 3 names SReLU/);
  await until('the experiment stays', () => page.evaluate(() => location.hash.includes('epochs=7')));
});

pageTest('on a phone the tables scroll in their own place', { viewport: { width: 360, height: 740 } }, async ({ page }) => {
  await paper(page);
  await unfold(page);
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways');
  assert(await page.$$eval('.paper .scroll', (places) => places.some((place) => place.scrollWidth > place.clientWidth)));
});

pageTest('a reader chooses the graph of a centrality', {}, async ({ page }) => {
  await paper(page);
  const choice = await byRole(page, 'combobox', 'Laplacian centrality in Table 4');
  assert.deepEqual(await choice.evaluate((select) => [.../** @type {HTMLSelectElement} */ (select).options].map((option) => option.text)),
    ['as printed', 'ours, on the graphs the code built', 'ours, on the network itself']);
  // Beside the mean that is printed for SET, ours on the graph that is asked for.
  const { cells } = JSON.parse(readFileSync(join(DIST, 'paper', 'measured.json'), 'utf8'));
  const mean = (/** @type {string} */ statistic) => cells.find((/** @type {Record<string, unknown>} */ cell) => (
    cell.table === 4 && cell.row === 'FashionMNIST' && cell.column === 'SET LC' && cell.preset === 'published' && cell.statistic === statistic)).mean.toFixed(2);
  const [recorded, network] = [mean('recorded_lc_mean'), mean('lc_mean')];
  assert.notEqual(recorded, network);
  for (const [graph, ours] of [['printed', ''], ['network', network], ['recorded', recorded]]) {
    await page.select('#paper-graph-4', /** @type {string} */ (graph));
    const rows = await page.$$eval('.paper details[open] tbody tr', (rows) => rows.map((row) => {
      const cell = [...row.querySelectorAll('td')].find((_, i) => row.closest('table')?.tHead?.rows[0].cells[i + 1].textContent === 'SET LC');
      return ['printed', 'ours'].map((name) => cell?.querySelector(`.${name}`)?.textContent?.match(/[\d.]+/)?.[0] ?? '');
    }));
    assert.equal(rows.length, 2);
    assert.deepEqual(rows[0], ['5.090', ours], graph);
    assert.equal(rows[1][0], '0.676');
  }
});
