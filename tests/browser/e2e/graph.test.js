// Selecting neurons in the graph and looking at what they are made of.
import assert from 'node:assert/strict';
import { axe, byRole, click, openTab, pageTest, press, statusIs, type, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** Quick, and both lanes cut something. */
const SMALL = '#train=2000&test=300&epochs=3&lanes=set,censet:k=0.5';

/** @param {Page} page @param {string} selector */
const text = (page, selector) => page.$eval(selector, (element) => element.textContent?.trim() ?? '');

/** A number as the page writes it. @param {string} written */
const value = (written) => Number(written.replace('−', '-').replace(/,/g, ''));

/** Waits for the Neuron tab to say so. @param {Page} page @param {RegExp} pattern */
const says = (page, pattern) => until(`the tab says ${pattern}`, async () => pattern.test(await text(page, '#neuron-says')));

/** The neuron chosen by its numbers. @param {Page} page @param {string} layer @param {number} index */
async function choose(page, layer, index) {
  // The layers can be chosen among once the tab has its network.
  await until(`there is ${layer}`, () => page.$$eval('#neuron-layer option', (all, name) => all.some((one) => one.textContent === name), layer));
  await page.select('#neuron-layer', await page.$$eval('#neuron-layer option', (all, name) => all.find((one) => one.textContent === name)?.value ?? '', layer));
  await type(page, 'Neuron', String(index), 'spinbutton');
}

pageTest('keys in the graph select a neuron, Enter pins it, Escape clears', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await page.focus('.network canvas');
  await page.keyboard.press('ArrowRight');
  await until('the first neuron is read out', async () => /^input, row 0, column 0: LC /.test(await text(page, '.readout')));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await until('the next pixel', async () => /^input, row 1, column 1: LC /.test(await text(page, '.readout')));
  await page.keyboard.down('Shift');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Shift');
  await until('the next layer', async () => /^hidden 1, neuron \d+: LC /.test(await text(page, '.readout')));
  const read = await page.$$eval('.readout', (all) => all.map((one) => one.textContent?.split(':')[0]));
  assert.equal(read[0], read[1], 'the same neuron in both lanes');
  await page.keyboard.press('Enter');
  await byRole(page, 'tab', 'Neuron');
  await says(page, /^SET, hidden 1, neuron \d+, as scored in epoch 1, before rewiring\. Pinned\.$/);
  await page.keyboard.press('Escape');
  await says(page, /^No neuron is selected/);
});

pageTest('a network that is drawn in parts is the picture that is drawn at once', { at: SMALL }, async ({ page }) => {
  /** What every network looks like once that epoch is drawn. @param {number} epoch */
  const drawn = async (epoch) => {
    await until(`epoch ${epoch} is drawn`, () => page.$$eval('.network canvas[role]', (all, of) => (
      all.length === 2 && all.every((one) => one.getAttribute('aria-label')?.includes(`, epoch ${of}:`))), epoch));
    return page.$$eval('.network canvas[role]', (all) => all.map((one) => /** @type {HTMLCanvasElement} */ (one).toDataURL()));
  };
  await press(page, 'Step epoch');
  const first = await drawn(1);
  await page.evaluate(() => {
    const { drawImage } = CanvasRenderingContext2D.prototype;
    Object.assign(globalThis, { put: 0 });
    CanvasRenderingContext2D.prototype.drawImage = function (/** @type {any[]} */ ...words) {
      if (this.canvas.matches('.network canvas[role]')) /** @type {any} */ (globalThis).put += 1;
      return Reflect.apply(drawImage, this, words);
    };
  });
  await press(page, 'Step epoch');
  const second = await drawn(2);
  assert.notDeepEqual(first, second);
  assert(await page.evaluate(() => /** @type {any} */ (globalThis).put) >= 2, 'both were put together from parts');
  // Of another size it is drawn at once, and so it is when it has its size again.
  const wide = (/** @type {string} */ width) => page.$eval('#lanes', (lanes, of) => { /** @type {HTMLElement} */ (lanes).style.width = of; }, width);
  const across = await page.$eval('.network canvas', (canvas) => canvas.width);
  await wide('500px');
  await until('it has another width', () => page.$eval('.network canvas', (canvas, than) => canvas.width !== than, across));
  await wide('');
  await until('it is as wide as before', () => page.$eval('.network canvas', (canvas, as) => canvas.width === as, across));
  await until('both are drawn', async () => JSON.stringify(await drawn(2)) === JSON.stringify(second));
});

