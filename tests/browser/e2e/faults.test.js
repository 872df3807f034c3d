// What real browsers, hosts and visitors do to a page: they refuse, run short, drop the wrong things, and renew the page under it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after } from 'node:test';
import { deflateSync } from 'node:zlib';
import { writeJoined } from '../../../www/build-joined.js';
import { writeOffline } from '../../../www/build-offline.js';
import { serveFolder } from '../../../www/static-server.js';
import { BROWSER, DIST, byRole, catchFiles, click, copyOfPage, drop, openTab, pageTest, press, status, statusIs, takeAway, type, until } from '../harness.js';
import { startRemote } from '../remote.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=600&test=150&epochs=3&side=14&hidden=40-30';
const text = (/** @type {Page} */ page, /** @type {string} */ selector) => page.$eval(selector, (element) => element.textContent?.trim() ?? '');
const says = (/** @type {Page} */ page, /** @type {string} */ selector, /** @type {RegExp} */ pattern) => until(
  `${selector} says ${pattern}`, async () => pattern.test(await text(page, selector)), { timeout: 30_000 });

const NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })";

pageTest('what cannot be copied is shown, selected', { at: SMALL, before: NO_CLIPBOARD }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  const selected = () => page.evaluate(() => {
    const field = /** @type {HTMLTextAreaElement} */ (document.activeElement);
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  await press(page, 'Copy link');
  await byRole(page, 'heading', 'Copy it yourself');
  assert.equal(await selected(), await page.evaluate(() => location.href));
  await press(page, 'Close');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'copy-link', 'the focus goes back');
  await openTab(page, 'Numbers');
  await press(page, 'Copy epochs.csv');
  await byRole(page, 'heading', 'Copy it yourself');
  assert.match(await selected(), /^lane,epoch,/);
  await press(page, 'Close');
  // Where a field has it already, that is selected.
  await press(page, 'Share');
  await press(page, 'Copy HTML');
  await says(page, '#share-says', /^This browser does not let the page copy\. HTML is selected/);
  assert.match(await selected(), /^<iframe src=.* allow="clipboard-write"><\/iframe>$/);
});

pageTest('a file that cannot be made says why, the lane goes on, and the next is made', {
  at: SMALL,
  rewrite: (path, script) => (path.endsWith('/workers/lane.js') ? script.replace('async function answer({ id, method, args }) {',
    "let fails = true;\nasync function answer({ id, method, args }) {\n  if (method === 'graphml' && fails) {\n    fails = false;\n    return self.postMessage({ type: 'answer', generation, id, error: { code: 'internal', field: null, text: 'Array buffer allocation failed' } });\n  }") : script),
}, async ({ page }) => {
  const file = await catchFiles(page);
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await takeAway(page, 'Network of SET', 'GraphML');
  await says(page, '.network .take [role=alert]', /^network-set\.graphml cannot be made: Array buffer allocation failed\.$/);
  await takeAway(page, 'Network of SET', 'GraphML');
  assert.match(await file('network-set.graphml'), /<graphml/);
  assert.equal(await text(page, '.network .take [role=alert]'), '');
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 2/);
});

pageTest('a figure without memory for its canvas is tried again, and its alert goes', {
  at: SMALL,
  before: `{
    const given = HTMLCanvasElement.prototype.getContext;
    let refused = 0;
    HTMLCanvasElement.prototype.getContext = function getContext(...args) {
      return this.closest('#charts') && refused++ < 2 ? null : given.apply(this, args);
    };
  }`,
}, async ({ page }) => {
  await says(page, '#alert', /./);
  await until('the chart is drawn after all', () => page.$$eval('#charts canvas', (all) => all.every((one) => !/not drawn yet/.test(one.getAttribute('aria-label') ?? ''))), { timeout: 30_000 });
  await says(page, '#alert', /^$/);
});

pageTest('a pad without memory for its canvas says so in its place, and is drawn on once there is some', {
  at: SMALL,
  before: `{
    const given = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function getContext(...args) {
      return this.id === 'pad' && !window.memory ? null : given.apply(this, args);
    };
  }`,
}, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await openTab(page, 'Predictions');
  await says(page, '#pad-error', /^This browser has no memory for a canvas to draw on/);
  assert.equal(await text(page, '#alert'), '');
  await page.evaluate(() => Object.assign(window, { memory: true }));
  await page.$eval('#pad', (pad) => pad.scrollIntoView({ block: 'center' }));
  const box = await (await page.$('#pad'))?.boundingBox();
  assert(box);
  await page.mouse.click(box.x + 60, box.y + 60);
  await says(page, '#pad-says', /SET: .*%/);
  assert.equal(await text(page, '#pad-error'), '');
  assert.equal(await page.$eval('#pad', (pad) => /** @type {HTMLCanvasElement} */ (pad).getContext('2d')?.getImageData(2, 2, 1, 1).data[3]), 255, 'it has the ground of the data');
});

