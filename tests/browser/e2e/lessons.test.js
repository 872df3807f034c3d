// Lessons, as a student does them.
import assert from 'node:assert/strict';
import { axe, byRole, click, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const heading = (/** @type {Page} */ page) => page.$eval('#lesson h3', (element) => element.textContent);
const isDone = (/** @type {Page} */ page) => until('the task is done', () => page.evaluate(() => (
  document.querySelector('.lesson-done:not([hidden])') !== null && !document.querySelector('.lesson-done')?.textContent?.includes('…'))));

/**
 * Moves the focus with Tab until it is on the button of that name; then, as not every browser goes round, back with
 * Shift and Tab.
 * @param {Page} page @param {string} name
 */
async function tabTo(page, name) {
  if (await page.evaluate(() => document.activeElement?.textContent) === name) return;
  const behind = await page.evaluate((text) => {
    const target = [...document.querySelectorAll('button')].find((button) => button.textContent === text);
    return target !== undefined && document.activeElement?.compareDocumentPosition(target) === Node.DOCUMENT_POSITION_PRECEDING;
  }, name);
  for (const back of behind ? [true, false] : [false, true]) {
    if (back) await page.keyboard.down('Shift');
    for (let i = 0; i < 80; i += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.textContent) !== name) continue;
      if (back) await page.keyboard.up('Shift');
      return;
    }
    if (back) await page.keyboard.up('Shift');
  }
  assert.fail(`Tab never reaches ${name}`);
}

/** Presses a button once it is enabled, by keyboard alone. @param {Page} page @param {string} name */
async function enter(page, name) {
  await until(`${name} can be pressed`, () => page.evaluate((text) => (
    [...document.querySelectorAll('button')].some((button) => button.textContent === text && !button.disabled && button.getAttribute('aria-disabled') !== 'true')), name));
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

pageTest('a whole lesson is done by keyboard alone, and the visitor’s experiment comes back', { webkit: true, at: '#v=1&epochs=7&seed=3' }, async ({ page }) => {
  await enter(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1 of 7/);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'step-epoch', 'a step keeps the focus');
  await enter(page, 'Tour');
  await enter(page, 'One SET rewiring in slow motion');
  await statusIs(page, /^Ready\. Run trains SET for 3 epochs/);
  assert.equal(await heading(page), 'Train');
  await enter(page, 'Step phase');
  await isDone(page);
  await enter(page, 'Next');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'One SET rewiring in slow motion');
  await enter(page, 'Step phase');
  await statusIs(page, /after score/);
  await enter(page, 'Step phase');
  await isDone(page);
  await enter(page, 'Next');
  await enter(page, 'Step phase');
  await isDone(page);
  await enter(page, 'Next');
  assert.equal(await heading(page), 'What stays the same');
  await tabTo(page, 'Leave');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await enter(page, 'Check');
  await isDone(page);
  assert.deepEqual(await axe(page), []);
  await enter(page, 'Leave');
  await statusIs(page, /^Paused after epoch 1 of 7.*Your own experiment is back, as you left it\.$/);
  await until('the address is the visitor’s', () => page.evaluate(() => location.hash === '#v=1&epochs=7&seed=3'));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'lessons');
});

pageTest('the visitor’s run waits through several lessons, and no notice speaks of it', { at: '#v=1&train=1000&test=300&epochs=3&seed=3' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished: 3 epochs/);
  await press(page, 'Tour');
  await press(page, 'One SET rewiring in slow motion');
  await statusIs(page, /^Ready\. Run trains SET for 3 epochs/);
  assert.equal(await page.$eval('#previous', (notice) => notice.checkVisibility()), false);
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1 of 3/);
  await press(page, 'All lessons');
  await press(page, 'Dense against sparse');
  await statusIs(page, /^Ready\. Run trains MLP and SET/);
  await press(page, 'Leave');
  await statusIs(page, /^Finished: 3 epochs\. Accuracy: .*Your own experiment is back, as you left it\.$/);
});

