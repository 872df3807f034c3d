// Networks as files: those of the page leave whole, with the command's bytes, and others come in and are looked at.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { crc32 } from 'node:zlib';
import { axe, byRole, catchFiles, click, digests, drop, pageTest, press, statusIs, takeAway, until } from '../harness.js';
import { headless, runHeadless } from '../headless.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = 'train=600&test=150&side=14&hidden=40-30&lanes=set,censet:k=0.3&epochs=3';
const folder = mkdtempSync(join(tmpdir(), 'censet-lab-look-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @type {Promise<unknown> | undefined} */
let trained;
/** The networks of SMALL as the command writes them. */
async function written() {
  await (trained ??= runHeadless(SMALL, ['--network', 'safetensors', '--out', folder]));
  return ['set', 'censet-k=0.3'].map((lane) => join(folder, `network-${lane}.safetensors`));
}

/** @param {Page} page @param {string} selector */
const text = (page, selector) => page.$eval(selector, (element) => element.textContent?.trim() ?? '');

/** Waits until a place says so. @param {Page} page @param {string} selector @param {RegExp} pattern */
const says = (page, selector, pattern) => until(`${selector} says ${pattern}`, async () => pattern.test(await text(page, selector)), { timeout: 20_000 });

/**
 * A zip archive of arrays of single-precision numbers, stored, as numpy.savez makes one.
 * @param {Record<string, { shape: number[], numbers: number[] }>} arrays
 */
function npz(arrays) {
  /** @type {[local: Buffer[], central: Buffer[]]} */
  const [local, central] = [[], []];
  let at = 0;
  for (const [name, { shape, numbers }] of Object.entries(arrays)) {
    const about = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
    const header = `${about.padEnd(Math.ceil((about.length + 11) / 64) * 64 - 11)}\n`;
    const content = Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.from([header.length % 256, header.length >> 8]), Buffer.from(header),
      Buffer.from(Float32Array.from(numbers).buffer)]);
    const path = Buffer.from(`${name}.npy`);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), common, path, content);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, path);
    at += 30 + path.length + content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(arrays).length, 8);
  end.writeUInt16LE(Object.keys(arrays).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}

/** A matrix, every third place of which is a connection. @param {number} outputs @param {number} inputs */
const matrix = (outputs, inputs) => ({ shape: [outputs, inputs], numbers: Array.from({ length: outputs * inputs }, (_, i) => (i % 3 === 0 ? ((i * 7) % 11) / 10 - 0.45 : 0)) });

/** A network from elsewhere that takes the images of SMALL. */
const MLP = npz({ 'fc1.weight': matrix(20, 196), 'fc1.bias': { shape: [20], numbers: Array(20).fill(0.1) }, 'fc2.weight': matrix(10, 20) });

pageTest('the menu of a network hands it out as tensors, with the command’s bytes', { webkit: true, at: `#${SMALL}` }, async ({ page }) => {
  const file = await catchFiles(page);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 3 epochs/);
  const before = await digests(page);
  for (const [label, lane] of [['SET', 'set'], ['CenSET', 'censet-k=0.3']]) {
    await takeAway(page, `Network of ${label}`, 'safetensors');
    const bytes = await file.bytes(`network-${lane}.safetensors`);
    assert(bytes.equals(readFileSync((await written())[lane === 'set' ? 0 : 1])), `the file of ${lane} is the command's, if both were built of one commit`);
  }
  // The lanes have only been asked.
  assert.deepEqual(await digests(page), before);
});

pageTest('the menu hands the network out after its last rewiring too, with the command’s bytes', { webkit: true, at: `#${SMALL}` }, async ({ page }) => {
  const file = await catchFiles(page);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 3 epochs/);
  const out = join(folder, 'rewired');
  await runHeadless(SMALL, ['--network', 'graphml', '--network', 'edges', '--network', 'safetensors', '--network-moment', 'rewired', '--out', out]);
  for (const [label, ending] of [['GraphML', 'graphml'], ['Edges', 'csv'], ['safetensors', 'safetensors']]) {
    await takeAway(page, 'Network of SET', `${label} after rewiring`);
    const bytes = await file.bytes(`network-set-rewired.${ending}`);
    assert(bytes.equals(readFileSync(join(out, `network-set.${ending}`))), `${label} is the command's, if both were built of one commit`);
  }
  assert.match(readFileSync(join(out, 'network-set.graphml'), 'utf8'), /<data key="moment">after epoch 3</);
  // The summary in the menu is no three dots: its words stand in one line.
  const high = await page.$eval('.take', (menu) => {
    /** @type {HTMLDetailsElement} */ (menu).open = true;
    return menu.querySelector('.take-menu summary')?.getBoundingClientRect().height ?? 0;
  });
  assert(high > 0 && high < 40, `${high} pixels`);
});