/** A black picture. */
const PICTURE = (() => {
  const chunk = (/** @type {string} */ kind, /** @type {Buffer} */ data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    let crc = -1;
    for (const byte of body) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    sum.writeUInt32BE(~crc >>> 0);
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 20, 0, 0, 0, 20, 8, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(20 * 21))), chunk('IEND', Buffer.alloc(0))]);
})();

pageTest('what is dropped goes where it belongs, whatever it is called', { at: SMALL }, async ({ page }) => {
  const file = await catchFiles(page);
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  // Before anyone has looked at the pad.
  await drop(page, 'sandal', PICTURE);
  await until('it is classified', async () => /picture sandal.*SET: .*\s%; CenSET/.test(await page.$eval('#pad', (pad) => pad.getAttribute('aria-label') ?? '')));
  await press(page, 'Save this run to a file');
  const bytes = await file.bytes('censet-lab-epoch-1.save');
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 2/);
  await drop(page, 'censet-lab-epoch-1.save.txt', bytes);
  await statusIs(page, /^Paused after epoch 1/);
  await page.evaluate(() => {
    DataTransferItem.prototype.webkitGetAsEntry = () => /** @type {any} */ ({ isDirectory: true, name: 'fashion' });
  });
  await drop(page, 'fashion', Buffer.alloc(0));
  await says(page, '#alert', /^“fashion” is a folder: drop the files that are in it\.$/);
  await page.evaluate(() => {
    DataTransferItem.prototype.webkitGetAsEntry = () => null;
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: Object.defineProperty(new DataTransfer(), 'types', { value: ['Files'] }), bubbles: true, cancelable: true }));
  });
  await says(page, '#alert', /^What was dropped holds no file\.$/);
  // What is right makes that right.
  await drop(page, 'sandal', PICTURE);
  await says(page, '#alert', /^$/);
});

const stalled = await startRemote(Object.fromEntries(['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz', 't10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz']
  .map((name) => [name, Buffer.alloc(1000)])), { pieces: 2, hold: new Promise(() => {}) });
after(() => stalled.close());

pageTest('a download that stalls says so, leaves own files a way, and can be cancelled', {
  at: '#data=fashion&epochs=1', data: false, remote: stalled,
  rewrite: (path, script) => (path.endsWith('/fetch-and-cache.js') ? script.replace('SILENT_MS = 20_000', 'SILENT_MS = 300') : script),
}, async ({ page }) => {
  await statusIs(page, /^Ready\. Run fetches FashionMNIST/);
  // The button comes and goes until the page has looked whether it has the files.
  await until('the download has begun', async () => {
    if (await page.$eval('#data-load', (button) => {
      (/** @type {HTMLButtonElement} */ (button)).focus();
      return document.activeElement === button;
    })) await page.keyboard.press('Enter');
    return page.$eval('#data-cancel', (button) => button.getClientRects().length > 0);
  });
  await until('the focus goes to what is said of it', () => page.evaluate(() => document.activeElement?.id === 'data-state'));
  await says(page, '#data-state', /^Nothing of FashionMNIST has come from 127\.0\.0\.1:\d+ for [\d.]+ s\. Wait, or cancel and try again, or choose the files yourself\.$/);
  await statusIs(page, /^Nothing of FashionMNIST has come/);
  assert(await page.$eval('#data-files', (input) => input.getClientRects().length > 0), 'own files can be chosen');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'data-cancel');
  await page.keyboard.press('Enter');
  await statusIs(page, /^Ready\. Run fetches FashionMNIST/);
  assert.equal(await text(page, '#alert'), '', 'what the visitor wanted is no fault');
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
  // A run that waits for it ends with a word, and can be tried again.
  await press(page, 'Run');
  await press(page, 'Cancel');
  await statusIs(page, /^Not started: the data are missing\. Run tries again\.$/);
  await says(page, '#alert', /^The download was cancelled\.$/);
});

