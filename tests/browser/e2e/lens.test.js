// The cut as a lens, what differs between lanes, and the way back to the run before.
import assert from 'node:assert/strict';
import { byRole, catchFiles, digests, openTab, pageTest, press, statusIs, takeAway, type, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=1000&test=500&epochs=2';

/** What a lane says would go. @param {Page} page @param {string} lane */
const preview = (page, lane) => page.$eval(`[data-lane="${lane}"] .preview`, (line) => line.textContent ?? '');

/** Connections that would go. @param {string} text */
const connections = (text) => Number(/([\d,]+) connections? would go/.exec(text)?.[1].replace(',', '') ?? NaN);

/** What the table of differences says in a row, without the name. @param {Page} page @param {string} name */
const row = (page, name) => page.$$eval('#differences-rows tr', (rows, name) => {
  const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent ?? ''));
  return cells.find(([first]) => first.startsWith(name))?.slice(1) ?? [];
}, name);

const hash = (/** @type {Page} */ page) => page.evaluate(() => location.hash);

pageTest('moving the line shows what would go, by key and by pointer', { at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await until('SET says what it cut', async () => connections(await preview(page, 'set')) > 1000);
  let removed = NaN;
  await until('so does the table', async () => {
    const cut = await page.$$eval('#epochs-rows tr', (rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    removed = Number(cut.find(([lane, epoch]) => lane === 'set' && epoch === '2')?.[5]?.replace(',', ''));
    return removed > 0;
  });
  // Its own ζ takes what the lane has cut.
  assert.equal(connections(await preview(page, 'set')), removed);
  const slider = await byRole(page, 'slider', 'ζ of SET');
  await slider.focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await until('more would go', async () => connections(await preview(page, 'set')) > removed);
  await byRole(page, 'button', 'Start with ζ = 0.075');
  await press(page, 'Keep ζ = 0.05');
  await until('it is as before', async () => connections(await preview(page, 'set')) === removed);
  // A drag on CenSET's figure, to its left end: nothing lies there.
  const figure = await page.$('[data-lane="censet"] .lens canvas');
  await figure?.scrollIntoView();
  const box = await figure?.boundingBox();
  assert(box);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  for (const part of [0.2, 0.1, 0.02, 0.01, 0]) await page.mouse.move(box.x + box.width * part, y);
  await page.mouse.up();
  await until('nothing lies left of the line', async () => (
    /^No neuron lies left of μ − .*Section 7\.2/.test(await preview(page, 'censet'))));
  assert.equal(await hash(page), '#v=1&train=1000&test=500&epochs=2');
});

pageTest('a value committed starts a new run, and the one before stays at hand', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  const before = await digests(page);
  const slider = await byRole(page, 'slider', 'k of CenSET');
  await slider.focus();
  await page.keyboard.press('End');
  await byRole(page, 'button', 'Start with k = 4');
  // By key: the page still scrolls to what was focused, and a pointer could miss.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await press(page, 'Keep this run');
  assert.deepEqual(await digests(page), before);
  await press(page, 'Start with k = 4');
  await press(page, 'Start a new run');
  await statusIs(page, /^Ready\. Run/);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'k of CenSET');
  await until('the address follows', async () => (await hash(page)).includes('&k=4'));
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.notDeepEqual(await digests(page), before);
  await press(page, 'Go back to it');
  await statusIs(page, /^Paused after epoch 1/);
  assert.deepEqual(await digests(page), before);
  await until('the address follows back', async () => !(await hash(page)).includes('k=4'));
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  // The run left aside is the one to go back to now.
  await byRole(page, 'button', 'Go back to it');
  // A change in the form asks as well, and takes itself back.
  await type(page, 'Learning rate η', '0.02');
  await press(page, 'Keep this run');
  await until('the field has its old value', () => page.$eval('#field-lr', (field) => /** @type {HTMLInputElement} */ (field).value === '0.01'));
});

pageTest('lanes are the same until the first prune, and the page says what differs then', { at: `${SMALL}&lanes=set,censet,mlp` }, async ({ page }) => {
  for (const phase of ['train', 'score']) {
    await press(page, 'Step phase');
    await statusIs(page, new RegExp(`after ${phase}\\.$`));
  }
  await until('all connections are shared', async () => /\(1\.000\)/.test((await row(page, 'connections shared'))[1] ?? ''));
  assert.match((await row(page, 'weights'))[1], /^the same/);
  assert.match((await row(page, 'hubs'))[1], /^128 of 128/);
  assert.match(await page.$eval('#differences-note', (note) => note.textContent ?? ''), /identical until the first prune: so far .* same digest, [0-9a-f]{16}/);
  await press(page, 'Step phase');
  await statusIs(page, /after prune\.$/);
  await until('they share less', async () => /\(0\.\d+\)/.test((await row(page, 'connections shared'))[1] ?? ''));
  assert.equal((await row(page, 'weights'))[1], 'different');
  // Every connection of SET is one of the dense network.
  const [, , dense] = await row(page, 'connections shared');
  assert.match(dense, /of 246,272 \(0\.\d+\)/);
});

