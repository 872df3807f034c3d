// What the page shows is one state: whatever changes it, all that shows it follows.
import assert from 'node:assert/strict';
import { byRole, click, openTab, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=600&test=150&epochs=2';

/** The lane that each part of the page shows. @param {Page} page */
const lanes = (page) => page.evaluate(() => ({
  predictions: [...document.querySelectorAll('#predictions-lane input')].findIndex((input) => /** @type {HTMLInputElement} */ (input).checked),
  neuron: Number(/** @type {HTMLSelectElement} */ (document.getElementById('neuron-lane')).value),
  differences: Number(/** @type {HTMLSelectElement} */ (document.getElementById('compared-with')).value),
}));

pageTest('a lane that is chosen once is the lane everywhere', { at: `${SMALL}&lanes=mlp,set,censet` }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  // Before one is chosen, SET is what others are compared with.
  assert.deepEqual(await lanes(page), { predictions: 0, neuron: 0, differences: 1 });
  await openTab(page, 'Predictions');
  await click(await byRole(page, 'radio', 'CenSET'));
  await until('the others are compared with CenSET', () => page.$eval('#differences-head', (row) => row.children[1].textContent === 'CenSET'));
  await openTab(page, 'Neuron');
  assert.deepEqual(await lanes(page), { predictions: 2, neuron: 2, differences: 2 });
  await page.select('#compared-with', '0');
  await openTab(page, 'Predictions');
  await until('Predictions are of the MLP', () => page.$eval('#predictions-says', (says) => /^MLP, /.test(says.textContent ?? '')));
  assert.deepEqual(await lanes(page), { predictions: 0, neuron: 0, differences: 0 });
  // To point at a neuron in passing chooses no lane; to pin one does.
  await page.$$eval('.network canvas', (all) => all[1].scrollIntoView({ block: 'center', behavior: 'instant' }));
  const there = await (await page.$$('.network canvas'))[1].boundingBox();
  assert(there);
  const spot = /** @type {const} */ ([there.x + there.width * 0.12, there.y + there.height * 0.4]);
  await page.mouse.move(...spot);
  await until('it is read out', () => page.$$eval('.readout', (all) => /^input, row/.test(all[1].textContent ?? '')));
  assert.equal((await lanes(page)).predictions, 0);
  await page.mouse.click(...spot);
  await until('the lane is SET', async () => Object.values(await lanes(page)).every((lane) => lane === 1));
});

pageTest('on a phone the lane of the tabs is the lane of what looks closer', { at: `${SMALL}&lanes=mlp,set,censet`, viewport: { width: 360, height: 740 } }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  const open = () => page.$$eval('.lane[role=tabpanel]:not([hidden])', (panels) => panels.map((panel) => panel.getAttribute('data-lane')).join());
  const tab = () => page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent);
  await page.focus('.lane-tabs [aria-selected="true"]');
  await page.keyboard.press('End');
  assert.deepEqual([await open(), await tab()], ['censet', 'CenSET']);
  assert.deepEqual(await lanes(page), { predictions: 2, neuron: 2, differences: 2 });
  await page.keyboard.press('Home');
  assert.deepEqual([await open(), await tab()], ['mlp', 'MLP']);
  await page.select('#compared-with', '1');
  assert.equal(await open(), 'set');
});

pageTest('keys pass over a tab that is hidden', { at: `${SMALL}&hide=predictions,numbers` }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await page.focus('#neuron-tab');
  for (const [key, id] of [['ArrowRight', 'knock-out-tab'], ['ArrowRight', 'over-time-tab'], ['ArrowRight', 'differences-tab'], ['ArrowRight', 'neuron-tab'], ['ArrowLeft', 'differences-tab'], ['Home', 'neuron-tab'], ['End', 'differences-tab']]) {
    await page.keyboard.press(/** @type {import('puppeteer-core').KeyInput} */ (key));
    assert.equal(await focused(), id, key);
    assert.equal(await page.$eval(`#${id}`, (one) => document.getElementById(one.getAttribute('aria-controls') ?? '')?.checkVisibility()), true, id);
  }
});

pageTest('the focus stays on the page when what was pressed goes', { at: '#k=much&colour=red&shape=round' }, async ({ page }) => {
  await statusIs(page, /cannot run/);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 30));
  /** @param {string} name */
  const enter = async (name) => {
    await (await byRole(page, 'button', name)).focus();
    await page.keyboard.press('Enter');
  };
  await enter('Remove colour');
  await until('the next one has it', async () => await focused() === 'Remove shape');
  await enter('Remove shape');
  await until('the section has it', () => page.evaluate(() => document.activeElement?.id === 'experiment'));
  await page.evaluate(() => { location.hash = '#train=600&test=150&epochs=2'; });
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await enter('New seed');
  await statusIs(page, /^Ready/);
  await enter('Go back to it');
  await statusIs(page, /^Paused after epoch 1/);
  await enter('Save this run to a file');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'save-run');
});