const renewed = copyOfPage();
pageTest('a run that begins after another build was put on the server says so, and the one before goes on', { at: SMALL, folder: renewed }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await writeJoined(renewed, (path, module) => (path === 'app/shared/errors.js' ? `${module}\nglobalThis.newer = true;` : module));
  writeOffline(renewed, readFileSync(new URL('../../../www/service-worker.js', import.meta.url), 'utf8'));
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 2/);
  await press(page, 'New seed');
  await statusIs(page, /^Not started: this page has been renewed\. Reload it\.$/);
  await says(page, '#alert', /^This page has been renewed on its server since it was opened\. Reload it to go on\.$/);
  await press(page, 'Go back to it');
  await press(page, 'Step epoch');
  await statusIs(page, /^Finished/);
  await page.reload();
  await statusIs(page, /^Ready\. Run/);
});

const gone = copyOfPage();
pageTest('a worker whose files are gone with another build says so too', { at: SMALL, folder: gone, expected: [/404/, /MIME type/, /lane-worker/] }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  rmSync(join(gone, 'app'), { recursive: true });
  await press(page, 'New seed');
  await says(page, '#alert', /^This page has been renewed on its server/);
});

const minified = copyOfPage();
writeOffline(minified, readFileSync(new URL('../../../www/service-worker.js', import.meta.url), 'utf8'));
writeFileSync(join(minified, 'style.css'), readFileSync(join(minified, 'style.css'), 'utf8').trimEnd());
pageTest('a page that could not be kept for visits without a network says so, and leaves nothing', {
  at: SMALL, folder: minified, keeping: true, fresh: true, expected: [/integrity|digest/i, /request failed/],
}, async ({ page }) => {
  await says(page, '#newer', /^This page could not be kept for visits without a network; with one it works\.$/);
  assert.deepEqual(await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('censet-lab-page'))), []);
  await statusIs(page, /^Ready\. Run/);
});

pageTest('a decimal comma is accepted where one number stands', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  for (const [label, typed, key] of [['Learning rate η', '0,05', 'lr=0.05'], ['SET\'s pruned fraction ζ', ',25', 'zeta=0.25']]) {
    await type(page, label, typed);
    await until(`the address has ${key}`, () => page.evaluate((part) => location.hash.includes(part), key));
  }
  // A number that the experiment has already is written as all are.
  await type(page, 'SET\'s pruned fraction ζ', '0,25');
  await until('the field has a point', () => page.$eval('#field-zeta', (field) => /** @type {HTMLInputElement} */ (field).value === '0.25'));
  assert.equal(await text(page, '#alert'), '');
  await type(page, 'Epochs', '1,000');
  await says(page, '#alert', /“1,000” cannot be used/);
});

pageTest('a weight that is typed is one step to undo, and half a number is no error', { at: '#view=playground' }, async ({ page }) => {
  await page.waitForSelector('.drawing button.weight');
  const energy = () => page.$eval('.level .value', (value) => value.textContent);
  await click(/** @type {import('puppeteer-core').ElementHandle<Element>} */ (await page.$('.drawing button.weight')));
  const before = await energy();
  await page.focus('#edge-weight');
  await page.$eval('#edge-weight', (field) => /** @type {HTMLInputElement} */ (field).select());
  for (const key of ['-', '0', '.', '2', '5']) {
    await page.keyboard.press(/** @type {import('puppeteer-core').KeyInput} */ (key));
    assert.equal(await text(page, '#edge-error'), '', `after ${key}`);
  }
  assert.notEqual(await energy(), before);
  await press(page, 'Undo');
  assert.equal(await energy(), before);
  // A phone's keypad may have only the comma, which a browser with a point would leave out.
  await click(/** @type {import('puppeteer-core').ElementHandle<Element>} */ (await page.$('.drawing button.weight')));
  await page.focus('#edge-weight');
  await page.$eval('#edge-weight', (field) => /** @type {HTMLInputElement} */ (field).select());
  await page.keyboard.type('0,75');
  assert.equal(await page.$eval('#edge-weight', (field) => /** @type {HTMLInputElement} */ (field).valueAsNumber), 0.75);
});

