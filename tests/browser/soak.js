// Trains two lanes at full speed for a long time and looks whether anything grows, queues up or is logged. No part of
// tests/run: `node tests/browser/soak.js [--minutes 60] [--folder www/dist] [--at '#epochs=10000']`, in the browser that
// $BROWSER names. Prints a line a minute: the epoch, the memory of the browser's pages (proportional set size of its
// processes, Linux only), the page's own heap (Chromium only), and how long the page takes to answer. Fails if the memory
// of the last third is more than a tenth and 30 MB above that of the third before, if epochs still arrive after a pause,
// or if the page complained.
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launch } from './browsers.js';
import { BROWSER, DIST, press, startSite, status, statusIs } from './harness.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, folder: { type: 'string', default: DIST }, at: { type: 'string', default: '#epochs=10000' } } });
const minutes = Number(values.minutes);

const browser = await launch(BROWSER);
const site = await startSite({ folder: values.folder });
const page = await browser.newPage();
/** @type {string[]} */
const problems = [];
page.on('console', (message) => problems.push(`console ${message.type()}: ${message.text()}`));
page.on('pageerror', (error) => problems.push(`uncaught: ${error}`));
await page.goto(site.url + values.at);
await press(page, 'Run');
await statusIs(page, /^Training/);

/** @type {number[]} megabytes, minute by minute */
const memory = [];
for (let minute = 1; minute <= minutes; minute += 1) {
  await pause(60_000);
  if (!/^Training/.test(await status(page))) {
    problems.push(`after ${minute} minutes the page says: ${await status(page)}`);
    break;
  }
  const [began, epoch] = [performance.now(), await epochs()];
  const answer = performance.now() - began;
  memory.push(megabytes());
  const heap = await page.metrics().then(({ JSHeapUsedSize = NaN }) => `${Math.round(JSHeapUsedSize / 1e6)} MB`, () => 'unknown');
  console.log(`minute ${minute}: epoch ${epoch}, memory ${memory.at(-1)?.toFixed(0)} MB, heap of the page ${heap}, answers in ${answer.toFixed(0)} ms`);
  if (minute % 5 === 0 || minute === minutes) await backlog();
}

const third = Math.floor(memory.length / 3);
const mean = (/** @type {number[]} */ all) => all.reduce((sum, value) => sum + value, 0) / all.length;
if (third > 0) {
  const [before, last] = [mean(memory.slice(-2 * third, -third)), mean(memory.slice(-third))];
  console.log(`memory: ${before.toFixed(0)} MB in the second third, ${last.toFixed(0)} MB in the last`);
  if (last > before * 1.1 + 30) problems.push('memory grows');
}
for (const problem of problems) console.log(problem);
console.log(problems.length === 0 ? 'passed' : 'failed');
process.exitCode = problems.length === 0 ? 0 : 1;
await browser.close();
await site.close();

/** The last epoch that the page shows. */
async function epochs() {
  return Number((await page.$eval('#epoch-count', (element) => element.textContent ?? '')).replace(/\D*([\d,]+).*/, '$1').replaceAll(',', ''));
}

/** Paused, the lanes finish their slice; if epochs still arrive later, they had queued up. */
async function backlog() {
  await press(page, 'Pause');
  await statusIs(page, /^Paused/);
  await pause(500);
  const before = await epochs();
  await pause(3000);
  const after = await epochs();
  if (after !== before) problems.push(`${after - before} epochs arrived after the pause`);
  await press(page, 'Run');
  await statusIs(page, /^Training/);
}

/** Memory of the browser and all processes it began, each page shared by n processes counted 1/n. */
function megabytes() {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').pop()?.split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch { /* it has ended */ }
  }
  const sum = (/** @type {number} */ process) => {
    let own = 0;
    try {
      own = Number(readFileSync(`/proc/${process}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m)?.[1] ?? 0) / 1000;
    } catch { /* it has ended */ }
    /** @type {number} */
    const below = (children.get(process) ?? []).reduce((total, child) => total + sum(child), 0);
    return own + below;
  };
  return sum(browser.process()?.pid ?? 0);
}
