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

pageTest('on a small phone a lesson is a sheet of few lines above the controls, and the picture above it', { at: '#lesson=set.1', viewport: { width: 320, height: 640 } }, async ({ page }) => {
  await byRole(page, 'heading', 'Train');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  /** Where the sheet begins and ends, how much is above it, and what a finger reaches there, at Run and at Next. */
  const between = () => page.evaluate(() => {
    const box = (/** @type {string} */ name) => /** @type {Element} */ (document.querySelector(name)).getBoundingClientRect();
    const [sheet, bar, run, next] = ['.lesson', '.bar', '#run', '.lesson-turn button:last-child'].map(box);
    const at = (/** @type {DOMRect} */ { left, right, top, bottom }, /** @type {string} */ name) => Boolean(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.closest(name));
    const above = new DOMRect(sheet.left, 0, sheet.width, sheet.top);
    return { room: sheet.top, gap: bar.top - sheet.bottom, height: sheet.height, controls: at(run, '#run') && at(next, '.lesson-turn'), picture: at(above, '.network') };
  });
  // It moves with the height of the controls, a frame after that has changed.
  const stands = () => until('the sheet stands on the controls', async () => Math.abs((await between()).gap) <= 1);
  await stands();
  const seen = await between();
  assert(Math.abs(seen.gap) <= 1 && seen.controls, JSON.stringify(seen));
  // Three lines, and above them the network that the page speaks of, without scrolling.
  assert(seen.height < 130 && seen.room > 300 && seen.picture, JSON.stringify(seen));
  await press(page, 'Step phase');
  await isDone(page);
  const done = await page.evaluate(() => ['.lesson-task', '.lesson-done'].map((name) => document.querySelector(name)?.checkVisibility()));
  assert.deepEqual(done, [false, true], 'the tick takes the place of the task');
  await stands();
  const ticked = await between();
  assert(Math.abs(ticked.gap) <= 1 && ticked.height < 170 && ticked.controls, JSON.stringify(ticked));
  // The sheet stays when the page is scrolled.
  await page.$eval('.network canvas', (canvas) => canvas.scrollIntoView({ block: 'end' }));
  await stands();
  const scrolled = await between();
  assert(Math.abs(scrolled.gap) <= 1 && scrolled.room > 160 && scrolled.picture && scrolled.controls, JSON.stringify(scrolled));
  assert.deepEqual(await axe(page), []);
  // All of the page unfolds, and folds again.
  const text = () => page.$eval('.lesson-body > p', (paragraph) => paragraph.checkVisibility());
  assert.equal(await text(), false);
  await page.click('.lesson-more');
  assert.equal(await text(), true);
  assert.deepEqual(await axe(page, '#lesson'), []);
  await press(page, 'Less');
  assert.equal(await text(), false);
});

for (const [lesson, figure] of [['set.1', '.network canvas'], ['censet.2', '.lane-why canvas'], ['matter.3', '#knock-out-start'], ['stops.3', '#numbers table'], ['hub.2', '.drawing'], ['paper.1', '#paper-content details:nth-of-type(4) td']]) {
  pageTest(`page ${lesson} opens with its figure in sight`, { at: '#lesson=list' }, async ({ page }) => {
    await byRole(page, 'heading', 'Tour');
    await page.evaluate((lesson) => { location.hash = `#lesson=${lesson}`; }, lesson);
    await until('the figure is in sight', () => page.evaluate((figure) => {
      const place = document.querySelector(figure);
      if (!place?.checkVisibility()) return false;
      const { left, right, top } = place.getBoundingClientRect();
      return top >= 0 && top < innerHeight && place.contains(document.elementFromPoint((left + right) / 2, top + 8));
    }, figure));
    const away = await page.$$eval('.notices, .presets, .graph-controls, .lead, .playground > .note, .paper > .note, #next', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.className || one.id));
    assert.deepEqual(away, [], 'introduction, notices and choices are away');
  });
}

pageTest('a page does what it asks for, where that is a matter of settings', { at: '#lesson=start.4' }, async ({ page }) => {
  await byRole(page, 'heading', 'More or fewer');
  await press(page, 'Halve ε');
  await isDone(page);
  await until('the address has it', () => page.evaluate(() => /epsilon=10\b/.test(location.hash)));
  await page.evaluate(() => { location.hash = '#lesson=dense.2'; });
  await byRole(page, 'heading', 'Does it learn as well?');
  await press(page, 'Run');
  await isDone(page);
  await press(page, 'Train 20 epochs more');
  await statusIs(page, /^Finished: 30 epochs/);
});

pageTest('the lessons are there in Dutch, which is remembered, and a link can say so', { at: '#lesson=list' }, async ({ page, url }) => {
  await byRole(page, 'heading', 'Tour');
  await press(page, 'Nederlands');
  await byRole(page, 'heading', 'Rondleiding');
  await until('the address says so', () => page.evaluate(() => /lang=nl/.test(location.hash)));
  assert.equal(await page.$eval('#lesson', (panel) => /** @type {HTMLElement} */ (panel).lang), 'nl');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Rondleiding', 'the focus stays in the panel');
  assert.deepEqual(await axe(page, '#lesson'), []);
  await press(page, 'SET snoeit één keer, in slow motion');
  await byRole(page, 'heading', 'Trainen');
  await press(page, 'Step phase');
  await isDone(page);
  assert.match(await page.$eval('.lesson-done', (said) => said.textContent ?? ''), /^✓ Gedaan\. Het netwerk heeft elke trainingsafbeelding één keer gezien en herkent [\d.]+ % van de testafbeeldingen\.$/);
  // What was done stays done in the other language.
  await press(page, 'Alle lessen');
  await press(page, 'English');
  await press(page, 'One SET rewiring in slow motion');
  await byRole(page, 'heading', 'Train');
  await until('the address says nothing of a language', () => page.evaluate(() => !/lang=/.test(location.hash)));
  // Without a word in the address it is what was chosen last.
  await page.evaluate(() => { localStorage['censet-lab-lang'] = 'nl'; });
  await page.goto(`${url}#lesson=energy.1`);
  await page.reload();
  await byRole(page, 'heading', 'Drie matrices');
  await page.type('#lesson-answer', '3');
  await press(page, 'Controleer');
  assert.equal(await page.$eval('#lesson-said', (said) => said.textContent), 'Nee: het is minder dan dat.');
  await page.evaluate(() => { location.hash = '#lesson=energy.1&lang=en'; });
  await byRole(page, 'heading', 'Three matrices');
});

pageTest('a language that is not there is named, and the paper’s sentences are in that of the lesson', { at: '#lesson=paper.2&lang=tlh' }, async ({ page }) => {
  await byRole(page, 'heading', 'Two programs');
  await until('it is said', () => page.$eval('#notice', (notice) => /lang = “tlh” is no language of the lessons; there are en, nl\./.test(notice.textContent ?? '')));
  await page.evaluate(() => { location.hash = '#lesson=paper.2&lang=nl'; });
  await byRole(page, 'heading', 'Twee programma’s');
  await until('the sentence is Dutch', () => page.$eval('#lesson [data-fact="truncation"]', (span) => /^In de definitie/.test(span.textContent ?? '') && !span.hasAttribute('lang')));
  await until('nothing is wrong any more', () => page.$eval('#notice', (notice) => notice.textContent === ''));
});