pageTest('a second finger on the pad draws no line of its own', { at: SMALL }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await openTab(page, 'Predictions');
  await until('the networks look', async () => /^Draw something/.test(await text(page, '#pad-says')));
  const marks = await page.evaluate(() => {
    const pad = /** @type {HTMLCanvasElement} */ (document.getElementById('pad'));
    pad.setPointerCapture = () => {};
    const box = pad.getBoundingClientRect();
    const point = (/** @type {string} */ kind, /** @type {number} */ pointerId, /** @type {number} */ x, /** @type {number} */ y) => pad.dispatchEvent(
      new PointerEvent(kind, { pointerId, button: kind === 'pointermove' ? -1 : 0, clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true }));
    point('pointerdown', 1, 0.1, 0.1);
    point('pointerdown', 2, 0.9, 0.9);
    point('pointermove', 2, 0.9, 0.5);
    point('pointermove', 1, 0.3, 0.1);
    point('pointerup', 2, 0.9, 0.5);
    point('pointermove', 1, 0.5, 0.1);
    point('pointerup', 1, 0.5, 0.1);
    point('pointermove', 1, 0.5, 0.9);
    const context = /** @type {CanvasRenderingContext2D} */ (pad.getContext('2d'));
    const at = (/** @type {number} */ x, /** @type {number} */ y) => context.getImageData(Math.round(x * pad.width), Math.round(y * pad.height), 1, 1).data[0];
    return [at(0.2, 0.1), at(0.45, 0.1), at(0.9, 0.7), at(0.5, 0.5), at(0.6, 0.6)].map((shade) => shade > 100);
  });
  assert.deepEqual(marks, [true, true, false, false, false]);
});

/** Half the bits of what a canvas is read as are chance, as in Firefox with its strictest protection. */
const NOISE = `{
  const read = CanvasRenderingContext2D.prototype.getImageData;
  CanvasRenderingContext2D.prototype.getImageData = function getImageData(...args) {
    const image = read.apply(this, args);
    if (!window.allowed) image.data.forEach((_, i) => { image.data[i] = 256 * Math.random(); });
    return image;
  };
}`;
const NOISY = BROWSER === 'firefox' ? { preferences: { 'privacy.resistFingerprinting': true } } : { before: NOISE };
pageTest('a drawing that is read back as noise is noticed and said, and nothing is made of it', { at: SMALL, ...NOISY }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/, { timeout: 60_000 });
  await openTab(page, 'Predictions');
  await says(page, '#pad-error', /^This browser gives noise for what is drawn/);
  await page.$eval('#pad', (pad) => pad.scrollIntoView({ block: 'center' }));
  const box = await (await page.$('#pad'))?.boundingBox();
  assert(box);
  await page.mouse.click(box.x + 60, box.y + 60);
  assert.doesNotMatch(await text(page, '#pad-says'), /%/);
  if (BROWSER === 'firefox') return;
  // Once the visitor allows it, the networks see.
  await page.evaluate(() => Object.assign(window, { allowed: true }));
  await page.mouse.click(box.x + 90, box.y + 90);
  await says(page, '#pad-says', /SET: .*%/);
  assert.equal(await text(page, '#pad-error'), '');
});

pageTest('an experiment in place of the query is understood, and the address is made right', { at: '?v=1&lanes=mlp&epochs=1' }, async ({ page, url }) => {
  await statusIs(page, /^Ready\. Run trains MLP for 1 epoch\./);
  await until('the address is right', () => page.evaluate((right) => location.href === right, `${url}#v=1&lanes=mlp&epochs=1`));
  await page.goto(`${url}?utm_source=chat#v%3D1%26lanes%3Dstatic`);
  await statusIs(page, /^Ready\. Run trains static/i);
});

pageTest('what a browser makes of the signs of a link changes nothing, and a link without = is not the demo', { at: '#“v=1 & lanes=mlp & epochs=1”\u200b' }, async ({ page, url }) => {
  await statusIs(page, /^Ready\. Run trains MLP for 1 epoch\./);
  await until('the address is right', () => page.evaluate((right) => location.href === right, `${url}#v=1&lanes=mlp&epochs=1`));
  await page.goto('about:blank');
  await page.goto(`${url}#v＝1&lanes＝mlp&epochs＝1`);
  await statusIs(page, /^This experiment cannot run/);
  await says(page, '#alert', /^experiment = “v＝1&lanes＝mlp&epochs＝1” cannot be used: key=value pairs joined by &/);
  assert.equal((await page.$$('.lane .number')).length, 0);
});

