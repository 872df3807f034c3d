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
  assert.deepEqual(first.filter((path) => path.endsWith('.wasm')).sort(), ['data', 'page', 'worker'].map((part) => `pkg/censet_${part}_bg.wasm`));
  await press(page, 'Tour');
  await byRole(page, 'heading', 'Tour');
  const lessons = await asked(page);
  assert(lessons.includes('app/lessons/texts/en/index.js'));
  assert(!lessons.includes('app/lessons/texts/nl/index.js'));
  await press(page, 'Nederlands');
  await until('the lessons are Dutch', () => page.$eval('#lesson h2', (title) => title.textContent === 'Rondleiding'));
  await page.evaluate(() => { location.hash = '#view=look'; });
  await until('the view is there', () => page.$eval('#look-says', (says) => says.textContent === 'No network is here yet.'));
  const later = 'pkg/censet_later_bg.wasm';
  assert(!(await asked(page)).includes(later));
  for (const view of ['playground', 'search', 'playground']) await page.evaluate((name) => { location.hash = `#view=${name}`; }, view);
  await until('the sandbox is there', () => page.$eval('#playground-content', (place) => place.querySelector('table') !== null));
  await until('the searches are there', () => page.$eval('#search-ready', (list) => list.childElementCount > 0));
  assert.equal((await asked(page)).filter((path) => path === later).length, 1, 'what both need comes once');
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

pageTest('where what reads grids does not come, a link to one is told, and the experiment in the Lab stays', {
  at: SMALL,
  expected: [/later-parts/],
  rewrite: (path, script) => (path === 'app/shell/later-parts.js' ? 'throw new Error("lost");' : script),
}, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  const alert = () => page.$eval('#alert', (place) => place.textContent ?? '');
  await page.evaluate(() => { location.hash = '#v=1&k=0.5|1|1.5'; });
  await until('it is told', async () => /^A part of this page could not be loaded/.test(await alert()));
  const epochs = () => page.$eval('#field-epochs', (field) => /** @type {HTMLInputElement} */ (field).value);
  assert.equal(await epochs(), SMALL.match(/epochs=(\d+)/)?.[1]);
  assert(await page.$eval('#search', (view) => view.checkVisibility()), 'it is a grid all the same');
  assert.equal(await page.evaluate(() => location.hash), '#v=1&k=0.5|1|1.5');
  // What is no grid is read at once, with its own error and no other.
  await page.evaluate(() => { location.hash = '#v=1&zeta=7'; });
  await until('its error is told', async () => /zeta = “7”/.test(await page.$eval('body', (body) => body.innerText)));
  assert.doesNotMatch(await alert(), /could not be loaded/);
  await page.goBack();
  await page.goBack();
  await statusIs(page, /^Ready\. Run/);
  assert.equal(await epochs(), SMALL.match(/epochs=(\d+)/)?.[1]);
});
