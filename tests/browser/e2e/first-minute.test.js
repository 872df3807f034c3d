// The first minute: one screen that shows everything, a run that can be followed, and what comes after it.
import assert from 'node:assert/strict';
import { BROWSER, byRole, click, digests, pageTest, press, status, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=1000&test=300&epochs=12';

/** @param {Page} page @param {string} selector */
const text = (page, selector) => page.$eval(selector, (element) => element.textContent ?? '');

/** How far up and down all of these reach. @param {Page} page @param {string} selector */
const extent = (page, selector) => page.$$eval(selector, (all) => {
  const boxes = all.filter((element) => element.checkVisibility()).map((element) => element.getBoundingClientRect());
  return { count: boxes.length, top: Math.min(...boxes.map(({ top }) => top)), bottom: Math.max(...boxes.map(({ bottom }) => bottom)) };
});

/** Notes by how much the page's layout shifts; Chromium alone says it. */
const NOTES_SHIFTS = `window.shifts = []; if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
  new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts.push(value); })
    .observe({ type: 'layout-shift', buffered: true });
}`;

/** Notes what the sentence says, one after the other. */
const NOTES_STORY = `window.said = []; addEventListener('DOMContentLoaded', () => {
  const story = document.getElementById('story-text');
  new MutationObserver(() => window.said.push(story.textContent)).observe(story, { childList: true, characterData: true, subtree: true });
});`;

/** @param {Page} page */
const shifted = (page) => page.evaluate(() => /** @type {any} */ (window).shifts.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0));

pageTest('the networks are drawn while their images are still being made', {
  // They never are.
  rewrite: (path, text) => (path.endsWith('/workers/data-worker.js') ? text.replace("case 'draw':", "case 'draw': await new Promise(() => {});") : text),
}, async ({ page }) => {
  await until('both are drawn', () => page.$$eval('#lanes canvas', (all) => all.filter((canvas) => /, epoch 0: network of/.test(canvas.getAttribute('aria-label') ?? '')).length === 2));
  assert.deepEqual(await page.$$eval('#lanes .says', (all) => all.map((says) => says.textContent)), Array(2).fill('Untrained: 32,893 connections placed at random.'));
  assert.deepEqual(await page.$$eval('#lanes .headline .number', (all) => all.map((number) => number.textContent)), ['–', '–']);
  assert.match(await status(page), /^Ready\. Making the untrained networks/);
});

pageTest('one screen of a laptop shows it all, and nothing on it moves', {
  at: SMALL, viewport: { width: 1366, height: 768 }, before: NOTES_SHIFTS,
}, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  await until('the test images are there', async () => (await page.$$('#clothes-list canvas')).length === 10);
  const look = async () => {
    for (const [what, selector, count] of /** @type {const} */ ([
      ['Run', '#run', 1], ['the networks', '.network canvas', 2], ['the charts', '#charts canvas', 2], ['the sentence', '#story', 1],
      ['the test images', '#clothes-list button', 10], ['the canvas to draw on', '#pad', 1]])) {
      const found = await extent(page, selector);
      assert.equal(found.count, count, what);
      assert(found.top >= 0 && found.bottom <= 768, `${what}: from ${found.top} to ${found.bottom}`);
    }
  };
  await look();
  assert.match(await text(page, '#story-text'), /^Both networks start from the same [\d,]+ random connections/);
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await look();
  if (BROWSER === 'chromium') assert(await shifted(page) < 0.005, `the layout shifted by ${await shifted(page)}`);
});

pageTest('one screen of a phone shows network, sentence, accuracy and test images', {
  at: SMALL, viewport: { width: 390, height: 844, hasTouch: true },
}, async ({ page }) => {
  await until('the test images are there', async () => (await page.$$('#clothes-list canvas')).length === 10);
  const { top: bar } = await extent(page, '#controls');
  for (const [selector, count] of /** @type {const} */ ([['.network canvas', 1], ['#story', 1], ['#charts figure:first-child canvas', 1], ['#clothes-list canvas', 10]])) {
    const found = await extent(page, selector);
    assert.equal(found.count, count, selector);
    assert(found.top >= 0 && found.bottom <= bar, `${selector}: from ${found.top} to ${found.bottom}, and the bar begins at ${bar}`);
  }
  // The views are in the menu, which closes when one is chosen.
  await press(page, 'Menu');
  await click(await byRole(page, 'link', 'About'));
  await until('About is shown', () => page.$eval('#about', (element) => element.checkVisibility()));
  assert.equal(await page.$eval('#menu', (button) => button.getAttribute('aria-expanded')), 'false');
});