pageTest('within a frame that may run scripts and nothing else, the page runs without keeping', {
  at: SMALL, expected: [/asked another host/, /sandbox/i, /null/],
}, async ({ page, url }) => {
  await statusIs(page, /^Ready/);
  // As most hosts of static files send them.
  const open = await serveFolder(DIST);
  const host = createServer((request, response) => {
    if (request.url === '/course.html') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<!doctype html><title>A course</title><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" width="900" height="900" src="/lab/${SMALL}"></iframe>`);
      return;
    }
    fetch(`http://127.0.0.1:${open.port}${request.url?.replace(/^\/lab/, '')}`).then(async (answer) => {
      const bytes = Buffer.from(await answer.arrayBuffer());
      const headers = Object.fromEntries(['content-type', 'content-security-policy'].flatMap((name) => (answer.headers.get(name) ? [[name, answer.headers.get(name)]] : [])));
      response.writeHead(answer.status, { ...headers, 'access-control-allow-origin': '*' });
      response.end(bytes);
    }, () => response.destroy());
  }).listen(0, '127.0.0.1');
  try {
    await once(host, 'listening');
    await page.goto(`http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (host.address()).port}/course.html`);
    const frame = await page.waitForFrame((one) => one.url().includes('/lab/'));
    await frame.waitForSelector('#status');
    const said = () => frame.$eval('#status', (line) => line.textContent ?? '');
    let last = '';
    await until(() => `it can run (it says ${last})`, async () => /^Ready\. Run/.test(last = `${await said()} ${await frame.$eval('#alert', (one) => one.textContent)}`), { timeout: 20_000 });
    await frame.$eval('#run', (button) => /** @type {HTMLElement} */ (button).click());
    await until(() => `it has run (it says ${last})`, async () => /^Finished: 3 epochs/.test(last = `${await said()} ${await frame.$eval('#alert', (one) => one.textContent)}`), { timeout: 30_000 });
    assert.equal(await frame.$eval('#alert', (alert) => alert.textContent), '');
  } finally {
    host.closeAllConnections();
    host.close();
    await open.close();
  }
  assert(url);
});

/** Presses what has the name by key, and waits until something of it is seen. @param {Page} page @param {string} selector */
async function pressByKey(page, selector) {
  await until(`${selector} can be pressed`, () => page.$eval(selector, (button) => !(/** @type {HTMLButtonElement} */ (button).disabled)).catch(() => false), { timeout: 30_000 });
  await page.focus(selector);
  await page.keyboard.press('Enter');
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 400); }));
  const focused = await page.evaluate(() => document.activeElement?.tagName);
  assert.notEqual(focused, 'BODY', `after ${selector} the focus is nowhere`);
}

pageTest('the focus never falls to the body: in the Lab', { at: '#train=600&test=150&epochs=40&side=14&hidden=40-30' }, async ({ page }) => {
  await catchFiles(page);
  for (const selector of ['#step-epoch', '.network .take button:nth-child(2)', '.network .take button:nth-child(1)', '#charts .take button:nth-child(2)', '#run', '#run',
    '#save-epochs', '#save-centrality', '#save-result', '#save-run', '#scrub-latest']) {
    if (selector === '#scrub-latest') await page.$eval('#scrub', (slider) => {
      /** @type {HTMLInputElement} */ (slider).value = '0';
      slider.dispatchEvent(new Event('input'));
    });
    await pressByKey(page, selector);
  }
  await openTab(page, 'Neuron');
  for (const selector of ['#measure-buttons button:nth-child(1)', '#measure-buttons button:nth-child(2)']) await pressByKey(page, selector);
  await openTab(page, 'Predictions');
  for (const selector of ['.gallery button', '#pad-undo', '#pad-clear', '#predictions-images > div > button']) await pressByKey(page, selector);
  for (const selector of ['#new-seed', '#back', '#reset', '#lessons']) await pressByKey(page, selector);
});

pageTest('the focus never falls to the body: in the Search', { at: '#v=1&train=600&test=150&epochs=500&side=14&hidden=20&lanes=set&seed=1|2' }, async ({ page }) => {
  for (const selector of ['#search-start', '#search-cancel', '#search-retry']) await pressByKey(page, selector);
  await says(page, '#search-state', /2 of 2 runs finished/);
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
  await catchFiles(page);
  await pressByKey(page, '#search-export');
  assert(await status(page));
});
