// Looking back through a run, the charts over its epochs, and what can be taken away.
import assert from 'node:assert/strict';
import { axe, byRole, catchFiles, openTab, pageTest, press, statusIs, takeAway, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=1000&test=200&side=14&hidden=60-40&epochs=6';

/** Runs to the end. @param {Page} page */
async function run(page) {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
}

/** Moves the slider with the keyboard. @param {Page} page @param {...import('puppeteer-core').KeyInput} keys */
async function slide(page, ...keys) {
  const slider = await byRole(page, 'slider', 'Look back');
  await slider.focus();
  for (const key of keys) await page.keyboard.press(key);
}

/** What the canvases of the lanes say. @param {Page} page @param {RegExp} pattern */
const lanesShow = (page, pattern) => until(`the lanes show ${pattern}`, async () => {
  const said = await page.$$eval('.network canvas', (all) => all.map((canvas) => canvas.getAttribute('aria-label') ?? ''));
  return said.length === 2 && said.every((text) => pattern.test(text));
});

pageTest('the slider shows an earlier epoch in every lane, and the latest again', { at: SMALL }, async ({ page }) => {
  await run(page);
  await lanesShow(page, /epoch 6:/);
  const latest = await page.$$eval('.headline .number', (all) => all.map((number) => number.textContent));
  await slide(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await until('it says so', () => page.$eval('#scrub-says', (says) => says.textContent === 'showing epoch 2 of 6 run'));
  await lanesShow(page, /epoch 2:/);
  const earlier = await page.$$eval('.lane .says', (all) => all.map((says) => says.textContent ?? ''));
  assert(earlier.every((text) => text.startsWith('Epoch 2: ')), earlier.join());
  await press(page, 'Show the latest');
  await lanesShow(page, /epoch 6:/);
  assert.deepEqual(await page.$$eval('.headline .number', (all) => all.map((number) => number.textContent)), latest);
});

pageTest('training goes on while an earlier epoch is looked at', { at: '#train=1000&test=200&side=14&hidden=60-40&epochs=400' }, async ({ page }) => {
  await press(page, 'Run');
  await until('some epochs have run', () => page.$eval('#progress', (bar) => /** @type {HTMLProgressElement} */ (bar).value > 3));
  await slide(page, 'Home');
  await lanesShow(page, /epoch 0:/);
  const last = await page.$eval('#scrub', (slider) => Number(/** @type {HTMLInputElement} */ (slider).max));
  await until('more epochs have run', () => page.$eval('#scrub', (slider, before) => Number(/** @type {HTMLInputElement} */ (slider).max) > before + 2, last));
  await lanesShow(page, /epoch 0:/);
  assert.match(await page.$eval('#scrub-says', (says) => says.textContent ?? ''), /^showing epoch 0 of \d+ run$/);
});

pageTest('the charts over time say what they show, of the network and as the code recorded it', { at: `${SMALL}&lc=published` }, async ({ page }) => {
  await openTab(page, 'Over time');
  await run(page);
  const says = (/** @type {RegExp} */ pattern) => until(`a chart says ${pattern}`, async () => {
    const all = await page.$$eval('#over-time canvas, #charts canvas, #more-charts canvas', (canvases) => canvases.map((canvas) => canvas.getAttribute('aria-label') ?? ''));
    return all.some((text) => pattern.test(text));
  });
  await says(/^SET: density of Laplacian centrality at \d epochs/);
  await says(/^Gini coefficient .* after epoch 6 of 6: SET 0\.\d+, CenSET 0\.\d+/);
  await says(/^Survival of connections, epoch 6: SET \d+\.\d %/);
  await says(/^Degrees of neurons, epoch 6: SET half below \d+/);
  await says(/^CenSET: connections of each input pixel\. epoch 0: at most \d+/);
  await slide(page, 'Home', 'ArrowRight', 'ArrowRight');
  await says(/^Survival of connections, epoch 2: /);
  await page.select('#over-time-graph', 'recorded');
  await says(/^SET: density of Laplacian centrality as the paper's code recorded it at \d epochs/);
  await says(/^Test accuracy against mean Laplacian centrality as the paper's code recorded it, epoch 2: SET /);
  await press(page, 'As recorded');
  await says(/^Standard deviation of Laplacian centrality as the paper's code recorded it after epoch 6 of 6: /);
  const file = await catchFiles(page);
  await takeAway(page, 'Spread of centrality', 'CSV');
  const [header, ...spread] = (await file('spread.csv')).trim().split('\n');
  assert.equal(header, 'lane,epoch,recorded_spread');
  await openTab(page, 'Numbers');
  await press(page, 'Download epochs.csv');
  const [columns, ...epochs] = (await file('epochs.csv')).trim().split('\n').map((line) => line.split(','));
  const [own, recorded] = ['lc_std', 'recorded_lc_std'].map((column) => columns.indexOf(column));
  assert.deepEqual(spread, epochs.map((cells) => [cells[0], cells[1], cells[recorded]].join()));
  assert(epochs.every((cells) => (cells[own] === cells[recorded]) === (cells[0] === 'censet')), 'only for CenSET is it the network');
  assert.deepEqual(await axe(page), []);
});

pageTest('figures, networks and the result can be taken away', { at: SMALL }, async ({ page }) => {
  await run(page);
  const file = await catchFiles(page);
  await takeAway(page, 'Accuracy', 'CSV');
  const accuracy = (await file('accuracy.csv')).trim().split('\n');
  assert.equal(accuracy[0], 'lane,epoch,accuracy');
  assert.equal(accuracy.length, 15);
  await takeAway(page, 'Accuracy', 'PNG');
  assert((await file('accuracy.png')).startsWith('\ufffdPNG'));
  await takeAway(page, 'Network of SET', 'GraphML');
  const graphml = await file('network-set.graphml');
  const edges = graphml.match(/<edge /g)?.length ?? 0;
  assert(edges > 1000, `${edges} edges`);
  assert.match(graphml, /after the training of epoch 6/);
  await takeAway(page, 'Network of SET', 'Edges');
  assert.equal((await file('network-set.csv')).trim().split('\n').length, edges + 1);
  // The lens shows SET's weights first, and gives what it shows.
  await takeAway(page, 'Distribution in SET', 'CSV');
  const weights = (await file('weights-set.csv')).trim().split('\n');
  assert.equal(weights[0], 'lane,epoch,layer,weight');
  assert.match(weights[1], /^set,6,1,-?\d/);
  await page.$eval('[data-lane="set"] .lens-head button:nth-of-type(2)', (button) => /** @type {HTMLElement} */ (button).click());
  await takeAway(page, 'Distribution in SET', 'CSV');
  assert.equal((await file('centrality-set.csv')).trim().split('\n').length, 1 + 196 + 60 + 40 + 10);
  await openTab(page, 'Numbers');
  await press(page, 'Download result.json');
  const result = JSON.parse(await file('result.json'));
  assert.deepEqual(result.lanes.map((/** @type {any} */ lane) => [lane.name, lane.epochs.length]), [['set', 7], ['censet', 7]]);
  assert.equal(result.lanes[0].centrality[0].lc.length, 306);
});

pageTest('what is looked at closer can be taken away too', { at: SMALL }, async ({ page }) => {
  await run(page);
  const file = await catchFiles(page);
  const lines = async (/** @type {string} */ name) => (await file(name)).trim().split('\n');
  await openTab(page, 'Neuron');
  await page.select('#neuron-layer', '1');
  await takeAway(page, 'All connections', 'CSV');
  const [header, ...all] = await lines('adjacency.csv');
  assert.equal(header, 'lane,epoch,layer,source,target,weight,born,state');
  const grown = all.filter((line) => line.endsWith('grown')).length;
  assert(all.length > 1000 && all.every((line) => line.startsWith('set,6,')) && grown === 0, 'the last epoch prunes and grows nothing');
  await takeAway(page, 'Receptive field', 'CSV');
  const field = await lines('receptive-field.csv');
  assert.equal(field[0], 'lane,epoch,neuron,row,column,channel,weight');
  // The first neuron of the first hidden layer: the same connections.
  assert.equal(field.length - 1, all.filter((line) => /^set,6,0,\d+,0,/.test(line) && !line.endsWith('grown')).length);
  await takeAway(page, 'All connections', 'PNG');
  assert((await file('adjacency.png')).startsWith('\ufffdPNG'));
  await openTab(page, 'Predictions');
  await until('the test images are there', () => page.$eval('#predictions', (panel) => !panel.classList.contains('waiting')));
  await takeAway(page, 'Confusion matrix', 'CSV');
  const [, ...confusion] = (await lines('confusion.csv')).map((line) => line.split(','));
  await press(page, 'Accuracy by class: CSV');
  const [, ...classes] = (await lines('accuracy-by-class.csv')).map((line) => line.split(','));
  assert.deepEqual([confusion.length, classes.length], [100, 20]);
  const right = confusion.filter(([, , is, taken]) => is === taken).map(([, , , , n]) => n);
  assert.deepEqual(right, classes.slice(0, 10).map(([, , , , n]) => n));
});

pageTest('charts are read together at the pointer and by key, and pressing one looks back', { at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const chart = await page.$('#charts canvas');
  await chart?.scrollIntoView();
  const box = await chart?.boundingBox();
  assert(box);
  const readings = () => page.$$eval('.readable .reading', (all) => all.filter((list) => list.checkVisibility()).map((list) => [...list.children].map((line) => line.textContent?.trim()).join('; ')));
  const rules = () => page.$$eval('.readable .rule', (all) => all.filter((rule) => !(/** @type {HTMLElement} */ (rule).hidden) && rule.checkVisibility()).length);
  await page.mouse.move(box.x + box.width * 0.45, box.y + box.height / 2);
  let said = '';
  await until('the values of both are there', async () => /^Epoch \d; SET [\d.]+ %; CenSET [\d.]+ %$/.test(said = (await readings())[0] ?? ''));
  assert.equal((await readings()).length, 1, 'one read-out');
  assert(await rules() >= 3, 'a rule in every chart');
  const epoch = /^Epoch (\d)/.exec(said)?.[1];
  const row = await page.$$eval('#epochs-rows tr', (rows, epoch) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')).find(([lane, of]) => lane === 'set' && of === epoch), epoch);
  assert.equal(Number(/SET ([\d.]+) %/.exec(said)?.[1]), Number(row?.[3]), `${said} and ${row}`);
  await page.mouse.click(box.x + box.width * 0.45, box.y + box.height / 2);
  await until('it is looked back to', () => page.$eval('#scrub-says', (says, epoch) => says.textContent === `showing epoch ${epoch} of 6 run`, epoch));
  await page.mouse.move(0, 0);
  await until('nothing is read any more', async () => await rules() === 0);
  const keys = await byRole(page, 'slider', 'Accuracy: values by epoch');
  await keys.focus();
  await page.keyboard.press('End');
  assert.match(await keys.evaluate((slider) => slider.getAttribute('aria-valuetext') ?? ''), /^Epoch 6; SET [\d.]+ %; CenSET [\d.]+ %$/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await until('it is looked back to', () => page.$eval('#scrub-says', (says) => says.textContent === 'showing epoch 5 of 6 run'));
});
