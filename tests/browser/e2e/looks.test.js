// What everyone needs of a page: names and contrast in both themes, room on small screens, any address.
import assert from 'node:assert/strict';
import { axe, byRole, click, openTab, pageTest, press, statusIs, type, until } from '../harness.js';
import { faultyFigures } from '../pixels.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=1000&test=300&epochs=2';
const overflow = (/** @type {Page} */ page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Waits until every figure in sight of that place shows something. @param {Page} page @param {string} place */
async function figuresAreDrawn(page, place) {
  let faults = [''];
  await until(() => `the figures of ${place} are right: ${faults.join('; ')}`, async () => (
    faults = await faultyFigures(page, place, 'once')).length === 0, { timeout: 30_000, every: 200 });
}

/** Shows another view. @param {Page} page @param {string} name @param {string} id */
async function view(page, name, id) {
  await click(await byRole(page, 'link', name));
  await until(`${name} is shown`, () => page.$eval(`#${id}`, (element) => element.checkVisibility()));
  if (id === 'paper') await page.waitForSelector('.paper td');
}

/** Trains two epochs and opens all that can be opened. @param {Page} page */
async function train(page) {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  for (const details of await page.$$('#lab details:not(.twin, .take), #lanes .lane:first-of-type .network :is(.take, .twin)')) await details.evaluate((element) => { /** @type {HTMLDetailsElement} */ (element).open = true; });
  await until('a figure has a table', async () => (await page.$$('#lab .twin[open] td')).length > 20);
}

const TABS = [['Neuron', 'neuron'], ['Predictions', 'predictions'], ['Over time', 'over-time'], ['What differs', 'what-differs'], ['Numbers', 'numbers']];
const VIEWS = [['Centrality sandbox', 'playground'], ['Compare many', 'search'], ['Paper', 'paper'], ['About', 'about']];

pageTest('no view can be moved sideways on a phone, in any engine', { webkit: true, at: SMALL, viewport: { width: 390, height: 844 } }, async ({ page, url }) => {
  await statusIs(page, /^Ready\. Run/);
  assert.equal(await overflow(page), 0, 'the Lab');
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.equal(await overflow(page), 0, 'the Lab after a run');
  // Views, and what stands in them when they are whole.
  const views = { playground: 'svg', search: '#search-figure', look: 'input', paper: 'td', study: 'td', about: 'p', teachers: 'td', worksheet: 'td' };
  for (const [name, whole] of Object.entries(views)) {
    await page.goto(`${url}#view=${name}`);
    await until(`${name} is shown`, () => page.$eval(`#${name}`, (view, is) => !(/** @type {HTMLElement} */ (view)).hidden && view.querySelector(is) !== null, whole));
    assert.equal(await overflow(page), 0, name);
  }
});

pageTest('axe finds nothing in the Lab', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  assert.deepEqual(await axe(page), [], 'before training');
  await train(page);
  await figuresAreDrawn(page, '#lab');
  assert.deepEqual(await axe(page), [], 'after training');
  for (const [name, id] of TABS) {
    await openTab(page, name);
    await figuresAreDrawn(page, `#${id}`);
    assert.deepEqual(await axe(page, `#${id}`), [], name);
  }
});

pageTest('axe finds nothing in a dialog', { at: SMALL }, async ({ page }) => {
  for (const name of ['Share', '? Keyboard shortcuts']) {
    await press(page, name);
    assert.deepEqual(await axe(page, 'dialog[open]'), [], name);
    await page.keyboard.press('Escape');
  }
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await type(page, 'Seed', '5');
  await byRole(page, 'heading', 'Start a new run?');
  assert.deepEqual(await axe(page, 'dialog[open]'), [], 'leaving a run');
  await press(page, 'Keep this run');
  await until('the run is kept', () => page.$eval('#field-seed', (field) => /** @type {HTMLInputElement} */ (field).value === '1'));
});

pageTest('axe finds nothing in the other views', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  for (const [name, id] of VIEWS) {
    await view(page, name, id);
    assert.deepEqual(await axe(page, `#${id}`), [], name);
  }
  await press(page, 'Tour');
  assert.deepEqual(await axe(page, '#lesson'), [], 'the lessons');
  await press(page, 'Laplacian energy by hand');
  await byRole(page, 'heading', 'Energy');
  assert.deepEqual(await axe(page, '#lesson'), [], 'a lesson');
  await page.evaluate(() => { location.hash = '#embed=1'; });
  await until('nothing is around it', () => page.$eval('.head nav', (head) => !head.checkVisibility()));
  await statusIs(page, /^Ready\. Run/);
  assert.deepEqual(await axe(page), [], 'within another page');
});

