// The Content-Security-Policy: it stops what it should, and nothing of the page.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { BROWSER, pageTest, press, statusIs, until } from '../harness.js';
import { startRemote } from '../remote.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=1000&test=300&epochs=2';

/** @type {string[][]} each text in the figures with its place, as drawn with the policy and without */
const placed = [];
for (const policy of [true, false]) {
  pageTest(`the figures are drawn ${policy ? 'with' : 'without'} the policy`, { at: SMALL, policy }, async ({ page, url }) => {
    assert.equal((await fetch(url)).headers.has('content-security-policy'), policy);
    await press(page, 'Run');
    await statusIs(page, /^Finished/);
    await until('test images are shown, and the matrix with them', () => page.$eval('.gallery', (list) => list.children.length > 0));
    await page.evaluate(() => {
      const texts = /** @type {any} */ (window).texts = new Set();
      const canvases = /** @type {any} */ (window).canvases = new Set();
      const draw = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function fillText(text, x, y, ...rest) {
        const { a, b, c, d, e, f } = this.getTransform();
        canvases.add(this.canvas);
        texts.add(JSON.stringify([text, x, y, this.font, a, b, c, d, e, f]));
        return draw.call(this, text, x, y, ...rest);
      };
    });
    // Another theme has every figure drawn anew.
    await press(page, 'Theme: automatic');
    // Test images and what is drawn by hand have no text.
    const undrawn = () => page.evaluate(() => [...document.querySelectorAll('canvas:not(#clothes-list canvas, .gallery canvas, #pad, #pad-seen)')]
      .filter((canvas) => canvas.getClientRects().length > 0 && !/** @type {any} */ (window).canvases.has(canvas))
      .map((canvas) => canvas.getAttribute('aria-label') ?? canvas.id));
    await until('all figures are drawn', async () => (await undrawn()).length === 0).catch(async () => assert.deepEqual(await undrawn(), []));
    placed.push(await page.evaluate(() => /** @type {string[]} */ ([.../** @type {any} */ (window).texts].sort())));
    assert(placed[0].length > 20);
    if (placed.length === 2) assert.deepEqual(placed[0], placed[1], 'text is measured the same with the policy and without');
  });
}

pageTest('every view keeps to the policy', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  // A violation logs an error, and errors fail tests.
  const views = await page.$$eval('nav[aria-label=Views] a', (links) => links.map((link) => link.textContent ?? ''));
  assert(views.length >= 3);
  for (const view of views) {
    await page.evaluate((name) => {
      const link = [...document.querySelectorAll('nav[aria-label=Views] a')].find(({ textContent }) => textContent === name);
      /** @type {HTMLAnchorElement} */ (link).click();
    }, view);
    await until(`${view} is shown`, () => page.$$eval('.view', (all) => all.some((element) => element.getClientRects().length > 0)));
  }
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
});

const other = await startRemote({ hello: Buffer.from('hello') });
after(() => other.close());

pageTest('script from a text does not run, and nothing is sent elsewhere', { at: SMALL, expected: [/policy/i, /Trusted/i, /\/hello/] }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  const done = await page.evaluate(async (address) => {
    /** @type {Record<string, boolean>} */
    const ran = {};
    const script = document.createElement('script');
    try { script.textContent = 'window.ran = true'; } catch { /* Trusted Types */ }
    document.head.append(script);
    ran.inline = 'ran' in window;
    // What the test's own evaluation calls may evaluate; what a timer calls is the page's.
    ran.eval = await new Promise((done) => setTimeout(() => {
      // oxlint-disable-next-line no-eval -- it is what must not work
      try { done((0, eval)('true')); } catch { done(false); }
    }));
    ran.fetch = await fetch(address).then(() => true, () => false);
    const attribute = document.createElement('a');
    try { attribute.setAttribute('onclick', 'window.ran = true'); } catch { /* Trusted Types */ }
    attribute.click();
    ran.attribute = 'ran' in window;
    return ran;
  }, `${other.origin}/hello`);
  assert.deepEqual(done, { inline: false, eval: false, fetch: false, attribute: false });
  assert.deepEqual(other.asked, []);
});

pageTest('a worker starts only from a script of this page', { at: SMALL, expected: [/policy/i, /Trusted/i] }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  const started = await page.evaluate(async () => {
    const address = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
    try {
      const worker = new Worker(address);
      return await new Promise((resolve) => {
        worker.onmessage = () => resolve('started');
        worker.onerror = () => resolve('refused');
      });
    } catch (error) {
      return error instanceof TypeError ? 'refused as untrusted' : 'refused';
    }
  });
  assert.match(started, BROWSER === 'chromium' ? /^refused as untrusted$/ : /^refused/);
});