pageTest('networks that come in stand beside each other with the numbers of the command, and the run stays', { webkit: true, at: `#${SMALL}` }, async ({ page }) => {
  const paths = await written();
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1 of 3/);
  const before = await digests(page);
  await drop(page, 'network-set.safetensors', readFileSync(paths[0]));
  await says(page, '#look-says', /^set: measured/);
  assert.match(await page.evaluate(() => location.hash), /view=look/);
  // Whatever it is called.
  await drop(page, 'other (1).txt', readFileSync(paths[1]));
  await says(page, '#look-says', /^set beside other--1-: measured/);
  const said = (await headless(['look', '--json', ...paths])).trim().split('\n').map((line) => JSON.parse(line));
  const shown = await page.$$eval('#look-parts > section', (all) => all.map((one) => ({
    facts: Object.fromEntries([...one.querySelectorAll('dt')].map((name) => [name.textContent, name.nextElementSibling?.textContent ?? ''])),
    hub: one.querySelectorAll('tbody')[1].querySelector('tr')?.textContent ?? '',
    layers: [...one.querySelectorAll('tbody')[0].querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent)),
  })));
  shown.forEach(({ facts, layers }, i) => {
    assert.equal(facts.Digest, said[i].digest);
    assert.match(facts.Accuracy, new RegExp(`^${said[i].test.accuracy.toFixed(1)} % of 150 test images`));
    assert(facts.Centrality.startsWith(`lc=${said[i].centrality.lc}: mean `));
    assert.equal(facts.Moment, said[i].metadata.moment);
    assert.deepEqual(layers.map(([name, , connections]) => [name, connections]), said[i].weights.map((/** @type {any} */ of) => [of.name, of.connections.toLocaleString('en')]));
  });
  // All centralities, to the last digit.
  const file = await catchFiles(page);
  await takeAway(page, 'Network of set', 'centrality.csv');
  const out = join(folder, 'looked');
  await headless(['look', ...paths.slice(0, 1), '--out', out]);
  const numbers = (/** @type {string} */ csv) => csv.trim().split('\n').slice(1).map((line) => Number(line.split(',')[4]));
  const lc = numbers(await file('centrality-set.csv'));
  assert.equal(lc.length, 196 + 40 + 30 + 10);
  assert.deepEqual(lc, numbers(readFileSync(join(out, 'centrality.csv'), 'utf8')));
  await takeAway(page, 'Confusion matrix of set', 'CSV');
  assert.equal(await file('confusion-set.csv'), readFileSync(join(out, 'confusion.csv'), 'utf8'));
  await takeAway(page, 'Network of set', 'GraphML');
  assert.equal(await file('network-set.graphml'), readFileSync(join(out, 'network-set.graphml'), 'utf8'));
  // What came in leaves again as it came.
  await takeAway(page, 'Network of set', 'safetensors');
  const again = await file.bytes('network-set.safetensors');
  assert(again.subarray(-1000).equals(readFileSync(paths[0]).subarray(-1000)));
  // The run is a press away, as it was.
  await click(await byRole(page, 'link', 'Lab'));
  await statusIs(page, /^Paused after epoch 1 of 3/);
  assert.deepEqual(await digests(page), before);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 3 epochs/);
});

pageTest('a network of NumPy is tested on the images at hand, its neurons and other centralities are shown', { at: `#${SMALL}` }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await drop(page, 'my mlp.npz', MLP);
  await says(page, '#look-says', /^my-mlp: measured/);
  await says(page, '#look-lanes .says', /^1,307 connections before the output layer\. Tested on 150 images of garments\.$/);
  assert.match(await text(page, '#look-lanes .number'), /^\d+\.\d$/);
  await press(page, 'Compute betweenness');
  await says(page, '#look-measure-says', /^Betweenness is computed\.$/);
  await page.focus('#look-lanes .network canvas');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await says(page, '#look-neuron', /^my-mlp, input, row 0, column 0\..*Laplacian centrality/);
  // What is lost without each of its neurons.
  await press(page, 'Knock out each neuron');
  await says(page, '#look-knock-out-says', /^my-mlp: 216 neurons knocked out, one at a time\.$/);
  await says(page, '#look-knock-out-neuron', /^Selected: input, row 0, column 0; without it accuracy/);
  await press(page, 'Attack all networks');
  await says(page, '#look-attack-says', /^The hidden neurons of my-mlp were attacked\.$/);
  // With other inputs it says other things.
  const answers = () => page.$eval('#look-parts .confusion canvas', (canvas) => canvas.getAttribute('aria-label'));
  await until('the matrix is drawn', async () => /as it came/.test(await answers() ?? ''));
  const before = await answers();
  await page.select('#look-pixels', 'raw');
  await until('it is measured again', async () => { const now = await answers().catch(() => null); return /as it came/.test(now ?? '') && now !== before; });
  await press(page, 'Put away my-mlp');
  await says(page, '#look-says', /^No network is here yet/);
});

