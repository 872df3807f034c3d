// What networks take images for, and handing an experiment on.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { axe, byRole, chooseFiles, click, openTab, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=600&test=150&epochs=1';
const text = (/** @type {Page} */ page, /** @type {string} */ selector) => page.$eval(selector, (element) => element.textContent ?? '');

/** A black picture, small as a file however large it is. @param {number} width @param {number} height */
function png(width, height) {
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [data.length, crc32(body)].map((number) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(number);
      return bytes;
    });
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 1; // one bit a pixel, grey
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const folder = mkdtempSync(join(tmpdir(), 'censet-lab-pictures-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a picture to be classified. @param {Page} page @param {string} name @param {Buffer} bytes */
async function open(page, name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  await chooseFiles(page, '#pad-file', path);
}

pageTest('test images, wrong ones first, the matrix and a picture classified by every lane', { at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await page.evaluate(() => {
    const nameless = () => [...document.querySelectorAll('.gallery button')].some((button) => !button.textContent);
    new MutationObserver(() => { if (nameless()) document.body.dataset.nameless = 'yes'; }).observe(document.body, { childList: true, subtree: true });
  });
  await openTab(page, 'Predictions');
  await until('images are shown', async () => (await page.$$('.gallery button')).length === 24);
  assert.equal(await page.evaluate(() => document.body.dataset.nameless), undefined, 'an image came without its name');
  await until('the epoch is shown', async () => /SET, after 1 epoch: \d+ of 150 test images right/.test(await text(page, '#predictions-says')));
  const first = await text(page, '.gallery button');
  assert.match(first, /^Test image \d+: .*✕ .*\s% sure, wrong\. Draw on it\.$/);
  await until('the matrix has a name', async () => /after epoch 1: \d+ of 150/.test(await page.$eval('#confusion', (c) => c.getAttribute('aria-label') ?? '')));
  await page.$eval('details:has(> div > #confusion-table) summary', (summary) => /** @type {HTMLElement} */ (summary).click());
  await until('its table has a row for each class', async () => (await page.$$('#confusion-table tbody tr')).length === 10);
  const sum = await page.$$eval('#confusion-table td', (cells) => cells.reduce((total, cell) => total + Number(cell.textContent), 0));
  assert.equal(sum, 150);
  // By keyboard: an image of the test set goes to the canvas, and every lane answers.
  await page.focus('.gallery button');
  await page.keyboard.press('Enter');
  await until('both lanes answer', async () => /SET: .*\s%; CenSET: .*\s%\./.test(await text(page, '#pad-says')));
  assert.match(await page.$eval('#pad', (pad) => pad.getAttribute('aria-label') ?? ''), /It shows test image \d+/);
  await press(page, 'Clear');
  await until('nothing is claimed', async () => /^Draw something/.test(await text(page, '#pad-says')));
  const box = await (await page.$('#pad'))?.boundingBox();
  assert(box);
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 200, { steps: 4 });
  await page.mouse.up();
  await until('the drawing is classified', async () => /SET: .*\s%; CenSET/.test(await text(page, '#pad-says')));
  await open(page, 'wide.png', png(300, 20));
  await until('the picture is classified', async () => /picture wide\.png.*SET: .*\s%; CenSET/.test(await page.$eval('#pad', (pad) => pad.getAttribute('aria-label') ?? '')));
  // Before it is decoded, which would take the memory of all its pixels.
  await page.evaluate(() => { window.createImageBitmap = () => Promise.reject(new Error('decoded')); });
  await open(page, 'vast.png', png(8000, 8000));
  await until('it is refused', async () => await text(page, '#pad-error') === 'vast.png: the picture has 8000 × 8000 pixels; at most 50 million are taken.');
  await open(page, 'none.png', Buffer.from('GIF89a'));
  await until('it is refused', async () => /^none\.png: this browser cannot read it as a picture\./.test(await text(page, '#pad-error')));
  assert.match(await page.$eval('#pad', (pad) => pad.getAttribute('aria-label') ?? ''), /picture wide\.png/);
  assert.deepEqual(await axe(page), []);
});

pageTest('the link, a frame and a QR code', { at: '#k=1&epochs=2' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await press(page, 'Share');
  const value = (/** @type {string} */ id) => page.$eval(id, (field) => /** @type {HTMLInputElement} */ (field).value);
  assert.match(await value('#share-link'), /#v=1&k=1&epochs=2$/);
  assert.match(await value('#share-frame'), /^<iframe src="[^"]*#v=1&amp;k=1&amp;epochs=2&amp;embed=1" /);
  await page.$eval('.hides', (details) => { /** @type {HTMLDetailsElement} */ (details).open = true; });
  await page.type('#share-hide', 'form,chart');
  assert.match(await text(page, '#share-hide-says'), /^hide = “chart” names nothing on this page; it may name form, presets, charts/);
  await page.keyboard.press('s');
  assert.equal(await text(page, '#share-hide-says'), '');
  assert.match(await value('#share-link'), /&hide=form,charts$/);
  await until('the code is drawn', async () => /QR code of the link .*hide=form,charts$/.test(await page.$eval('#qr', (c) => c.getAttribute('aria-label') ?? '')));
  assert.deepEqual(await axe(page), []);
});

pageTest('a link that carries its result is found to be reproduced', { webkit: true, at: '#train=300&test=100&epochs=1' }, async ({ page, url }) => {
  await press(page, 'Share');
  assert.equal(await page.$eval('#share-result', (box) => /** @type {HTMLInputElement} */ (box).disabled), true);
  await page.keyboard.press('Escape');
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await press(page, 'Share');
  await click(await byRole(page, 'checkbox', 'With the result so far'));
  const link = await page.$eval('#share-link', (field) => /** @type {HTMLInputElement} */ (field).value);
  assert.match(link, /&expect=set@1:[0-9a-f]{16},censet@1:[0-9a-f]{16}$/);
  await until('the code is of this link', () => page.$eval('#qr', (code, link) => code.getAttribute('aria-label') === `QR code of the link ${link}`, link));
  await page.$eval('#share-hide', (field) => {
    /** @type {HTMLInputElement} */ (field).value = Array(200).fill('form').join(',');
    field.dispatchEvent(new Event('input'));
  });
  await until('it is too long for a code', async () => /Without the result it may be short enough\.$/.test(await text(page, '#qr-says')));
  await page.goto('about:blank');
  await page.goto(link.startsWith(url) ? link : '');
  await press(page, 'Run');
  await until('it is reproduced', async () => /^Reproduced, bit for bit: 2 of 2/.test(await text(page, '#expect-text')));
});

pageTest('hide and embed are obeyed, and what they do not know is said', { at: '#hide=lr,numbers,nonsense&embed=1' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  const shown = (/** @type {string} */ selector) => page.$eval(selector, (element) => element.checkVisibility());
  assert.equal(await shown('.head nav'), false);
  assert.equal(await shown('#numbers-tab'), false);
  assert.equal(await shown('#experiment'), false);
  assert(await shown('#run') && await shown('#embed-link'));
  assert.match(await text(page, '#notice'), /hide = “nonsense” names nothing/);
  await page.evaluate(() => { location.hash = '#hide=lr'; });
  await until('the form is back', () => shown('#experiment'));
  await page.$$eval('#form details', (groups) => groups.forEach((group) => { /** @type {HTMLDetailsElement} */ (group).open = true; }));
  assert.equal(await shown('#field-epochs'), true);
  assert.equal(await shown('#field-lr'), false);
});

pageTest('the copied HTML trains within a page of another site', {
  at: '#train=300&test=100&epochs=1', expected: [/^asked another host: http:\/\/localhost:\d+\/course\.html$/],
}, async ({ page, url }) => {
  await statusIs(page, /^Ready/);
  await press(page, 'Share');
  const html = await page.$eval('#share-frame', (field) => /** @type {HTMLTextAreaElement} */ (field).value);
  const course = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>A course</title><link rel="icon" href="data:,">${html}`);
  }).listen(0, '127.0.0.1');
  try {
    await once(course, 'listening');
    await page.goto(`http://localhost:${/** @type {import('node:net').AddressInfo} */ (course.address()).port}/course.html`);
    const frame = await page.waitForFrame((one) => one.url().startsWith(url));
    await frame.waitForSelector('#status');
    const said = () => frame.$eval('#status', (status) => status.textContent ?? '');
    await until('it can run', async () => /^Ready\. Run/.test(await said()));
    await (await frame.waitForSelector('#run:not(:disabled)'))?.click();
    await until('it has run', async () => /^Finished: 1 epoch\b/.test(await said()), { timeout: 30_000 });
    assert.match(await frame.$eval('#embed-link', (link) => /** @type {HTMLAnchorElement} */ (link).href), /#v=1&train=300&test=100&epochs=1$/);
  } finally {
    course.closeAllConnections();
    course.close();
  }
});

pageTest('a preset opens its experiment and keeps what is hidden', { at: '#hide=lr' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await click(await byRole(page, 'link', 'CenSET at k = 0'));
  await until('its experiment is in the address', () => page.evaluate(() => location.hash === '#v=1&lanes=set,censet:k=0&hide=lr'));
});

pageTest('a browser without SIMD is told what is missing', {}, async ({ page }) => {
  await page.evaluateOnNewDocument(() => { WebAssembly.validate = () => false; });
  await page.reload();
  await until('it says so', async () => /lacks WebAssembly with 128-bit SIMD/.test(await text(page, '[role=alert]')));
  assert.match(await text(page, '#lanes'), /Press Run/);
});

pageTest('a browser without module workers is told what is missing', {}, async ({ page }) => {
  // Such browsers never look at the type, and start a classic worker.
  await page.evaluateOnNewDocument(() => { Object.assign(window, { Worker: class extends EventTarget { postMessage() {} terminate() {} } }); });
  await page.reload();
  await until('it says so', async () => /lacks module workers, which training needs/.test(await text(page, '[role=alert]')));
});
