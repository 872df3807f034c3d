// What everyone needs of a page: names and contrast in both themes, room on small screens, any address.
import assert from 'node:assert/strict';
import { axe, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=1000&test=300&epochs=2';
const overflow = (/** @type {Page} */ page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

pageTest('axe finds nothing, light and dark', { at: SMALL }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.deepEqual(await axe(page), []);
  await press(page, 'Theme: automatic');
  await press(page, 'Theme: light');
  await until('the page is dark', () => page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(20, 23, 27)'));
  assert.deepEqual(await axe(page), []);
});

pageTest('axe finds nothing in a page full of errors', { at: '#k=much&colour=red' }, async ({ page }) => {
  await statusIs(page, /cannot run/);
  assert.deepEqual(await axe(page), []);
});

pageTest('on a phone the lanes are tabs', { at: SMALL, viewport: { width: 360, height: 740 } }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const tabs = await page.$$('.lane-tabs [role=tab]');
  const texts = await Promise.all(tabs.map((tab) => tab.evaluate((element) => element.textContent ?? '')));
  assert.equal(texts.length, 2);
  assert(texts.every((text) => /^(SET|CenSET) [\d.]+ %$/.test(text)), String(texts));
  const open = () => page.$$eval('.lane[role=tabpanel]:not([hidden])', (panels) => panels.map((panel) => panel.getAttribute('data-lane')));
  assert.deepEqual(await open(), ['set']);
  await tabs[0].focus();
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await open(), ['censet']);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-selected')), 'true');
});

for (const width of [320, 360]) {
  pageTest(`it fits a screen of ${width} pixels`, { at: SMALL, viewport: { width, height: 640 } }, async ({ page }) => {
    await press(page, 'Run');
    await statusIs(page, /^Finished/);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await axe(page), []);
  });
}

pageTest('it works under a longer path', { at: SMALL, base: '/some/where/' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
});

pageTest('a run is driven by the keyboard alone', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the networks');
  for (let i = 0; i < 20; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.id === 'run')) break;
  }
  await page.keyboard.press('Enter');
  await statusIs(page, /^Finished/);
});
