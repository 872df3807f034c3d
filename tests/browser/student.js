// A student: does what each page of each lesson asks, with what the page shows and nothing else.
import assert from 'node:assert/strict';
import { byRole, openTab, press, statusIs, until } from './harness.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {(page: Page) => Promise<unknown>} Deed */

/** A number that the lesson says. @param {Page} page @param {string} name */
async function fact(page, name) {
  let said = '…';
  const place = `#lesson [data-fact="${name}"]`;
  await until(`the lesson says its ${name}`, async () => (said = await page.$eval(place, (span) => span.textContent ?? '')) !== '…');
  return said;
}
const figure = async (/** @type {Page} */ page, /** @type {string} */ name) => value(await fact(page, name));
const value = (/** @type {string} */ text) => Number(text.replaceAll(',', '').replace('−', '-'));
const sum = (/** @type {number[]} */ values) => values.reduce((total, one) => total + one, 0);

/** Writes a number into the lesson's field, and has it checked. @param {Page} page @param {number} number */
async function answer(page, number) {
  await page.$eval('#lesson-answer', (field) => { /** @type {HTMLInputElement} */ (field).value = ''; });
  await page.type('#lesson-answer', String(number));
  await page.keyboard.press('Enter');
}

/** Chooses one of the lesson's answers, and has it checked. @param {Page} page @param {string} name */
async function choose(page, name) {
  await (await byRole(page, 'radio', name)).click();
  await press(page, 'Check');
}

/** Draws a line with the mouse. @param {Page} page */
async function draw(page) {
  await press(page, 'Show me');
  const box = await (await page.waitForSelector('#pad'))?.boundingBox();
  if (!box) throw new Error('there is nothing to draw on');
  await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.8 * box.height, { steps: 5 });
  await page.mouse.up();
}

/** Goes where “Show me” leads, and writes into the field there. @param {Page} page @param {string} text */
async function write(page, text) {
  await press(page, 'Show me');
  await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).select());
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Presses Step phase until the network is where it shall be. @param {Page} page @param {RegExp} place */
const step = async (page, place) => {
  do await press(page, 'Step phase');
  while (!place.test(await statusIs(page, /^(Paused|Finished)/)));
};

/** The column of a table, by the head of each row. @param {Page} page @param {string} table @param {number} column */
const column = (page, table, column) => page.$$eval(`${table} tbody tr`, (rows, column) => rows.map((row) => (
  /** @type {[string, string]} */ ([row.children[0].textContent ?? '', row.children[column].textContent ?? '']))), column);

/** The rows of the Numbers table of a method, by the names of its columns. @param {Page} page @param {string} method */
const epochs = (page, method) => page.$$eval('#epochs-rows tr', (rows, method) => {
  const names = [...document.querySelectorAll('#epochs-head th')].map((cell) => cell.textContent ?? '');
  const named = rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row.children[i].textContent ?? ''])));
  return named.filter(({ lane }) => lane.startsWith(method));
}, method);

/** Presses the vertex that leads by a column of the table of vertices. @param {Page} page @param {number} number @param {1 | -1} [sign] */
async function lead(page, number, sign = 1) {
  await page.waitForSelector('.measures tbody tr');
  const rows = await column(page, '.measures', number);
  const [name] = rows.reduce((best, row) => (sign * value(row[1]) > sign * value(best[1]) ? row : best));
  await page.$$eval('.drawing .vertex', (all, name) => /** @type {HTMLElement | undefined} */ (all.find((one) => one.textContent === name))?.click(), name);
}

/** The value of a layer in the Neuron tab's choice. @param {Page} page @param {string} name */
const layerOf = (page, name) => page.$$eval('#neuron-layer option', (options, name) => options.find((one) => one.textContent === name)?.value ?? '', name);