/** @param {Page} page @param {string} hash */
const addressIs = (page, hash) => until(`the address is ${hash}`, () => page.evaluate((hash) => location.hash === hash, hash));
/** @param {Page} page @param {string} id */
const viewIs = (page, id) => until(`${id} is shown`, () => page.evaluate((id) => (
  [...document.querySelectorAll('.view')].filter((view) => !(/** @type {HTMLElement} */ (view).hidden)).map((view) => view.id).join() === id), id));
/** @param {Page} page @param {string} name */
const follow = async (page, name) => click(await byRole(page, 'link', name));
/** Where a link leads. @param {Page} page @param {string} name @returns {Promise<string>} */
const leadsTo = async (page, name) => (await byRole(page, 'link', name)).evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href);
const GRID = 'v=1&train=300&test=100&side=7&hidden=20&lanes=set,censet:k=1|2&epochs=2';
/** The same in an address: a raw bar ends a link in mail and chat. */
const LINK = GRID.replace('|', '%7C');

pageTest('views are addresses, and Back and Forward lead through them', { at: '#v=1&seed=7&hide=lr' }, async ({ page, url }) => {
  await statusIs(page, /^Ready/);
  assert.equal(await leadsTo(page, 'Paper'), `${url}#v=1&seed=7&view=paper&hide=lr`);
  const before = await page.evaluate(() => history.length);
  await follow(page, 'Paper');
  await viewIs(page, 'paper');
  await follow(page, 'About');
  await viewIs(page, 'about');
  await addressIs(page, '#v=1&seed=7&view=about&hide=lr');
  // To go where one is already is no step.
  await follow(page, 'About');
  assert.equal(await page.evaluate(() => history.length), before + 2);
  await page.goBack();
  await viewIs(page, 'paper');
  await page.goBack();
  await viewIs(page, 'lab');
  await addressIs(page, '#v=1&seed=7&hide=lr');
  await page.goForward();
  await viewIs(page, 'paper');
  assert.equal(await page.$eval('.head nav [aria-current]', (link) => link.textContent), 'Paper');
  // As in a tab of its own, or from a bookmark.
  for (const [at, view] of [['#v=1&seed=7&view=paper', 'paper'], ['#about', 'about'], ['#differences', 'lab']]) {
    await page.goto('about:blank');
    await page.goto(url + at);
    await viewIs(page, view);
  }
});

pageTest('what changed in between is not lost by going back', { at: `${SMALL}` }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1 of 2/);
  await follow(page, 'Centrality sandbox');
  await follow(page, 'Lab');
  await page.$eval('#field-epochs', (field) => {
    /** @type {HTMLInputElement} */ (field).value = '3';
    field.dispatchEvent(new Event('change'));
  });
  await statusIs(page, /^Paused after epoch 1 of 3/);
  await page.goBack();
  await viewIs(page, 'playground');
  await page.goBack();
  await viewIs(page, 'lab');
  await statusIs(page, /^Paused after epoch 1 of 3/);
  await addressIs(page, '#v=1&train=600&test=150&epochs=3');
});

pageTest('an experiment that is opened from the page is a step back, and the run before it is kept', { at: `${SMALL}&hide=lr` }, async ({ page }) => {
  await press(page, 'Step epoch');
  await statusIs(page, /^Paused after epoch 1/);
  await follow(page, 'CenSET at k = 0');
  await press(page, 'Keep this run');
  await statusIs(page, /^Paused after epoch 1/);
  await follow(page, 'CenSET at k = 0');
  await press(page, 'Start a new run');
  await statusIs(page, /^Ready/);
  await addressIs(page, '#v=1&lanes=set,censet:k=0&hide=lr');
  await page.goBack();
  await statusIs(page, /^Paused after epoch 1 of 2/);
  await addressIs(page, '#v=1&train=600&test=150&epochs=2&hide=lr');
});

pageTest('pages of a lesson are addresses, and Back leads to the visitor’s own experiment', { at: '#v=1&epochs=7&seed=3' }, async ({ page }) => {
  const heading = (/** @type {string} */ text) => until(`the page is ${text}`, () => page.evaluate((text) => document.querySelector('#lesson h3')?.textContent === text, text));
  await statusIs(page, /^Ready/);
  await press(page, 'Tour');
  await press(page, 'One SET rewiring in slow motion');
  await heading('Train');
  await press(page, 'Next');
  await until('it is the second page', () => page.evaluate(() => location.hash.includes('lesson=set.2')));
  await page.goBack();
  await heading('Train');
  await page.goBack();
  await byRole(page, 'heading', 'Tour');
  await page.goBack();
  await until('the lesson is left', () => page.$eval('#lesson', (panel) => !panel.checkVisibility()));
  await addressIs(page, '#v=1&epochs=7&seed=3');
  await statusIs(page, /for 7 epochs/);
  await page.goForward();
  await page.goForward();
  await heading('Train');
});