pageTest('a link opens a page of a lesson, a wrong answer is told, and progress is remembered', { at: '#lesson=energy.2' }, async ({ page }) => {
  await byRole(page, 'heading', 'Energy');
  assert.equal(await page.$eval('#playground', (view) => /** @type {HTMLElement} */ (view).hidden), false);
  await page.type('#lesson-answer', '14');
  await press(page, 'Check');
  assert.equal(await page.$eval('#lesson-said', (said) => said.textContent), 'No: it is more than that.');
  await page.$eval('#lesson-answer', (field) => { /** @type {HTMLInputElement} */ (field).value = ''; });
  await page.type('#lesson-answer', '56');
  await page.keyboard.press('Enter');
  await isDone(page);
  assert.match(await page.$eval('.lesson-done', (said) => said.textContent ?? ''), /The energy is 56\..*1, 2, 5, 2, 2, 2/);
  assert.deepEqual(await axe(page), []);
  await page.reload();
  await until('it is open again', () => page.$eval('#lesson', (panel) => (panel.textContent ?? '').includes('Page 2 of 4, done before')));
  await press(page, 'All lessons');
  assert.match(await page.$eval('.lesson-list', (list) => list.textContent ?? ''), /Laplacian energy by hand1 of 4 done/);
});

pageTest('a printed number opens beside the lesson that asks for it', { at: '#lesson=paper.2' }, async ({ page }) => {
  const printed = await page.waitForSelector('.paper td a[href*="lanes=set"]');
  assert(printed);
  await click(printed);
  await isDone(page);
  assert.match(await page.evaluate(() => document.querySelector('.lesson-done')?.textContent ?? ''), /preset (published|described)/);
});

pageTest('a lesson that is not there is named', { at: '#lesson=flying.7' }, async ({ page }) => {
  await until('it is said', () => page.$eval('#notice', (notice) => /lesson = “flying\.7” names no page/.test(notice.textContent ?? '')));
  assert.equal(await page.$eval('#lesson', (panel) => /** @type {HTMLElement} */ (panel).hidden), true);
});

pageTest('what is hidden stays hidden in a lesson, and nothing is done before it has happened', { at: '#hide=lr&lesson=k.2' }, async ({ page }) => {
  await byRole(page, 'heading', 'Too much');
  await until('the address keeps what is hidden', () => page.evaluate(() => /lanes=censet:k=0,.*hide=lr/.test(location.hash) && /lesson=k\.2/.test(location.hash)));
  await page.click('.lesson-question input');
  await press(page, 'Check');
  await until('the question waits', () => page.$eval('#lesson-said', (said) => /has not happened yet/.test(said.textContent ?? '')));
});

pageTest('on a small phone a lesson hides neither controls nor pictures', { at: '#lesson=set.1', viewport: { width: 320, height: 640 } }, async ({ page }) => {
  await byRole(page, 'heading', 'Train');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  /** Where the sheet begins, how much it and the bar leave between them, and what a finger reaches there and at Run. */
  const between = () => page.evaluate(() => {
    const [sheet, bar, run] = ['.lesson', '.bar', '#run'].map((name) => /** @type {Element} */ (document.querySelector(name)).getBoundingClientRect());
    const at = (/** @type {number} */ y) => document.elementFromPoint((run.left + run.right) / 2, y);
    return {
      top: sheet.top, room: bar.top - sheet.bottom,
      controls: Boolean(at((run.top + run.bottom) / 2)?.closest('#run')),
      picture: Boolean(at((sheet.bottom + bar.top) / 2)?.closest('.network')),
    };
  });
  const { room, controls } = await between();
  assert(room >= 0 && controls, `${room} pixels between them`);
  // The sheet stays when the page is scrolled, and leaves a network its room.
  await page.$eval('.network canvas', (canvas) => canvas.scrollIntoView({ block: 'center' }));
  const scrolled = await between();
  assert(scrolled.top < 1 && scrolled.room > 160 && scrolled.picture && scrolled.controls, JSON.stringify(scrolled));
  assert.deepEqual(await axe(page), []);
});