pageTest('what is out of sight while networks train keeps its place, and can be used', { at: '#train=8000&test=500&epochs=400' }, async ({ page }) => {
  const heights = () => page.$$eval('#presets, #closer, #experiment, #saves', (all) => all.map((one) => Math.round(one.getBoundingClientRect().height)));
  await statusIs(page, /^Ready\. Run/);
  const before = await heights();
  await press(page, 'Run');
  await until('they train', () => page.$eval('body', (body) => body.hasAttribute('data-training')));
  await until('what is far away is skipped', () => page.$eval('#saves-title', (title) => !title.checkVisibility({ contentVisibilityAuto: true })));
  assert.deepEqual(await heights(), before);
  await type(page, 'Epochs', '500');
  await until('the run is extended', async () => /500/.test(await text(page, '#epoch-count')));
  await press(page, 'Pause');
  await statusIs(page, /^Paused after/);
  assert.equal(await page.$eval('body', (body) => body.hasAttribute('data-training')), false);
});

pageTest('the pointer finds a neuron', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  const box = await (await page.$('.network canvas'))?.boundingBox();
  assert(box);
  // The input's image lies at the left, halfway down.
  const at = /** @type {const} */ ([box.x + box.width * 0.12, box.y + box.height * 0.4]);
  await page.mouse.move(...at);
  await until('it is read out', async () => /^input, row \d+, column \d+: LC /.test(await text(page, '.readout')));
  await page.mouse.click(...at);
  await says(page, /Pinned\.$/);
  assert.equal(await page.$eval('.neuron-mark', (mark) => /** @type {HTMLElement} */ (mark).hidden), false);
});

pageTest('a neuron pointed at says what it is at the pointer and lights its connections; pressed, its card stays', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  const graph = await page.$('.network canvas');
  const box = await graph?.boundingBox();
  assert(box);
  const card = () => text(page, '.lane .neuron-card');
  const lit = () => page.$$eval('canvas.lit', (all) => all.length);
  assert.equal(await lit(), 0);
  const at = /** @type {const} */ ([box.x + box.width * 0.12, box.y + box.height * 0.4]);
  await page.mouse.move(...at);
  await until('its name and centrality are there', async () => /^input, row \d+, column \d+LC \S+/.test(await card()));
  assert.equal(await lit(), 2, 'in both networks');
  assert.equal(await page.$eval('.neuron-card .buttons', (buttons) => buttons.checkVisibility()), false);
  const beside = await page.$eval('.neuron-card', (card) => card.getBoundingClientRect().x);
  assert(Math.abs(beside - at[0]) < 40, `the card stands at ${beside}`);
  await page.mouse.move(box.x + 2, box.y + box.height - 2);
  await until('nothing is lit any more', async () => await lit() === 0);
  await page.mouse.click(...at);
  await until('it says more', async () => /\d+ connections? in, \d+ outThis epoch cut \d+, grew \d+/.test(await card()));
  await page.mouse.move(box.x + 2, box.y + box.height - 2);
  assert.equal(await lit(), 2, 'it stays');
  assert.deepEqual(await axe(page), []);
  await press(page, 'All about it');
  await says(page, /Pinned\.$/);
  await press(page, 'Let go');
  await until('nothing is lit any more', async () => await lit() === 0);
  assert(await page.evaluate(() => document.activeElement?.matches('.network canvas')), 'the focus is on the graph');
});

pageTest('what an epoch cut is drawn in proportion, and what CenSET strips is crossed out', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  /** @type {string[]} */
  let said = [];
  await until('both graphs say what they show', async () => {
    said = await page.$$eval('.network canvas', (all) => all.map((canvas) => canvas.getAttribute('aria-label') ?? ''));
    return said.every((one) => /epoch 1: /.test(one));
  });
  const drawn = said.map((one) => /(\d+) cut and (\d+) grown connections shown, each for (\d+)\./.exec(one)?.slice(1).map(Number) ?? []);
  assert.equal(drawn[0][2], drawn[1][2], 'one line stands for as many in both');
  const rows = await page.$$eval('#epochs-rows tr', (all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.replace(',', '') ?? '')));
  ['set', 'censet'].forEach((lane, i) => {
    const row = rows.find(([name, epoch]) => name.startsWith(lane) && epoch === '1') ?? [];
    assert.equal(drawn[i][0], Math.ceil(Number(row[5]) / drawn[i][2]), said[i]);
  });
  assert.doesNotMatch(said[0], /crossed out/);
  assert.match(said[1], new RegExp(`; ${(await text(page, '[data-lane^="censet"] .says')).match(/([\d,]+) neurons? below/)?.[1]} pruned neurons? crossed out; `));
});