pageTest('in Search the grid is what is handed on, and lessons leave it there', { at: `#${GRID}&hide=lr` }, async ({ page, url }) => {
  await until('the grid is read', () => page.$eval('#search-state', (state) => /^0 of 3/.test(state.textContent ?? '')));
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (/** @type {string} */ text) => Object.assign(window, { copied: text }) } }));
  await press(page, 'Copy link');
  await until('the link is copied', async () => await page.evaluate(() => /** @type {any} */ (window).copied) === `${url}#${LINK}&hide=lr`);
  await press(page, 'Share');
  const value = (/** @type {string} */ id) => page.$eval(id, (field) => /** @type {HTMLInputElement} */ (field).value);
  assert.equal(await value('#share-link'), `${url}#${LINK}&hide=lr`);
  assert.match(await value('#share-frame'), /k=1%7C2&amp;epochs=2&amp;hide=lr&amp;embed=1"/);
  assert.equal(await page.$eval('#share-result', (box) => /** @type {HTMLInputElement} */ (box).disabled), true);
  await page.keyboard.press('Escape');
  await press(page, 'Tour');
  await byRole(page, 'heading', 'Tour');
  await viewIs(page, 'search');
  await addressIs(page, `#${LINK}&lesson=list&hide=lr`);
  await press(page, 'Leave');
  await viewIs(page, 'search');
  await addressIs(page, `#${LINK}&hide=lr`);
  // A lesson goes to the view it is about, and gives back where one was.
  await press(page, 'Tour');
  await press(page, 'One SET rewiring in slow motion');
  await viewIs(page, 'lab');
  await press(page, 'Leave');
  await viewIs(page, 'search');
  await addressIs(page, `#${LINK}&hide=lr`);
});

pageTest('a reload has grid and experiment, whichever of them the address has', { at: '#v=1&seed=5' }, async ({ page }) => {
  await statusIs(page, /^Ready/);
  await follow(page, 'Compare many');
  await page.$eval('#search-grid', (area, grid) => { /** @type {HTMLTextAreaElement} */ (area).value = grid; }, GRID);
  await press(page, 'Read grid');
  await addressIs(page, `#${LINK}`);
  await page.reload();
  await until('the grid is read', () => page.$eval('#search-state', (state) => /^0 of 3/.test(state.textContent ?? '')));
  await follow(page, 'Lab');
  await addressIs(page, '#v=1&seed=5');
  await page.reload();
  await statusIs(page, /^Ready/);
  await follow(page, 'Compare many');
  await addressIs(page, `#${LINK}`);
  await until('the grid is read', () => page.$eval('#search-state', (state) => /^0 of 3/.test(state.textContent ?? '')));
});

pageTest('what a teacher hid stays hidden, whatever is opened from where', { at: '#hide=form,share,saves&embed=1&view=paper' }, async ({ page, url }) => {
  const hidden = () => page.evaluate(() => ['.head nav', '#experiment', '#share', '#saves'].every((place) => !document.querySelector(place)?.checkVisibility()));
  const printed = '82.11: open the experiment behind Table 5, μ − 1.5σ, FashionMNIST accuracy';
  await until('the tables are there', () => page.$$eval('.paper details', (tables) => tables.length === 10));
  await page.$$eval('.paper details', (tables) => tables.forEach((table) => { table.open = true; }));
  assert.equal(await leadsTo(page, printed), `${url}#v=1&preset=published&lanes=censet:k=1.5&epochs=50&embed=1&hide=form,share,saves`);
  await follow(page, printed);
  await viewIs(page, 'lab');
  await addressIs(page, '#v=1&preset=published&lanes=censet:k=1.5&epochs=50&embed=1&hide=form,share,saves');
  assert(await hidden());
  assert.equal(await page.$eval('#embed-link', (link) => /** @type {HTMLAnchorElement} */ (link).href), `${url}#v=1&preset=published&lanes=censet:k=1.5&epochs=50&hide=form,share,saves`);
  // A grid obeys them too, and so do the runs that it leads to.
  await page.evaluate((grid) => { location.hash = `#${grid}&hide=form,share,saves`; }, GRID);
  await viewIs(page, 'search');
  await follow(page, 'censet:k=2');
  await viewIs(page, 'lab');
  await until('what is hidden stays in the address', () => page.evaluate(() => /lanes=censet:k=2.*&hide=form,share,saves$/.test(location.hash)));
  assert(await page.evaluate(() => !document.querySelector('#experiment')?.checkVisibility() && !document.querySelector('#share')?.checkVisibility()));
  assert(await page.evaluate(() => document.querySelector('.head nav')?.checkVisibility()), 'the page is not part of another any more');
});