for (const colours of ['dark', 'forced']) {
  pageTest(`there is contrast everywhere in ${colours} colours`, { at: SMALL, forcedColours: colours === 'forced' }, async ({ page }) => {
    const look = async (/** @type {string} */ where, /** @type {string[]} */ [place] = []) => {
      assert.deepEqual(await axe(page, place, ['color-contrast', 'link-in-text-block']), [], where);
    };
    await statusIs(page, /^Ready\. Run/);
    assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), colours === 'forced');
    if (colours === 'dark') {
      await press(page, 'Theme: automatic');
      await press(page, 'Theme: light');
      await until('the page is dark', () => page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(20, 23, 27)'));
    }
    await train(page);
    await figuresAreDrawn(page, '#lab');
    await look('the Lab');
    for (const [name, id] of TABS) {
      await openTab(page, name);
      await figuresAreDrawn(page, `#${id}`);
      await look(name, [`#${id}`]);
    }
    await press(page, 'Share');
    await figuresAreDrawn(page, 'dialog[open]');
    await look('a dialog', ['dialog[open]']);
    await page.keyboard.press('Escape');
    for (const [name, id] of VIEWS) {
      await view(page, name, id);
      await look(name, [`#${id}`]);
    }
    await press(page, 'Tour');
    await press(page, 'Laplacian energy by hand');
    await byRole(page, 'heading', 'Energy');
    await look('a lesson', ['#lesson']);
  });
}

pageTest('axe finds nothing in a page full of errors', { at: '#k=much&colour=red' }, async ({ page }) => {
  await statusIs(page, /cannot run/);
  assert.deepEqual(await axe(page), []);
});

pageTest('on a phone the lanes are tabs', { at: SMALL, viewport: { width: 360, height: 740 } }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const tabs = await page.$$('.lane-tabs [role=tab]');
  const texts = await Promise.all(tabs.map((tab) => tab.evaluate((element) => element.textContent ?? '')));
  assert.equal(texts.length, 2);
  assert(texts.every((text) => /^(SET|CenSET) [\d.]+ %$/.test(text)), String(texts));
  const open = () => page.$$eval('.lane[role=tabpanel]:not([hidden])', (panels) => panels.map((panel) => panel.getAttribute('data-lane')));
  assert.deepEqual(await open(), ['set']);
  await tabs[0].focus();
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await open(), ['censet']);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-selected')), 'true');
});

for (const width of [320, 360]) {
  pageTest(`it fits a screen of ${width} pixels`, { at: SMALL, viewport: { width, height: 640 } }, async ({ page }) => {
    await press(page, 'Run');
    await statusIs(page, /^Finished/);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await axe(page), []);
  });
}

pageTest('it works under a longer path', { at: SMALL, base: '/some/where/' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
});

pageTest('a run is driven by the keyboard alone', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the networks');
  for (let i = 0; i < 20; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.id === 'run')) break;
  }
  await page.keyboard.press('Enter');
  await statusIs(page, /^Finished/);
});

pageTest('single keys press what is on the page, and belong to fields', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  // What is heard of it, and when.
  await page.evaluate(() => {
    const heard = /** @type {any} */ (window).heard = /** @type {number[]} */ ([]);
    new MutationObserver(() => heard.push(performance.now())).observe(/** @type {Element} */ (document.getElementById('said')), { childList: true });
  });
  await page.keyboard.press('n');
  await statusIs(page, /^Paused in epoch 1 of 2, after train/);
  await page.keyboard.press('e');
  await statusIs(page, /^Paused after epoch 1 of 2/);
  await page.keyboard.press('2');
  assert.equal(await page.evaluate(() => document.activeElement?.closest('.lane')?.getAttribute('data-lane')), 'censet');
  await page.$$eval('#form details', (groups) => groups.forEach((group) => { /** @type {HTMLDetailsElement} */ (group).open = true; }));
  await page.focus('#field-lanes');
  await page.keyboard.press('r');
  await page.keyboard.press('Backspace');
  await statusIs(page, /^Paused after epoch 1 of 2/);
  await page.focus('#step-epoch');
  await page.keyboard.press('r');
  await statusIs(page, /^Finished/);
  await until('the end is heard', () => page.$eval('#said', (said) => /^Finished/.test(said.textContent ?? '')));
  const gaps = await page.evaluate(() => /** @type {any} */ (window).heard.map((/** @type {number} */ at, /** @type {number} */ i, /** @type {number[]} */ all) => (i ? at - all[i - 1] : 1e9)));
  assert(gaps.every((/** @type {number} */ gap) => gap > 1900), String(gaps));
  await page.keyboard.press('?');
  await until('the list is open', () => page.$eval('#shortcuts-dialog', (dialog) => /** @type {HTMLDialogElement} */ (dialog).open));
  const keys = await page.$$eval('#shortcuts-rows tr', (rows) => rows.filter((row) => row.firstElementChild?.textContent === 'Page').map((row) => row.querySelector('kbd')?.textContent));
  assert.deepEqual(keys, [...'REN1234LGSPAT?']);
  await click(await byRole(page, 'checkbox', 'Single keys do something (except ? for this list)'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  assert.equal(await page.$eval('#paper', (view) => /** @type {HTMLElement} */ (view).hidden), true);
  await page.keyboard.press('?');
  await click(await byRole(page, 'checkbox', 'Single keys do something (except ? for this list)'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await until('Paper is shown', () => page.$eval('#paper', (view) => view.checkVisibility()));
});
