// What networks lose without neurons and connections: the page's numbers are the command's.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe, byRole, catchFiles, openTab, pageTest, press, statusIs, takeAway, until } from '../harness.js';
import { runHeadless } from '../headless.js';

const EXPERIMENT = 'train=500&test=150&side=7&hidden=20-12&act=srelu&lanes=set,censet:k=0.5&epochs=2&seed=3';

/** The lines of a table that begin with one of these. @param {string} text @param {string[]} starts */
const lines = (text, starts) => text.split('\n').filter((line) => starts.some((start) => line.startsWith(start)));

/** @param {string} line */
const cells = (line) => line.split(',').map((cell) => (cell === '' || Number.isNaN(Number(cell)) ? cell : Number(cell)));

pageTest('neurons are knocked out and networks attacked, with the command’s numbers', { at: `#v=1&${EXPERIMENT}` }, async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'knockout-'));
  try {
    const native = runHeadless(`v=1&${EXPERIMENT}`, ['--out', join(folder, 'run'), '--measure', 'knockout']);
    await press(page, 'Run');
    await statusIs(page, /^Finished/);
    await openTab(page, 'Knock out');
    await press(page, 'Knock out each neuron');
    await until('the neurons are knocked out', () => page.$eval('#knock-out-says', (says) => /^SET, epoch 2: 81 neurons knocked out/.test(says.textContent ?? '')), { timeout: 60_000 });
    await native;
    const table = (/** @type {string} */ file) => readFile(join(folder, 'run', file), 'utf8');
    const files = await catchFiles(page);
    const same = async (/** @type {string} */ figure, /** @type {string} */ what, /** @type {string} */ file, /** @type {string[]} */ starts) => {
      await takeAway(page, figure, what);
      const [mine, theirs] = [await files(file), await table(file)].map((text) => lines(text, starts).map(cells));
      assert(mine.length >= 20, `${mine.length} lines`);
      assert.deepEqual(mine, theirs, file);
    };
    await same('Knock out', 'CSV', 'knockout.csv', ['set,2,']);
    await same('Knock out', 'Spearman’s ρ', 'spearman.csv', ['set,2,']);

    const canvas = await page.$('#knock-out-chart canvas');
    const said = await canvas?.evaluate((element) => element.getAttribute('aria-label') ?? '');
    assert.match(said ?? '', /^SET, epoch 2: accuracy lost, points without each of 32 neurons against Laplacian centrality; Spearman's ρ is /);
    // A dot that is pressed is the neuron that the page shows.
    await (await byRole(page, 'slider', 'Knock out: neurons by their centrality')).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await until('a neuron is selected', () => page.$eval('#knock-out-neuron', (says) => /^Selected: hidden [12], neuron \d+; without it accuracy/.test(says.textContent ?? '')));
    // So is one under the pointer, which is told before it is pressed.
    await canvas?.scrollIntoView();
    const box = await canvas?.boundingBox();
    assert(box);
    const selected = () => page.$eval('#knock-out-neuron', (says) => says.textContent ?? '');
    const byKey = await selected();
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.5);
    let under = '';
    await until('the dot is told', async () => {
      under = await page.$eval('#knock-out-chart .reading', (list) => (/** @type {HTMLElement} */ (list).hidden ? '' : list.firstElementChild?.textContent ?? ''));
      return /^hidden [12], neuron \d+/.test(under) && !byKey.startsWith(`Selected: ${under};`);
    });
    await page.mouse.down();
    await page.mouse.up();
    await until('it is selected', async () => (await selected()).startsWith(`Selected: ${under};`));
    await press(page, 'Show it in Neuron');
    await until('the tab Neuron shows it', () => page.$eval('#neuron-says', (says) => /^SET, hidden [12], neuron \d+, as scored in epoch 2/.test(says.textContent ?? '')));
    await openTab(page, 'Knock out');

    const attacked = (/** @type {string} */ what) => () => page.$eval('#attack-says', (says, text) => says.textContent === text, `The ${what} of SET, CenSET were attacked.`);
    await press(page, 'Attack all networks');
    await until('neurons are attacked', attacked('hidden neurons'), { timeout: 60_000 });
    await same('Attack', 'CSV', 'attack.csv', ['set,2,', 'censet:k=0.5,2,']);
    await page.select('#attack-target', 'connections');
    await press(page, 'Attack all networks');
    await until('connections are attacked', attacked('connections'), { timeout: 60_000 });
    await same('Attack', 'CSV', 'attack-connections.csv', ['set,2,', 'censet:k=0.5,2,']);
    assert.deepEqual(await axe(page, '#knock-out'), []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

pageTest('an earlier epoch that is looked at is the one whose neurons are knocked out', { at: `#v=1&${EXPERIMENT}` }, async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'knockout-'));
  try {
    // What two epochs trained in their first is what one epoch trains.
    const native = runHeadless(`v=1&${EXPERIMENT.replace('epochs=2', 'epochs=1')}`, ['--out', join(folder, 'run'), '--measure', 'knockout']);
    await press(page, 'Run');
    await statusIs(page, /^Finished/);
    await (await byRole(page, 'slider', 'Look back')).focus();
    await page.keyboard.press('ArrowLeft');
    await until('epoch 1 is shown', () => page.$eval('#scrub-says', (says) => says.textContent === 'showing epoch 1 of 2 run'));
    await openTab(page, 'Knock out');
    await press(page, 'Knock out each neuron');
    await until('its neurons are knocked out', () => page.$eval('#knock-out-says', (says) => /^SET, epoch 1: 81 neurons knocked out/.test(says.textContent ?? '')), { timeout: 60_000 });
    await native;
    const files = await catchFiles(page);
    await takeAway(page, 'Knock out', 'CSV');
    const [mine, theirs] = [await files('knockout.csv'), await readFile(join(folder, 'run', 'knockout.csv'), 'utf8')].map((text) => lines(text, ['set,1,']).map(cells));
    assert.equal(mine.length, 82);
    assert.deepEqual(mine, theirs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

pageTest('knocking out is stopped at once, and can be started again', { at: '#train=300&test=4000&hidden=200-100&lanes=set&epochs=1' }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await openTab(page, 'Knock out');
  const says = (/** @type {RegExp} */ pattern) => page.$eval('#knock-out-says', (says, pattern) => new RegExp(pattern).test(says.textContent ?? ''), pattern.source);
  const part = () => page.$eval('#knock-out-progress', (bar) => (/** @type {HTMLElement} */ (bar).hidden ? null : /** @type {HTMLProgressElement} */ (bar).value));
  await press(page, 'Knock out each neuron');
  await until('some are knocked out', async () => (await part() ?? 0) > 0);
  const reached = await part();
  assert(reached !== null && reached < 1, `stopped in between: ${reached}`);
  await press(page, 'Stop');
  await until('it has stopped', () => says(/^Stopped\.$/));
  assert.equal(await part(), null);
  assert.equal(await page.$eval('#knock-out-rho', (table) => table.childElementCount), 0);
  await press(page, 'Knock out each neuron');
  await until('it goes on anew', async () => await says(/^Knocking out the neurons of SET …$/) && (await part() ?? 0) > 0);
  await press(page, 'Stop');
  await until('it has stopped again', () => says(/^Stopped\.$/));
});