/** What there is to do on the pages of each lesson. @type {Record<string, Deed[]>} */
export const DEEDS = {
  network: [
    async (page) => {
      await page.waitForSelector('.network:not(.empty) canvas');
      await page.focus('.network canvas');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
    },
    async (page) => answer(page, await figure(page, 'inputs') * await figure(page, 'n_out')),
    (page) => press(page, 'Step epoch'),
    (page) => press(page, 'Run'),
  ],
  dense: [
    async (page) => answer(page, Math.round((100 * await figure(page, 'sparse')) / await figure(page, 'dense'))),
    (page) => press(page, 'Run'),
    (page) => draw(page),
  ],
  start: [
    async (page) => answer(page, await figure(page, 'p') * await figure(page, 'possible')),
    (page) => press(page, 'New seed'),
    (page) => press(page, 'Reset'),
    (page) => write(page, '5'),
  ],
  set: [
    (page) => step(page, /after train/),
    (page) => step(page, /after prune/),
    (page) => step(page, /after epoch 1/),
    (page) => choose(page, 'as many connections'),
  ],
  hub: [
    (page) => lead(page, 1),
    async (page) => {
      await page.click('.drawing .weight');
      await page.focus('#edge-weight');
      await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).select());
      await page.keyboard.type('-2');
    },
    (page) => lead(page, 6),
    (page) => lead(page, 6, -1),
  ],
  energy: [
    (page) => answer(page, 0),
    async (page) => answer(page, sum((await fact(page, 'eigenvalues')).split(', ').map((text) => value(text) ** 2))),
    async (page) => {
      await page.click('.drawing .vertex');
      await page.keyboard.press('Delete');
    },
    async (page) => {
      const strengths = new Map(await column(page, '.measures', 2));
      const [x1, x3] = ['x1', 'x3'].map((name) => value(strengths.get(name) ?? ''));
      await answer(page, x1 * x1 + 1 * 1 + 2 * 1 * x3);
    },
  ],
  censet: [
    (page) => step(page, /after train/),
    (page) => step(page, /after score/),
    async (page) => {
      const line = await figure(page, 'mean') - await figure(page, 'k') * await figure(page, 'std');
      await answer(page, line);
      // The sum that a student makes is the one that the lesson says.
      assert.equal(await figure(page, 'threshold'), Number(line.toFixed(3)));
    },
    async (page) => {
      await press(page, 'Show me');
      await page.select('#neuron-layer', await layerOf(page, await fact(page, 'layer')));
      await page.focus('#neuron-index');
      await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).select());
      await page.keyboard.type(await fact(page, 'index'));
      await page.keyboard.press('Enter');
    },
    (page) => step(page, /after prune/),
    (page) => step(page, /after epoch 1/),
  ],
  stops: [
    (page) => press(page, 'Run'),
    async (page) => {
      const removed = (await epochs(page, 'censet')).filter((row) => row.removed !== '0').map(({ epoch }) => Number(epoch));
      await press(page, 'Show me');
      const shown = () => page.$eval('#scrub', (slider) => Number(/** @type {HTMLInputElement} */ (slider).value));
      while (await shown() > Math.max(...removed)) await page.keyboard.press('ArrowLeft');
    },
    async (page) => {
      const idle = (await epochs(page, 'censet')).filter((row) => row.removed === '0' && row.epoch !== '0');
      await answer(page, idle.length);
    },
  ],
  k: [
    (page) => press(page, 'Run'),
    (page) => choose(page, 'the smallest k'),
    async (page) => {
      await press(page, 'Show me');
      for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowRight');
      const start = await page.waitForSelector('.cut-line button:not([hidden])');
      await start?.focus();
      await page.keyboard.press('Enter');
      await press(page, 'Start a new run');
      await press(page, 'Run');
    },
  ],
  seeds: [
    (page) => press(page, 'Run'),
    runTheNextSeeds,
    (page) => choose(page, 'it may be luck: more seeds are needed'),
  ],
  end: [
    (page) => choose(page, 'SET cuts weights near zero, and CenSET all connections of neurons with a low centrality'),
    (page) => choose(page, 'it was better by more than the noise, with several seeds and all else the same'),
  ],
  matter: [
    (page) => press(page, 'Run'),
    (page) => choose(page, 'as a tendency'),
    async (page) => {
      await openTab(page, 'Knock out');
      await press(page, 'Knock out each neuron');
    },
    async (page) => {
      const dots = await byRole(page, 'slider', 'Knock out: neurons by their centrality');
      await dots.focus();
      await page.keyboard.press('Home');
      // Hundreds of dots: their keys are pressed in the page.
      await dots.evaluate((slider) => {
        const turn = (/** @type {string} */ key) => slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        const lost = Array.from({ length: 1 + Number(slider.getAttribute('aria-valuemax')) }, () => {
          const [, points, way] = /accuracy .*?, ([\d.]+) points? (less|more)/.exec(slider.getAttribute('aria-valuetext') ?? '') ?? [];
          turn('ArrowRight');
          return way === 'less' ? Number(points) : -Number(points);
        });
        turn('Home');
        for (let i = lost.indexOf(Math.max(...lost)); i > 0; i -= 1) turn('ArrowRight');
      });
      await page.keyboard.press('Enter');
    },
    (page) => press(page, 'Attack all networks'),
  ],
  better: [
    (page) => press(page, 'Run'),
    runTheNextSeeds,
    // What the interval of that line shows, in the words of the question.
    async (page) => choose(page, await shownBy(page, await fact(page, 'little'))),
  ],
  paper: [
    async (page) => answer(page, await figure(page, 'set') - await figure(page, 'censet')),
    async (page) => { await (await page.waitForSelector('.paper td a[href*="lanes=censet"]'))?.click(); },
    (page) => choose(page, 'are of different graphs and cannot be compared'),
  ],
};

/** Trains with the next two seeds, one after the other. @param {Page} page */
async function runTheNextSeeds(page) {
  for (const finished of ['2', '3']) {
    await press(page, 'Run the next seed');
    await until(`there are ${finished} runs`, () => page.$eval('#lesson [data-fact="runs"]', (span, finished) => span.textContent === finished, finished), { timeout: 60_000 });
  }
}

/**
 * What the study shows that centrality adds by itself.
 * @param {Page} page @param {string} where the line of the table
 */
async function shownBy(page, where) {
  const said = await page.$$eval('.study-differences tbody', (groups, where) => {
    const group = groups.find((one) => one.textContent?.startsWith('What does centrality add by itself?'));
    const row = [...group?.rows ?? []].find((one) => one.cells[0].textContent === where);
    return row?.cells[2].textContent ?? '';
  }, where);
  return said === 'no difference shown' ? 'neither, as far as is shown' : said;
}

/** Waits until the page says that its task is done, with all its numbers. @param {Page} page */
export async function told(page) {
  let text = '';
  await until('the task is done', async () => {
    text = await page.evaluate(() => document.querySelector('.lesson-done:not([hidden])')?.textContent ?? '');
    return text !== '' && !text.includes('…');
  }, { timeout: 30_000 });
  return text;
}
