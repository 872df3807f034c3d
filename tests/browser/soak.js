// Trains two lanes at full speed for a long time and looks whether anything grows, queues up or is logged. No part of
// tests/run: `node tests/browser/soak.js [--minutes 60] [--folder www/dist] [--at '#epochs=10000']`, in the browser that
// $BROWSER names. Prints a line a minute: the epoch, the memory of the browser (proportional set size of its processes,
// by their kind, Linux only), the page's own heap and the buffers it holds (Chromium only), what its database takes, and
// how long the page takes to answer. Chromium is asked to collect its garbage first: it may leave 200 MB of it lying
// about while there is room. Fails if the memory of the last third is more than a tenth and 30 MB above that of
// the third before, if epochs still arrive after a pause, or if the page complained.
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
const session = await page.createCDPSession().catch(() => null);
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
  await session?.send('HeapProfiler.collectGarbage').catch(() => {});
  const kinds = megabytes();
  memory.push([...kinds.values()].reduce((sum, mb) => sum + mb, 0));
  const list = [...kinds].map(([kind, mb]) => `${kind} ${mb.toFixed(0)}`).join(', ');
  console.log(`minute ${minute}: epoch ${epoch}, memory ${memory.at(-1)?.toFixed(0)} MB (${list}), ${await heap()}, ${await stored()}, answers in ${answer.toFixed(0)} ms`);
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

/** What the page's own objects and the buffers they hold take. */
async function heap() {
  try {
    /** @type {any} */
    const { usedSize, backingStorageSize } = await session?.send('Runtime.getHeapUsage');
    const { nodes } = /** @type {any} */ (await session?.send('Memory.getDOMCounters'));
    return `heap of the page ${(usedSize / 1e6).toFixed(0)} MB and ${(backingStorageSize / 1e6).toFixed(0)} MB of buffers, ${nodes} nodes`;
  } catch {
    return 'heap unknown';
  }
}

/** What the browser keeps of the page on disk. */
async function stored() {
  const usage = await page.evaluate(async () => (await navigator.storage?.estimate())?.usage ?? NaN);
  return `stored ${(usage / 1e6).toFixed(0)} MB`;
}

/**
 * Memory of the browser and all processes it began, by what they are for, in megabytes; what n processes share counts
 * 1/n in each.
 */
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
  /** @type {Map<string, number>} */
  const kinds = new Map();
  const add = (/** @type {number} */ process) => {
    try {
      const line = readFileSync(`/proc/${process}/cmdline`, 'utf8');
      const kind = /--type=([a-z-]+)/.exec(line)?.[1] ?? /\0([a-z]+)\0$/.exec(line)?.[1] ?? 'browser';
      const own = Number(readFileSync(`/proc/${process}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m)?.[1] ?? 0) / 1000;
      kinds.set(kind, (kinds.get(kind) ?? 0) + own);
    } catch { /* it has ended */ }
    children.get(process)?.forEach(add);
  };
  add(browser.process()?.pid ?? 0);
  return kinds;
}