pageTest('what lanes share is told for every epoch, of those looked back at too', { at: '#train=1000&test=500&epochs=3' }, async ({ page }) => {
  const files = await catchFiles(page);
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await openTab(page, 'What differs');
  await takeAway(page, 'Connections shared', 'CSV');
  await takeAway(page, 'Hubs in common', 'CSV');
  const shared = await files('shared-connections.csv');
  const rows = shared.trim().split('\n').map((line) => line.split(','));
  assert.deepEqual(rows[0], ['lane', 'compared_with', 'epoch', 'in_both', 'in_either', 'jaccard']);
  assert.deepEqual(rows.slice(1).map(([lane, base, epoch]) => `${lane} ${base} ${epoch}`), [0, 1, 2, 3].map((epoch) => `censet set ${epoch}`));
  assert.equal(rows[1][5], '1', 'the same to begin with');
  assert(Number(rows[4][5]) < Number(rows[2][5]) && Number(rows[2][5]) < 1, shared);
  assert.match(await files('common-hubs.csv'), /^lane,.*\ncenset,set,0,\d+,\d+,1\n/);
  const said = (/** @type {string[]} */ [, , , both, either, jaccard]) => (
    `${Number(both).toLocaleString('en-US')} of ${Number(either).toLocaleString('en-US')} (${Number(jaccard).toFixed(3)})`);
  assert.equal((await row(page, 'connections shared'))[1], said(rows[4]));
  await until('the chart says it too', () => page.$eval('#differences-charts canvas', (canvas) => (
    /^Overlap with the wiring .* after epoch 3 of 3: CenSET .* Compared with SET\.$/.test(canvas.getAttribute('aria-label') ?? ''))));
  await page.focus('#scrub');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await until('the table is of epoch 1', async () => (await row(page, 'connections shared'))[1] === said(rows[2]));
  assert.match(await page.$eval('#differences-head', (head) => head.textContent ?? ''), /at the end of epoch 1/);
});

pageTest('a finger moves the line', { at: SMALL, viewport: { width: 400, height: 800, hasTouch: true } }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused/);
  await until('SET says what it cut', async () => connections(await preview(page, 'set')) > 0);
  const before = connections(await preview(page, 'set'));
  const figure = await page.$('[data-lane="set"] .lens canvas');
  await figure?.scrollIntoView();
  const box = await figure?.boundingBox();
  assert(box);
  const y = box.y + box.height / 2;
  // From the line beside zero outwards: more lies between the two cuts.
  const value = () => page.$eval('[data-lane="set"] .lens input[type=range]', (slider) => Number(/** @type {HTMLInputElement} */ (slider).value));
  const finger = await page.touchscreen.touchStart(box.x + box.width * 0.55, y);
  await finger.move(box.x + box.width * 0.6, y);
  await finger.move(box.x + box.width * 0.7, y);
  await until('ζ follows the finger', async () => (await value()) > 0.05);
  await until('more would go', async () => connections(await preview(page, 'set')) > before);
  await finger.end();
  const left = await value();
  assert.equal(await page.evaluate(() => scrollX), 0, 'the page stands still');
  await byRole(page, 'button', `Start with ζ = ${left}`);
});

pageTest('a finger that scrolls past a histogram changes nothing', { at: SMALL, viewport: { width: 400, height: 800, hasTouch: true } }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused/);
  await until('SET says what it cut', async () => connections(await preview(page, 'set')) > 0);
  const before = await preview(page, 'set');
  const figure = await page.$('[data-lane="set"] .lens canvas');
  await figure?.scrollIntoView();
  const box = await figure?.boundingBox();
  assert(box);
  const [x, y] = [box.x + box.width * 0.7, box.y + box.height * 0.6];
  const finger = await page.touchscreen.touchStart(x, y);
  for (const up of [10, 25, 40, 60]) await finger.move(x + up / 10, y - up);
  await finger.end();
  await new Promise((resolve) => { setTimeout(resolve, 200); });
  assert.equal(await preview(page, 'set'), before);
  assert.equal(await page.$eval('[data-lane="set"] .lens input[type=range]', (slider) => Number(/** @type {HTMLInputElement} */ (slider).value)), 0.05);
});

pageTest('bars say what they hold, at the pointer and by key', { at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const figure = await page.$('[data-lane="censet"] .lens canvas');
  await figure?.scrollIntoView();
  const box = await figure?.boundingBox();
  assert(box);
  const reading = () => page.$eval('[data-lane="censet"] .lens .reading', (list) => (/** @type {HTMLElement} */ (list).hidden ? '' : [...list.children].map((line) => line.textContent).join('; ')));
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await until('the bar is read', async () => /^LC \S+ to \S+; [\d,]+ neurons?/.test(await reading()));
  await page.mouse.move(box.x + box.width * 0.4, box.y - 20);
  await until('it is read no longer', async () => await reading() === '');
  const bars = await byRole(page, 'slider', 'Bars of the distribution in CenSET');
  await bars.focus();
  let all = 0;
  await page.keyboard.press('Home');
  const last = await bars.evaluate((bar) => Number(bar.getAttribute('aria-valuemax')));
  for (let i = 0; i <= last; i++) {
    const said = await bars.evaluate((bar) => bar.getAttribute('aria-valuetext') ?? '');
    all += Number(/; ([\d,]+) neurons?/.exec(said)?.[1].replace(',', ''));
    await page.keyboard.press('ArrowRight');
  }
  assert.equal(all, 1278, 'every neuron is in a bar');
});

