// The experiment in the address bar and in the form.
import assert from 'node:assert/strict';
import { byRole, pageTest, press, statusIs, type, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page @param {string} hash */
const addressIs = (page, hash) => until(`the address ends in ${hash}`, () => page.evaluate((hash) => location.hash === hash, hash));

/** What is said at a field. @param {Page} page @param {string} key */
const errorAt = (page, key) => page.$eval(`#field-${key}-error`, (element) => element.textContent ?? '');

pageTest('the address holds the canonical experiment', { at: '#epochs=5&train=60000&lanes=censet:k=0.50,set' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await addressIs(page, '#v=1&train=all&lanes=censet,set&epochs=5');
});

pageTest('a link that mail and chat have changed is the same experiment', { at: '#v%3D1%26lanes%3Dset%26amp%3Bepochs%3D5&utm_source=chat' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await addressIs(page, '#v=1&lanes=set&epochs=5');
  assert.match(await page.$eval('#notice', (element) => element.textContent ?? ''), /^Passed over in the address.*: utm_source\./);
});

pageTest('a link whose # was encoded goes by way of what stands for a missing file', { at: '%23v=1&lanes=mlp&train=100&seed=5', expected: [/404/] }, async ({ page, url }) => {
  await statusIs(page, /^Ready/);
  await until('the address is the experiment’s', () => page.url() === `${url}#v=1&train=100&lanes=mlp&seed=5`);
});

pageTest('a query stands for the fragment', { at: '?v=1&lanes=censet&epochs=4' }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run trains CenSET for 4 epochs/);
  await addressIs(page, '#v=1&lanes=censet&epochs=4');
});

pageTest('what is cut at ζ = 0 is said', { at: '#lanes=set&zeta=0' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  assert.match(await page.$eval('#notice', (element) => element.textContent ?? ''), /At ζ = 0, set still cuts the smallest positive weight/);
});

pageTest('a bad link says what is wrong at each field and runs nothing', { at: '#k=much&epochs=0&colour=red' }, async ({ page }) => {
  await statusIs(page, /cannot run/);
  assert.match(await errorAt(page, 'k'), /“much”.*a number from 0/);
  assert.match(await errorAt(page, 'epochs'), /“0”/);
  const alert = await page.$eval('[role=alert]', (element) => element.textContent ?? '');
  assert.match(alert, /k = “much”.*colour = “red”.*unknown key/);
  assert.equal(await page.$eval('#field-k', (field) => field.getAttribute('aria-invalid')), 'true');
  assert(await page.$eval('#run', (button) => /** @type {HTMLButtonElement} */ (button).disabled));
  // The visitor's own text stays in the address until it is mended.
  assert.equal(await page.evaluate(() => location.hash), '#k=much&epochs=0&colour=red');
  await press(page, 'Remove colour');
  await type(page, 'CenSET\'s threshold k', '1');
  await type(page, 'Epochs', '2');
  await statusIs(page, /^Ready/);
  await addressIs(page, '#v=1&k=1&epochs=2');
  assert.equal(await errorAt(page, 'k'), '');
});

pageTest('nothing from a link becomes markup', { at: `#k=${encodeURIComponent('<img src=x onerror=alert(1)>')}` }, async ({ page }) => {
  await statusIs(page, /cannot run/);
  assert.match(await errorAt(page, 'k'), /“<img src=x/);
  assert.equal(await page.$('main img'), null);
});

pageTest('another text put into the address is obeyed', {}, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await page.evaluate(() => { location.hash = '#seed=7&epochs=3'; });
  await addressIs(page, '#v=1&epochs=3&seed=7');
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.getElementById('field-seed')).value === '7');
  // A place on the page leaves the experiment alone.
  await page.evaluate(() => { location.hash = '#about'; });
  await addressIs(page, '#v=1&epochs=3&seed=7&view=about');
  assert.equal(await page.$eval('#lab', (lab) => /** @type {HTMLElement} */ (lab).hidden), true);
});

pageTest('back from a bad text to the good one before it', { at: '#v=1&seed=7' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await page.evaluate(() => { location.hash = '#v=1&seed=x'; });
  await statusIs(page, /cannot run/);
  await page.evaluate(() => { location.hash = '#v=1&seed=7'; });
  await statusIs(page, /^Ready/);
  // A good text just read, and a bad one before it is written: the bad one stays where it was put.
  await page.evaluate(() => {
    location.hash = '#seed=8';
    setTimeout(() => { location.hash = '#seed=y'; }, 100);
  });
  await statusIs(page, /cannot run/);
  await new Promise((done) => setTimeout(done, 600));
  assert.equal(await page.evaluate(() => location.hash), '#seed=y');
});

pageTest('an edit leaves what is wrong elsewhere as it is', { at: '#seed=1&seed=2&__proto__=3' }, async ({ page }) => {
  await statusIs(page, /cannot run/);
  await type(page, 'Epochs', '2');
  await until('the edit is read', () => page.$eval('#field-epochs', (field) => /** @type {HTMLInputElement} */ (field).value === '2'));
  const alert = await page.$eval('[role=alert]', (element) => element.textContent ?? '');
  assert.match(alert, /seed = .*once.*__proto__ = “3”/);
  await press(page, 'Remove __proto__');
  await type(page, 'Seed', '3');
  await addressIs(page, '#v=1&epochs=2&seed=3');
});

pageTest('a change in the form starts a new run, a bad one is explained', {}, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await type(page, 'Learning rate η', 'fast');
  await statusIs(page, /cannot run/);
  assert.match(await errorAt(page, 'lr'), /“fast”.*a number above 0/);
  const described = await page.$eval('#field-lr', (field) => field.getAttribute('aria-describedby'));
  assert.match(described ?? '', /field-lr-error/);
  // The old value is the old experiment: its run is still there.
  await type(page, 'Learning rate η', '0.01');
  await statusIs(page, /^Paused after epoch 1/);
  await type(page, 'Learning rate η', '0.02');
  // An epoch would be left: the page asks first.
  await press(page, 'Start a new run');
  await statusIs(page, /^Ready/);
  await addressIs(page, '#v=1&lr=0.02');
});

pageTest('a preset brings its own values', { at: '#lr=0.5&seed=3' }, async ({ page }) => {
  const preset = await byRole(page, 'combobox', 'Preset');
  await statusIs(page, /^Ready/);
  await preset.select('described');
  await addressIs(page, '#v=1&preset=described');
  assert.equal(await page.$eval('#field-lanes', (field) => /** @type {HTMLInputElement} */ (field).value), 'mlp,set,censet');
});