pageTest('the parts of a centrality add up to it', { at: `${SMALL}&lc=published` }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await openTab(page, 'Neuron');
  await choose(page, 'hidden 1', 17);
  await says(page, /hidden 1, neuron 17/);
  const cells = (await page.$$eval('.make-up td.value', (all) => all.map((one) => one.textContent ?? ''))).map(value);
  assert.equal(cells.length, 4);
  const [own, weights, neighbours, total] = cells;
  assert(Math.abs(own + weights + neighbours - total) <= 0.002 * (own + weights + Math.abs(neighbours)), cells.join(' '));
  await until('its receptive field is drawn', () => page.$eval('#neuron-field-canvas', (canvas) => (
    (canvas.getAttribute('aria-label') ?? '').startsWith('SET, epoch 1: receptive field of hidden 1, neuron 17, '))));
  await choose(page, 'output', 3);
  await until('an output neuron has none', async () => /no centrality/.test(await text(page, '#neuron-detail')));
  assert.deepEqual(await axe(page), []);
});

pageTest('a pruned neuron says below which line it lies and what the cut did to its neighbours', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await openTab(page, 'Neuron');
  await choose(page, 'input', 30);
  // In SET no centrality decides.
  await until('SET tells', async () => /This epoch\d+ cut, \d+ grown(?!;)/.test(await text(page, '#neuron-detail .facts')));
  await page.select('#neuron-lane', '1');
  await until('CenSET tells', async () => /This epoch(\d+) cut, .*; pruned: its LC lies below μ − 0\.5σ = /.test(await text(page, '#neuron-detail .facts')));
  const [, cut, mean, after] = /^This neuron was pruned, and with it (\d+) connections\. .* mean LC of (\S+) before the cut, of (\S+) after all cuts/
    .exec(await text(page, '.knock-on')) ?? [];
  assert(Number(cut) > 0, cut);
  assert.notEqual(value(mean), value(after));
});

pageTest('betweenness and Katz centrality are computed on request', { at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await openTab(page, 'Neuron');
  await press(page, 'Compute Katz centrality');
  await until('it is there', async () => /α = 0.1 and β = 1/.test(await text(page, '#measure-results')));
  await press(page, 'Compute betweenness');
  await until('both are there', async () => /Betweenness, epoch 3/.test(await text(page, '#measure-results')), { timeout: 30_000 });
  const places = await page.$$eval('#measure-results tbody tr', (rows) => rows.length);
  assert.equal(places, 20);
  await until('the matrix is drawn', () => page.$eval('#matrix', (canvas) => /adjacency matrix.*before rewiring/.test(canvas.getAttribute('aria-label') ?? '')));
});

pageTest('while networks train, what was opened in the tab stays open, and the focus where it is', { at: '#train=1000&test=200&epochs=500&lanes=set,censet:k=0.5' }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await openTab(page, 'Neuron');
  await choose(page, 'hidden 1', 17);
  await press(page, 'Compute Katz centrality');
  await until('it is there', async () => /Katz centrality, epoch 1/.test(await text(page, '#measure-results')));
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Compute Katz centrality', 'the pressed button keeps the focus');
  const summary = () => page.$eval('#neuron-detail summary', (element) => element.textContent);
  assert.equal(await summary(), 'Its strongest connections');
  await page.focus('#neuron-detail summary');
  await page.keyboard.press('Enter');
  await page.evaluate(() => Object.assign(window, { summary: document.activeElement, choice: document.getElementById('neuron-layer') }));
  await press(page, 'Run');
  await page.evaluate(() => /** @type {any} */ (window).summary.focus());
  const epoch = async () => Number(/epoch (\d+)/.exec(await text(page, '#neuron-says'))?.[1]);
  const before = await epoch();
  await until('the tab is written anew', async () => await epoch() > before + 1);
  assert(await page.evaluate(() => document.activeElement === /** @type {any} */ (window).summary && /** @type {any} */ (window).summary.isConnected), 'the focus is elsewhere');
  assert(await page.$eval('#neuron-detail details', (details) => /** @type {HTMLDetailsElement} */ (details).open), 'it is shut');
  // A list that is open is not turned back to the layer of the neuron that is shown.
  await page.focus('#neuron-layer');
  await page.$eval('#neuron-layer', (list) => { /** @type {HTMLSelectElement} */ (list).value = '2'; });
  const now = await epoch();
  await until('the tab is written anew', async () => await epoch() > now + 1);
  assert.equal(await page.$eval('#neuron-layer', (list) => /** @type {HTMLSelectElement} */ (list).value), '2');
  await press(page, 'Pause');
  // A name in a list is still there once it was pressed.
  const name = await page.$('#measure-results tbody button');
  assert(name);
  await click(name);
  await until('it is selected', () => page.$eval('#measure-results tbody tr', (row) => row.classList.contains('selected')));
  assert(await page.evaluate((button) => button.isConnected && document.activeElement === button, name));
});