pageTest('test images with its answers, a neuron’s receptive field and pictures as SVG are those of the Lab', { at: `#${SMALL}` }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await drop(page, 'set.safetensors', readFileSync((await written())[0]));
  await says(page, '#look-says', /^set: measured/);
  const images = () => page.$$eval('#look-set-images li', (all) => all.map((one) => one.textContent ?? ''));
  await until('images are shown', async () => (await images()).length === 24);
  // Right and wrong are counted as they are.
  const wrong = Number(/^(\d+) of 150 wrong\. Wrong ones come first, the surest of them before the others\.$/.exec(await text(page, '#look-set-images .note'))?.[1]);
  const accuracy = Number((await text(page, '#look-lanes .number')).replace(',', ''));
  assert(Math.abs(100 - (100 * wrong) / 150 - accuracy) < 0.06, `${wrong} wrong, ${accuracy} %`);
  assert((await images()).every((one) => /✕/.test(one)), 'the first 24 are wrong, as there are more that are');
  assert.equal(await page.$('#look-set-images li button'), null);
  await page.select('#look-set-is', '3');
  await page.select('#look-set-taken', '3');
  await until('those that are right are shown', async () => (await images()).length > 0 && (await images()).every((one) => /✓/.test(one)));
  // A cell of the matrix chooses its images.
  const canvas = /** @type {import('puppeteer-core').ElementHandle<Element>} */ (await page.$('#look-parts .confusion canvas'));
  await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = /** @type {import('puppeteer-core').BoundingBox} */ (await canvas.boundingBox());
  await page.mouse.click(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
  await until('another class is chosen', async () => (await page.$eval('#look-set-is', (select) => /** @type {HTMLSelectElement} */ (select).value)) !== '3');
  // An input neuron has no receptive field; one of the first hidden layer has.
  await page.focus('#look-lanes .network canvas');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await says(page, '#look-neuron', /^set, input, row 0/);
  assert.equal(await page.$eval('#look-neuron-field', (figure) => figure.checkVisibility()), false);
  await page.focus('#look-lanes .network canvas');
  for (let column = 0; column < 14; column += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await says(page, '#look-neuron', /^set, hidden 1, neuron/);
  await until('its receptive field is drawn', () => page.$eval('#look-neuron-field-canvas', (canvas) => /receptive field/i.test(canvas.getAttribute('aria-label') ?? '')));
  const file = await catchFiles(page);
  for (const [figure, name, words] of /** @type {const} */ ([
    ['Network of set', 'network-set', /Input/i], ['Confusion matrix of set', 'confusion-set', /T-shirt/], ['All connections of set', 'adjacency-set', /<image /],
    ['Distribution in set', 'distribution-set', /<text /],
  ])) {
    await takeAway(page, figure, 'SVG');
    const svg = await file(`${name}.svg`);
    assert.match(svg, words, name);
    assert.match(svg, /^<svg [^>]+>\n<title>[^<]+<\/title>\n/, name);
    // Whoever shows pictures can show it.
    await page.evaluate(async (content) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([content], { type: 'image/svg+xml' }));
      await image.decode();
    }, svg);
  }
});

pageTest('networks of other sizes stand beside each other, and images that do not fit are left out', { at: `#${SMALL}` }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await drop(page, 'a.npz', MLP);
  await says(page, '#look-says', /^a: measured/);
  await drop(page, 'b.npz', npz({ '0.weight': matrix(6, 30), '2.weight': matrix(4, 6) }));
  await says(page, '#look-says', /^a beside b: measured/);
  await says(page, '#look-lanes .lane:nth-child(2) .says', /other classes, so its accuracy is not known/);
  assert.equal(await text(page, '#look-lanes .lane:nth-child(2) .number'), '–');
  // A neuron that only one of them has.
  await page.focus('#look-lanes .network canvas');
  for (const key of /** @type {const} */ (['ArrowRight', 'ArrowUp', 'ArrowUp', 'Enter'])) await page.keyboard.press(key);
  await says(page, '#look-neuron', /^a, input, row \d+/);
  assert.match(await text(page, '#look-lanes .lane:nth-child(2) .readout'), /^Point at a neuron/);
  // A third takes the place of the first.
  await drop(page, 'b.npz', MLP);
  await says(page, '#look-says', /^b beside b-2: measured/);
});

