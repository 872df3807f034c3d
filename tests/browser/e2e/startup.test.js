// What the page loads before it begins, and what only when it is asked for.
import assert from 'node:assert/strict';
import { byRole, pageTest, press, status, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=600&test=150&epochs=1&side=14&hidden=40-30';

/** The scripts and modules that were asked for so far, relative to the page. @param {Page} page */
const asked = (page) => page.evaluate(() => performance.getEntriesByType('resource')
  .map(({ name }) => name.replace(location.href.replace(/#.*/, ''), '')).filter((path) => /\.(js|wasm)$/.test(path)));

pageTest('the page begins with what it names, each asked for once, and loads the rest when it is wanted', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  const named = await page.$$eval('link[rel=modulepreload], link[rel=preload]', (links) => links.map((link) => link.getAttribute('href') ?? ''));
  const all = await asked(page);
  const first = all.slice(0, all.findIndex((path) => path.endsWith('-worker.js')));
  assert(first.includes('app/main.js') && first.length < 15, `they are few: ${first}`);
  assert.deepEqual(first.filter((path) => !named.includes(path)), [], 'everything was named');
  assert.deepEqual(first.filter((path, i) => first.indexOf(path) !== i), [], 'nothing is asked for twice');
  assert.equal(first.filter((path) => path.endsWith('.wasm')).length, 2);
  await press(page, 'Tour');
  await byRole(page, 'heading', 'Tour');
  const lessons = await asked(page);
  assert(lessons.includes('app/lessons/texts/en/index.js'));
  assert(!lessons.includes('app/lessons/texts/nl/index.js'));
  await press(page, 'Nederlands');
  await until('the lessons are Dutch', () => page.$eval('#lesson h2', (title) => title.textContent === 'Rondleiding'));
  await page.evaluate(() => { location.hash = '#view=look'; });
  await until('the view is there', () => page.$eval('#look-says', (says) => says.textContent === 'No network is here yet.'));
});

pageTest('a part of the page that does not come is told, and the rest goes on', {
  at: SMALL,
  rewrite: (path, script) => (/^app\/(lessons\/open|look\/view)\.js$/.test(path) ? 'throw new Error("lost");' : script),
}, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  const told = () => until('it is told', () => page.$eval('#alert', (alert) => /^A part of this page could not be loaded\. Look whether you are connected/.test(alert.textContent ?? '')));
  await press(page, 'Tour');
  await told();
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await page.evaluate(() => { location.hash = '#view=look'; });
  await told();
  assert.match(await status(page), /./);
});
