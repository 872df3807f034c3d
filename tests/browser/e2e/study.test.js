// The study's page.
import assert from 'node:assert/strict';
import { axe, byRole, click, pageTest, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page */
const isThere = (page) => until('the study is there', () => page.$$eval('#study-content table', (tables) => tables.length >= 4));

pageTest('the study is a page of the paper’s view, and its numbers open their experiments', { at: '#v=1&epochs=7' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  assert.equal(await page.$$eval('#study-content table', (tables) => tables.length), 0, 'it is loaded when it is asked for');
  await click(await byRole(page, 'link', 'Paper'));
  await click(await byRole(page, 'link', 'Study'));
  await isThere(page);
  assert.equal(await page.evaluate(() => location.hash), '#v=1&epochs=7&view=study');
  assert.equal(await page.$eval('nav [aria-current]', (link) => link.textContent), 'Paper', 'it belongs to the paper');
  await page.$$eval('#study details', (all) => all.forEach((one) => { one.open = true; }));
  assert.deepEqual(await axe(page), []);

  // What the interval shows is what the numbers beside it say.
  const rows = await page.$$eval('.study-differences tbody tr:has(td)', (all) => all.map((row) => {
    const at = (/** @type {string} */ part, /** @type {string} */ name) => Number(row.querySelector(`.interval .${part}`)?.getAttribute(name));
    return {
      cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''),
      zero: at('zero', 'x1'), low: at('reach', 'x1'), high: at('reach', 'x2'), mean: at('mean', 'cx'),
    };
  }));
  assert(rows.length > 0);
  const number = (/** @type {string} */ text) => Number(text.replace('−', '-').replace('< ', ''));
  // All have the scale that the widest tells, whose numbers are rounded least.
  const scales = rows.map(({ cells, low, high }) => {
    const [from, to] = cells[2].split(' to ').map(number);
    return { width: to - from, scale: (high - low) / (to - from) };
  });
  const { scale } = scales.reduce((widest, one) => (one.width > widest.width ? one : widest));
  for (const { cells, zero, low, high, mean } of rows) {
    const [difference, said, text, , p, corrected] = cells;
    const [from, to] = text.split(' to ').map(number);
    assert(low < mean && mean < high && low >= 0 && high <= 240, JSON.stringify(cells));
    // The picture has the scale of its numbers.
    for (const [value, x] of [[number(difference), mean], [from, low], [to, high]]) assert(Math.abs(zero + value * scale - x) < 0.02 * scale + 1, JSON.stringify(cells));
    assert(number(corrected) >= number(p), JSON.stringify(cells));
    const shows = number(corrected) >= 0.05 ? 'no difference shown' : number(difference) > 0 ? 'better' : 'worse';
    if (!/^unfinished: \d of \d+ seeds$/.test(said)) assert.equal(said, shows, JSON.stringify(cells));
  }

  // The layers of a correlation.
  const rho = () => page.$eval('#study-content table tbody tr:nth-child(2) td:nth-of-type(2)', (cell) => cell.textContent);
  const first = await rho();
  await page.select('#study-layer', 'hidden');
  assert.notEqual(await rho(), first);

  const opens = await page.$('#study table a[data-opens*="movement"]');
  const text = await opens?.evaluate((link) => /** @type {HTMLElement} */ (link).dataset.opens);
  await opens?.focus();
  await page.keyboard.press('Enter');
  await until('the experiment is open', () => page.evaluate((text) => location.hash === `#${text}`, text));
});

pageTest('on a phone the study scrolls in its own places', { at: '#view=study', viewport: { width: 360, height: 740 } }, async ({ page }) => {
  await isThere(page);
  await page.$$eval('#study details', (all) => all.forEach((one) => { one.open = true; }));
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways');
});

pageTest('a study that cannot be fetched says so, and can be tried again', {
  at: '#v=1&epochs=7',
  before: `{
    const { fetch } = globalThis;
    globalThis.failing = true;
    globalThis.fetch = (input, ...how) => (globalThis.failing && String(input).endsWith('studied.json')
      ? Promise.resolve(new Response('', { status: 503 })) : fetch(input, ...how));
  }`,
}, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await page.evaluate(() => { location.hash = '#v=1&epochs=7&view=study'; });
  await until('it is said', () => page.$eval('#study-content', (content) => /could not be fetched: the server answered 503 to studied\.json/.test(content.textContent ?? '')));
  await page.evaluate(() => { Object.assign(globalThis, { failing: false }); });
  await click(await byRole(page, 'button', 'Try again'));
  await isThere(page);
});
