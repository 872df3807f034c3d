// Trains two lanes at full speed for a long time and looks whether anything grows, queues up or is logged. No part of
// tests/run: `node tests/browser/soak.js [--minutes 60] [--folder www/dist] [--at '#epochs=10000']`, in the browser that
// $BROWSER names. Prints a line a minute: the epoch, the memory of the browser (proportional set size of its processes,
// by their kind, Linux only), the heap of the page and of its workers and the buffers they hold (Chromium only), what its
// database takes, and how long the page takes to answer. Chromium is asked to collect its garbage first: it may leave
// 200 MB of it lying about while there is room. Fails if memory grows by more than it may, if epochs still arrive after
// a pause, or if the page complained.
//
// What may grow, and is allowed for: the buffers of the page, which hold past epochs up to a ceiling (see
// snapshot-history.js and wiring-cache.js), fill it, are thinned out to half of it, and fill it again, so that only the
// ceiling is tested; and the reports, which are the result and are kept of every epoch. Of the rest, the mean of the last
// third of the time is compared with that of the third before.
//
// The page is driven without its accessibility tree. Chromium, once asked for an element by its role, keeps for as long
// as the page is open what it would tell a screen reader of every change, and with no screen reader there nobody fetches
// it: 14 kB an epoch for the table's rows, on any page that changes. With `--force-renderer-accessibility` it stays flat.
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launch } from './browsers.js';
import { BROWSER, DIST, startSite, status, statusIs, until } from './harness.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, folder: { type: 'string', default: DIST }, at: { type: 'string', default: '#train=all&test=all&epochs=10000' } } });
const minutes = Number(values.minutes);

/** Megabytes of past epochs that a page may hold: 64 MiB of snapshots and 64 MiB of wirings. */
const HISTORY = 134;
/** Megabytes that come and go: images on their way, saves, and what no collection has reached yet. */
const SLACK = 30;
/**
 * Megabytes that a lane's epoch leaves behind for good: its report on the page (1.4 kB as objects), the sums of its wiring
 * (0.7 kB), and in its worker the report again with a part of centrality.csv (1.6 kB, with room for more).
 */
const AN_EPOCH = 0.004;

const browser = await launch(BROWSER);
const site = await startSite({ folder: values.folder });
const page = await browser.newPage();
/** @type {string[]} */
const problems = [];
page.on('console', (message) => problems.push(`console ${message.type()}: ${message.text()}`));
page.on('pageerror', (error) => problems.push(`uncaught: ${error}`));
await page.evaluateOnNewDocument(() => localStorage.setItem('censet-lab-pace', 'full'));
await page.goto(site.url + values.at);
const session = await page.createCDPSession().catch(() => null);
await runOrPause();
await statusIs(page, /^Training/);
const lanes = (await page.$$('.lane')).length;

/** @type {{ epoch: number, memory: number, buffers: number }[]} megabytes, minute by minute */
const seen = [];
for (let minute = 1; minute <= minutes; minute += 1) {
  await pause(60_000);
  if (!/^Training/.test(await status(page))) {
    problems.push(`after ${minute} minutes the page says: ${await status(page)}`);
    break;
  }
  const [began, epoch] = [performance.now(), await epochs()];
  const answer = performance.now() - began;
  const { buffers, says } = await heaps();
  const kinds = megabytes();
  const memory = [...kinds.values()].reduce((sum, mb) => sum + mb, 0);
  seen.push({ epoch, memory, buffers });
  const list = [...kinds].map(([kind, mb]) => `${kind} ${mb.toFixed(0)}`).join(', ');
  console.log(`minute ${minute}: epoch ${epoch}, memory ${memory.toFixed(0)} MB (${list}), ${says}, ${await stored()}, answers in ${answer.toFixed(0)} ms`);
  if (minute % 5 === 0 || minute === minutes) await backlog();
}

const third = Math.floor(seen.length / 3);
if (third > 0) {
  const mean = (/** @type {'epoch' | 'memory' | 'buffers'} */ of, /** @type {typeof seen} */ all) => all.reduce((sum, one) => sum + one[of], 0) / all.length;
  const [before, last] = [seen.slice(-2 * third, -third), seen.slice(-third)];
  const [was, is] = [before, last].map((part) => mean('memory', part) - mean('buffers', part));
  const reports = (mean('epoch', last) - mean('epoch', before)) * lanes * AN_EPOCH;
  const most = Math.max(...seen.map(({ buffers }) => buffers));
  console.log(`memory without the page's buffers: ${was.toFixed(0)} MB in the second third, ${is.toFixed(0)} MB in the last, of which ${reports.toFixed(1)} MB may be new reports`);
  console.log(`buffers of the page: ${most.toFixed(0)} MB at most`);
  // Where they cannot be told apart, the history may fill while the rest is measured.
  const history = session ? 0 : HISTORY;
  if (is > was + reports + SLACK + history) problems.push('memory grows');
  if (most > HISTORY + SLACK) problems.push('the page holds more buffers than its history may have');
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
  await runOrPause();
  await statusIs(page, /^Paused/);
  await pause(500);
  const before = await epochs();
  await pause(3000);
  const after = await epochs();
  if (after !== before) problems.push(`${after - before} epochs arrived after the pause`);
  await runOrPause();
  await statusIs(page, /^Training/);
}

/** Presses the button that says Run or Pause. */
async function runOrPause() {
  await until('the button can be pressed', () => page.$eval('#run', (button) => !(/** @type {HTMLButtonElement} */ (button).disabled)));
  await page.click('#run');
}

/** What the objects of the page and its workers and the buffers they hold take, after their garbage is collected. */
async function heaps() {
  if (!session) return { buffers: 0, says: 'heap unknown' };
  const workers = await Promise.all(page.workers().map(async ({ client }) => {
    await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize;
  }));
  await session.send('HeapProfiler.collectGarbage');
  /** @type {any} newer than the types of the protocol */
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  const [heap, buffers, theirs] = [usedSize, backingStorageSize, workers.reduce((sum, size) => sum + size, 0)].map((bytes) => bytes / 1e6);
  return { buffers, says: `heap of the page ${heap.toFixed(0)} MB and ${buffers.toFixed(0)} MB of buffers, of its workers ${theirs.toFixed(0)} MB, ${nodes} nodes` };
}

/** What the browser keeps of the page on disk. */
async function stored() {
  const usage = await page.evaluate(async () => (await navigator.storage?.estimate())?.usage ?? NaN);
  return `stored ${(usage / 1e6).toFixed(0)} MB`;
}

/**
 * Memory of the browser and all processes it began, by what they are for, in megabytes, without the program itself,
 * which other browsers on the machine may share; what n processes share counts 1/n in each.
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
      const kind = /--type=([a-z-]+)/.exec(line)?.[1] ?? /[\0 ]([a-z]+)\0$/.exec(line)?.[1] ?? 'browser';
      const own = [...readFileSync(`/proc/${process}/smaps_rollup`, 'utf8').matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+) kB/gm)]
        .reduce((sum, [, kb]) => sum + Number(kb) / 1000, 0);
      kinds.set(kind, (kinds.get(kind) ?? 0) + own);
    } catch { /* it has ended */ }
    children.get(process)?.forEach(add);
  };
  add(browser.process()?.pid ?? 0);
  return kinds;
}
