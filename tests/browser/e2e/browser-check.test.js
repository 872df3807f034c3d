// "Check this browser": the golden experiments, trained by the page for whoever wants to know.
import assert from 'node:assert/strict';
import { GOLDEN } from '../golden.js';
import { BROWSER, axe, byRole, pageTest, press, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const says = (/** @type {Page} */ page) => page.$eval('#check-says', (element) => element.textContent ?? '');
const report = (/** @type {Page} */ page) => page.$eval('#check-report', (element) => (/** @type {HTMLElement} */ (element)).innerText);
const ENGINES = { chromium: 'Blink', firefox: 'Gecko', webkit: 'WebKit' };
/** In the other browsers another test trains them all, as a visitor would. */
const TRAINED = BROWSER === 'webkit' ? GOLDEN : GOLDEN.slice(0, 3);
const lanes = TRAINED.reduce((sum, { digests }) => sum + Object.keys(digests).length, 0);
/** Has the page know other experiments. @param {string} others */
const knowing = (others) => (/** @type {string} */ path, /** @type {string} */ text) => (
  path.endsWith('/run/browser-check.js') ? text.replace('=> golden.filter(({ noise }) => !noise);', `=> ${others};`) : text);

pageTest('this browser has the golden digests, each out of workers that were started for it', {
  webkit: true, at: '#view=about', timeout: 300_000, rewrite: BROWSER === 'webkit' ? undefined : knowing('golden.slice(0, 3)'),
}, async ({ page }) => {
  await press(page, 'Check this browser');
  await until('it tells how far it is', async () => /^Training: [1-9]\d* of \d+ networks, [1-9]/.test(await says(page)), { timeout: 60_000 });
  await until('it has come to its end', async () => /^This browser (computes|does not)/.test(await says(page)), { timeout: 240_000 });
  const text = await report(page);
  assert.equal(await says(page), `This browser computes as all others do: all ${lanes} digests agree.`, text);
  assert.match(text, new RegExp(`^CenSET Lab, check of a browser: all ${lanes} digests agree\\.\nEngine: ${ENGINES[BROWSER]} \\(\\w+ \\d[\\d.]*\\)\nBrowser: Mozilla/.*$`));
  await byRole(page, 'button', 'Copy report');
  await byRole(page, 'button', 'Check this browser');
  assert.deepEqual(await axe(page), []);
});

pageTest('a network that is another one is named, and a check can be stopped', {
  at: '#view=about',
  // One network of the first two experiments is known by another name, and only these are trained.
  rewrite: knowing("golden.slice(0, 2).map((one, i) => (i > 0 ? one : { ...one, digests: { ...one.digests, set: '0123456789abcdef' } }))"),
}, async ({ page }) => {
  await press(page, 'Check this browser');
  await press(page, 'Stop the check');
  await until('it has stopped', async () => await says(page) === 'The check was stopped.');
  assert.equal(await report(page), '');
  await press(page, 'Check this browser');
  await until('it has come to its end', async () => /^This browser does not compute as others do: 6 of 7 digests agree\./.test(await says(page)), { timeout: 60_000 });
  assert((await report(page)).includes(`\n${GOLDEN[0].experiment}, lane set: ${GOLDEN[0].digests.set} here, 0123456789abcdef elsewhere`));
});