pageTest('what is no such network is refused with the command’s sentence, and what is there stays', { at: `#${SMALL}` }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await drop(page, 'a.npz', MLP);
  await says(page, '#look-says', /^a: measured/);
  await drop(page, 'conv.npz', npz({ 'conv1.weight': { shape: [2, 1, 3, 3], numbers: Array(18).fill(1) }, 'fc.weight': matrix(10, 8) }));
  await says(page, '#look-error', /^conv\.npz has “?"?conv1\.weight/);
  await says(page, '#look-says', /^a: measured/);
  await drop(page, 'net.pt', Buffer.from('\x80\x02}q\x00.', 'latin1'));
  await says(page, '#look-error', /^net\.pt is pickled, .* python3 -c "import sys, torch, .* network\.pt network\.safetensors$/);
  await drop(page, 'b.safetensors', Buffer.from('<!doctype html>'));
  await says(page, '#look-error', /^b\.safetensors is no network that can be read/);
});

pageTest('an address leads to an empty place for networks, which says what it takes', { at: `#${SMALL}&view=look` }, async ({ page }) => {
  await says(page, '#look-says', /^No network is here yet/);
  assert.match(await text(page, '#look-help'), /Drop one or two anywhere on the page, or choose them here/);
  await byRole(page, 'combobox', 'Pixels become');
  const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#look-files'));
  await statusIs(page, /Ready/);
  await input.uploadFile(...await written());
  await says(page, '#look-says', /^set beside censet-k-0\.3: measured/);
  assert.deepEqual(await axe(page, '#look'), []);
});

pageTest('what came in is there after a reload until it is put away', { webkit: true, at: `#${SMALL}&view=look` }, async ({ page }) => {
  await says(page, '#look-says', /^No network is here yet/);
  await drop(page, 'set.safetensors', readFileSync((await written())[0]));
  await says(page, '#look-says', /^set: measured/);
  await drop(page, 'mine.npz', MLP);
  await says(page, '#look-says', /^set beside mine: measured/);
  await says(page, '#look-kept', /^Kept in this browser, until it is put away\.$/);
  const numbers = () => page.$$eval('#look-lanes .number', (all) => all.map((one) => one.textContent));
  const answers = () => page.$eval('#look-parts .confusion canvas', (canvas) => canvas.getAttribute('aria-label') ?? '').catch(() => '');
  await until('the matrix is drawn', async () => /as it came/.test(await answers()));
  const unit = await answers();
  await page.select('#look-pixels', 'raw');
  await until('they are measured again', async () => { const now = await answers(); return /as it came/.test(now) && now !== unit; });
  const before = await numbers();
  await says(page, '#look-kept', /^Kept in this browser/);
  await page.reload();
  await says(page, '#look-says', /^set beside mine: measured/);
  assert.deepEqual(await numbers(), before);
  assert.equal(await page.$eval('#look-pixels', (select) => /** @type {HTMLSelectElement} */ (select).value), 'raw');
  await press(page, 'Put away set');
  await says(page, '#look-says', /^mine: measured/);
  await page.reload();
  await says(page, '#look-says', /^mine: measured/);
  await press(page, 'Put away mine');
  await says(page, '#look-says', /^No network is here yet/);
  await says(page, '#look-kept', /^$/);
  await page.reload();
  await statusIs(page, /Ready/);
  await says(page, '#look-says', /^No network is here yet/);
  // In the Lab nothing is read; what is dropped there stands beside what was kept.
  await drop(page, 'mine.npz', MLP);
  await says(page, '#look-kept', /^Kept in this browser/);
  await page.evaluate((at) => { location.hash = at; }, `${SMALL}&view=lab`);
  await page.reload();
  await statusIs(page, /Ready/);
  assert.equal(await text(page, '#look-says'), '');
  await drop(page, 'set.safetensors', readFileSync((await written())[0]));
  await says(page, '#look-says', /^mine beside set: measured/);
});

pageTest('a browser that keeps nothing says so, and looks at networks all the same', { at: `#${SMALL}&view=look` }, async ({ page }) => {
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(window, 'indexedDB', { value: { open() { throw new DOMException('no', 'SecurityError'); } } });
  });
  await page.reload();
  await says(page, '#look-says', /^No network is here yet/);
  await drop(page, 'mine.npz', MLP);
  await says(page, '#look-says', /^mine: measured/);
  await says(page, '#look-kept', /^This browser lets the page keep nothing\. After a reload, choose the file again\.$/);
  await press(page, 'Put away mine');
  await says(page, '#look-says', /^No network is here yet/);
  assert.equal(await text(page, '#look-error'), '');
});
