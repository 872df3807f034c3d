// The Laplacian playground, as a visitor uses it.
import assert from 'node:assert/strict';
import { axe, byRole, click, pageTest, press, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const AT = '#view=playground';

/** The rows of the table of vertices: name, degree, x, BC, E without it, LC twice. @param {Page} page */
async function measures(page) {
  await page.waitForSelector('.measures tbody');
  return page.$$eval('.measures tbody tr', (rows) => rows.map((row) => [...row.children].slice(0, 7).map((cell) => cell.textContent)));
}
const energy = (/** @type {Page} */ page) => page.$eval('.level .value', (value) => value.textContent);
const event = (/** @type {Page} */ page) => page.$eval('.event', (place) => place.textContent ?? '');

pageTest('it starts from the paper’s Table 1', { at: AT }, async ({ page }) => {
  assert.deepEqual((await measures(page)).map((row) => row.join(' ')), [
    'x1 1 1 0 44 12 12', 'x2 2 2 0 36 20 20', 'x3 5 5 8 8 48 48', 'x4 2 2 0 36 20 20', 'x5 2 2 0 36 20 20', 'x6 2 2 0 36 20 20',
  ]);
  assert.equal(await energy(page), '56');
  assert.deepEqual(await axe(page), []);
});

pageTest('a vertex is removed by keyboard, the energy drops by its LC, and Undo brings it back', { at: AT }, async ({ page }) => {
  const hub = await byRole(page, 'button', 'x3, strength 5, LC 48');
  await hub.focus();
  await page.keyboard.press('Enter');
  assert.match(await page.$eval('.energy', (place) => place.textContent ?? ''), /Without x3 the energy is 8: a drop by LC\(x3\) = 48\./);
  await page.keyboard.press('Delete');
  assert.match(await event(page), /^x3 is gone: the energy fell from 56 to 8, by 48\. Its LC was 48\.$/);
  assert.deepEqual((await measures(page)).map(([name]) => name), ['x1', 'x2', 'x4', 'x5', 'x6']);
  assert.match(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''), /^x4,/);
  await press(page, 'Undo');
  assert.equal(await energy(page), '56');
});

pageTest('vertices are added, joined and weighed, with either sign', { at: AT }, async ({ page }) => {
  await press(page, 'Empty');
  await press(page, 'Add vertex');
  await press(page, 'Add vertex');
  await press(page, 'Join');
  await until('the weight has the focus', () => page.evaluate(() => document.activeElement?.id === 'edge-weight'));
  await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).select());
  await page.keyboard.type('-3');
  // One edge of weight w: strengths w and w, energy w² + w² + 2w²; nothing is left without an end.
  assert.deepEqual((await measures(page)).map((row) => row.join(' ')), ['x1 1 −3 0 0 36 36', 'x2 1 −3 0 0 36 36']);
  await page.keyboard.type('000');
  assert.match(await page.$eval('#edge-error', (place) => place.textContent ?? ''), /weight of x1 – x2 cannot be −3000: a number from −100 to 100/);
  // The last weight that could be used on the way stays.
  assert.equal(await energy(page), '3600');
  assert.deepEqual(await axe(page), []);
});

pageTest('vertices are dragged and connected with a pointer', { at: AT }, async ({ page }) => {
  const center = async (/** @type {string} */ name) => {
    const box = await (await byRole(page, 'button', name)).boundingBox();
    assert(box);
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const from = await center('x1, strength 1, LC 12');
  await page.mouse.move(from[0], from[1]);
  await page.mouse.down();
  await page.mouse.move(from[0] + 60, from[1] + 20, { steps: 4 });
  await page.mouse.up();
  const to = await center('x1, strength 1, LC 12');
  assert(Math.abs(to[0] - from[0] - 60) < 2 && Math.abs(to[1] - from[1] - 20) < 2, `${from} → ${to}`);
  await click(await byRole(page, 'radio', 'Connect'));
  await (await byRole(page, 'button', 'x1, strength 1, LC 12')).click();
  await (await byRole(page, 'button', 'x5, strength 2, LC 20')).click();
  assert.equal(await event(page), 'x1 and x5 are joined with weight 1.');
  assert.equal((await measures(page))[0][2], '2');
});