pageTest('looking back, the sentence below the line is of the epoch shown', { at: '#train=1000&test=500&epochs=3' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await until('it is of the last', async () => /in epoch 3: [\d,]+ connections? would go now\./.test(await preview(page, 'censet')));
  await page.focus('#scrub');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await until('it is of the first', async () => /in epoch 1: [\d,]+ connections? went\./.test(await preview(page, 'censet')));
  const [, neurons, cut] = /^([\d,]+) neurons .*: ([\d,]+) connections went/.exec(await preview(page, 'censet')) ?? [];
  assert.match(await page.$eval('[data-lane="censet"] .says', (says) => says.textContent ?? ''), new RegExp(`^Epoch 1: ${neurons} neurons .* cut their ${cut} connections`));
  assert.match(await page.$eval('[data-lane="set"] .lens figcaption', (says) => says.textContent ?? ''), /these are those of epoch 3\./);
});

pageTest('a ζ that has fallen, layers that are free, and the end of rewiring are told', { at: '#train=500&test=200&side=14&hidden=60-40&epochs=4&lanes=set:zeta=0.3:anneal=cosine,set:zeta=0.2:layers=free,set:zeta=0.2:until=0.5' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const lanes = await page.$$eval('[data-lane]', (all) => all.map((lane) => lane.getAttribute('data-lane') ?? ''));
  const [falling, free, ended] = ['anneal', 'free', 'until'].map((key) => lanes.find((lane) => lane.includes(key)) ?? assert.fail());
  /** Of the last epoch, what the lane has cut. @param {string} lane */
  const removed = (lane) => page.$$eval('#epochs-rows tr', (rows, lane) => {
    const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent ?? ''));
    return Number(cells.find(([name, epoch]) => name === lane && epoch === '4')?.[5]?.replace(',', ''));
  }, lane);
  // Of the wave’s four steps, (1 + cos(3π/4))/2 of ζ is left in the last.
  await until('the ζ that is left is told', async () => /^With ζ = 0\.3, fallen to 0\.0439, /.test(await preview(page, falling)));
  await until('one line goes through all layers', async () => /^With ζ = 0\.2, [\d,]+ connections would go now/.test(await preview(page, free)));
  for (const lane of [falling, free]) assert.equal(connections(await preview(page, lane)), await removed(lane), lane);
  await until('the end is told', async () => await preview(page, ended) === 'Nothing goes any more: rewiring has ended with epoch 2.');
  assert.equal(await removed(ended), 0);
  const says = (/** @type {string} */ lane, /** @type {string} */ part) => page.$eval(`[data-lane="${lane}"] .lens ${part}`, (element) => element.textContent || element.getAttribute('aria-label') || '');
  // A picture is drawn when it is in sight.
  for (const [lane, told] of /** @type {[string, RegExp][]} */ ([[falling, /epoch 4: .*; with ζ = 0\.0439, /], [free, /epoch 4: .*; with ζ = 0\.2, /], [ended, /epoch 4: [^;]*$/]])) {
    await (await page.$(`[data-lane="${lane}"] .lens canvas`))?.scrollIntoView();
    await until(`the picture of ${lane}`, async () => told.test(await says(lane, 'canvas')));
  }
  for (const [lane, movable] of /** @type {[string, boolean][]} */ ([[falling, true], [free, false], [ended, false]])) assert.equal((await says(lane, 'figcaption')).includes('Drag the line'), movable, lane);

  // The line that is dragged is where the pointer is, whatever part of ζ is left, also after it was at 0.
  const figure = await page.$(`[data-lane="${falling}"] .lens canvas`);
  await figure?.scrollIntoView();
  const box = await figure?.boundingBox();
  assert(box);
  const drag = async (/** @type {number} */ part) => {
    await page.mouse.move(box.x + box.width * part, box.y + box.height / 2);
    return preview(page, falling);
  };
  await drag(0.6);
  await page.mouse.down();
  await until('another ζ is tried', async () => /^With ζ = (?!0\.3,)/.test(await drag(0.62)));
  const there = await preview(page, falling);
  const zero = await page.$(`[data-lane="${falling}"] input[type="range"]`);
  await page.mouse.up();
  await zero?.focus();
  await page.keyboard.press('Home');
  await until('none goes but the smallest', async () => /^With ζ = 0, /.test(await preview(page, falling)));
  await drag(0.6);
  await page.mouse.down();
  await until('the same ζ is tried at the same place', async () => await drag(0.62) === there);
  await page.mouse.up();
});