pageTest('the first run of a first visit begins in slow motion and goes on to be watched', { at: SMALL, pace: null, fresh: true, before: NOTES_STORY }, async ({ page }) => {
  const pace = () => page.$eval('#pace', (slider) => slider.getAttribute('aria-valuetext'));
  await statusIs(page, /^Ready\. Run/);
  assert.equal(await pace(), 'to watch');
  await press(page, 'Run');
  // The sentence goes from phase to phase, and between them never says what only one network has done.
  const said = () => page.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (window).said));
  const parts = ['Epoch 1, train', 'Epoch 1, score', 'Epoch 1, prune', 'Epoch 1', 'Epoch 2, train'];
  await until('the sentence tells of the second epoch', async () => (await said()).some((sentence) => sentence.startsWith('Epoch 2, train: ')), { timeout: 20_000 });
  const sentences = (await said()).filter((sentence) => sentence.startsWith('Epoch ')).slice(0, parts.length);
  assert.deepEqual(sentences.map((sentence) => sentence.split(': ')[0]), parts);
  assert.match(sentences[2], /; CenSET cut [\d,]+, all those of /);
  assert.equal(await pace(), '1 s a phase');
  await until('it goes on faster', async () => await pace() === 'to watch', { timeout: 30_000 });
  await statusIs(page, /^Finished/);
  const first = await digests(page);
  await press(page, 'Reset');
  await statusIs(page, /^Ready\. Run/);
  const began = Date.now();
  await press(page, 'Run');
  assert.equal(await pace(), 'to watch', 'that was the first run');
  await statusIs(page, /^Finished/);
  assert(Date.now() - began > 12 * 600 - 1000, `it was over after ${Date.now() - began} ms`);
  assert.deepEqual(await digests(page), first);
  // One key to full speed, one to slow motion.
  await page.focus('#pace');
  for (const [keys, text, name] of /** @type {[string[], string, string][]} */ ([[['ArrowRight'], 'full speed', 'full'], [['ArrowLeft', 'ArrowLeft'], '1 s a phase', 'slow']])) {
    for (const key of keys) await page.keyboard.press(/** @type {'ArrowLeft'} */ (key));
    assert.equal(await pace(), text);
    await until(`the address has pace=${name}`, () => page.evaluate((name) => location.hash.endsWith(`&pace=${name}`), name));
  }
});

pageTest('a link says the pace, and one that is none is told', { at: `${SMALL}&pace=slower` }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  assert.equal(await page.$eval('#pace', (slider) => slider.getAttribute('aria-valuetext')), '2 s a phase');
  await page.evaluate(() => { location.hash = '#epochs=12&pace=quick'; });
  await until('it is told', async () => (await text(page, '#notice')).includes('pace = “quick” is no pace; there are slowest, slower, slow, watch, full.'));
});

pageTest('at the end a card says what was seen, in numbers that add up, and what next', { at: SMALL }, async ({ page }) => {
  assert.equal(await page.$eval('#next', (next) => /** @type {HTMLElement} */ (next).hidden), true);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 12 epochs/);
  await until('the card is there', async () => /points?\.|neither/.test(await text(page, '#story-text')));
  const said = await text(page, '#story-text');
  const [set, censet, lead] = (/^SET ([\d.]+) %, CenSET ([\d.]+) %: (?:SET|CenSET) leads by ([\d.]+) points\./.exec(said) ?? []).slice(1).map(Number);
  assert.equal(Math.abs(set - censet).toFixed(1), lead.toFixed(1), said);
  const [times, more, less] = (/([\d.]+) times as many connections, ([\d,]+) against ([\d,]+)\.$/.exec(said) ?? []).slice(1).map((number) => Number(number.replaceAll(',', '')));
  assert.equal(Number((more / less).toFixed(1)), times, said);

  await press(page, 'Train 12 more');
  await statusIs(page, /^Finished: 24 epochs/);
  assert.match(await page.evaluate(() => location.hash), /epochs=24/);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'run');
  await click(await byRole(page, 'link', 'Draw'));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'draw');
  await press(page, 'Why?');
  await until('the lesson that fits is open', () => page.evaluate(() => /lesson=(stops|censet)\.1/.test(location.hash)));
});

pageTest('test images are answered by every network, and one that is pressed goes to the canvas', { at: '#train=1000&test=300&epochs=2' }, async ({ page }) => {
  await until('the test images are there', async () => (await page.$$('#clothes-list li')).length === 10);
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await until('they are those of epoch 1', async () => /after epoch 1\./.test(await text(page, '#clothes-says')));
  const answers = await page.$$eval('#clothes-list button', (all) => all.map((button) => [...button.querySelectorAll('.answer')].map((answer) => answer.textContent ?? '')));
  assert(answers.every((each) => each.length === 2 && each.every((answer) => /^(✓|✕ \S.*)$/.test(answer))), JSON.stringify(answers));
  // Looking back, they are those of the epoch that is shown.
  await page.focus('#scrub');
  await page.keyboard.press('Home');
  await until('they are those of the beginning', async () => /the untrained networks/.test(await text(page, '#clothes-says')));
  assert.match(await status(page), /^Paused after epoch 1/);
  await press(page, 'Show the latest');
  await page.$eval('#clothes-list button', (button) => /** @type {HTMLElement} */ (button).click());
  await until('both say what it is', async () => /SET: .*\s%; CenSET: .*\s%\./.test(await text(page, '#pad-says')));
});
