// What a visitor has: the page itself in headless Chromium, from its first byte to lanes in training.

const FASHION = 'v=1&preset=described';
/** Whole epochs that are timed, after a first one that is not. */
const EPOCHS = { set: 8, set_srelu: 8, set_augmented: 5, mlp: 3 };
const LANES = {
  set: 'act=relu&lanes=set',
  set_srelu: 'act=srelu&lanes=set',
  set_augmented: 'act=relu&augment=1&lanes=set',
  mlp: 'act=relu&lanes=mlp',
};

/** @param {number[]} samples @param {string} unit */
function summary(samples, unit) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, low: sorted[0], high: sorted[sorted.length - 1], unit };
}

/**
 * A page of its own, closed at the end.
 * @template T @param {any} browser @param {string} url @param {(page: any) => Promise<T>} use @returns {Promise<T>}
 */
async function onPage(browser, url, use) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.evaluateOnNewDocument(() => {
      localStorage.setItem('censet-lab-pace', 'full');
      new MutationObserver((_, observer) => {
        const run = document.getElementById('run');
        if (!(run instanceof HTMLButtonElement) || run.disabled) return;
        observer.disconnect();
        globalThis.usable = performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await page.goto(url);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Until the untrained networks are measured. @param {any} page */
const ready = (page) => page.waitForFunction(() => (
  /^Ready\. Run trains/.test(document.getElementById('status')?.textContent ?? '')), { timeout: 120000, polling: 100 });

/** Until *Run* can be pressed. @param {any} page */
const usable = (page) => page.waitForFunction(() => globalThis.usable !== undefined, { polling: 100 });

/** @param {any} browser @param {string} url */
const cold = (browser, url) => onPage(browser, url, async (page) => {
  await usable(page);
  return page.evaluate(() => globalThis.usable);
});

/**
 * Samples a second of a lane over whole epochs by the wall clock, and the share of it that was not the lane's own work.
 * @param {any} browser @param {string} url @param {string} settings @param {number} epochs
 */
const wholeEpochs = (browser, url, settings, epochs) => onPage(browser, `${url}#${FASHION}&${settings}&epochs=${epochs + 1}`, async (page) => {
  await ready(page);
  const { ms, work } = await page.evaluate((last) => new Promise((resolve) => {
    const rows = /** @type {HTMLElement} */ (document.getElementById('epoch-count'));
    let first = 0;
    new MutationObserver(() => {
      const epoch = Number(/^epoch (\d+)/.exec(rows.textContent ?? '')?.[1]);
      if (epoch === 1) first ||= performance.now();
      if (epoch < last) return;
      const ms = performance.now() - first;
      // The table is written with the next frame.
      setTimeout(() => {
        const head = [...document.querySelectorAll('#epochs-head th')].map((cell) => cell.textContent);
        const [at, of] = [head.indexOf('epoch'), head.indexOf('seconds')];
        const all = [...document.querySelectorAll('#epochs-rows tr')].map((row) => [...row.children].map((cell) => Number(cell.textContent)));
        resolve({ ms, work: all.filter((row) => row[at] > 1).reduce((sum, row) => sum + row[of], 0) });
      }, 500);
    }).observe(rows, { subtree: true, childList: true, characterData: true });
    document.getElementById('run')?.click();
  }), epochs + 1);
  return { rate: (60000 * epochs) / (ms / 1000), share: Math.max(0, 1 - (1000 * work) / ms) };
});

/**
 * The longest task of the page's main thread in ms while two lanes train, by the clock and in time of the processor.
 * @param {any} browser @param {string} url
 */
const longestTask = (browser, url) => onPage(browser, `${url}#${FASHION}&act=relu&lanes=set,censet&epochs=100`, async (page) => {
  await ready(page);
  await page.evaluate(() => document.getElementById('run')?.click());
  await new Promise((done) => setTimeout(done, 3000));
  await page.tracing.start({ categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await new Promise((done) => setTimeout(done, 8000));
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const mains = new Set(traceEvents.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain').map((e) => `${e.pid} ${e.tid}`));
  const tasks = traceEvents.filter((e) => e.ph === 'X' && /RunTask$/.test(e.name) && mains.has(`${e.pid} ${e.tid}`));
  const longest = (field) => Math.max(0, ...tasks.map((task) => (task[field] ?? 0) / 1000));
  return { clock: longest('dur'), cpu: longest('tdur') };
});

/** A lane's worker keeps its module to itself: put before its script, this tells how much memory that has. */
const TELLS = `{
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...from) => {
    const made = await instantiate(...from);
    globalThis.moduleBytes = () => (made.instance ?? made).exports.memory.buffer.byteLength;
    return made;
  };
}
`;

/** What the page's server sends in place of a file. @param {string} path @param {Buffer} bytes */
export const told = (path, bytes) => (path === 'app/workers/lane-worker.js' ? Buffer.concat([Buffer.from(TELLS), bytes]) : bytes);

/**
 * What a lane's worker holds in MB while it trains: its heap, its buffers, and the module's memory.
 * @param {any} browser @param {string} url @param {string} text
 */
const memory = (browser, url, text) => onPage(browser, `${url}#${text}`, async (page) => {
  // CIFAR-10 is not fetched before Run is pressed.
  await usable(page);
  await page.evaluate(() => document.getElementById('run')?.click());
  await page.waitForFunction(() => /^epoch [1-9]/.test(document.getElementById('epoch-count')?.textContent ?? ''), { timeout: 300000, polling: 100 });
  const lanes = page.workers().filter((worker) => worker.url().includes('lane-worker'));
  return Math.max(...await Promise.all(lanes.map(held)));
});

/** @param {any} worker */
async function held(worker) {
  await worker.client.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await worker.client.send('Runtime.getHeapUsage');
  // Neither of them counts the module's memory.
  const module = await worker.evaluate(() => globalThis.moduleBytes());
  return (usedSize + backingStorageSize + module) / 1e6;
}

/**
 * @param {any} browser @param {string} url of the page @param {number} rounds @param {boolean} cifar whether the page has CIFAR-10
 * @param {(text: string) => void} say
 */
export async function measurePage(browser, url, rounds, cifar, say) {
  say('first visits');
  const visits = [];
  for (let i = 0; i <= rounds; i++) visits.push(await cold(browser, url));
  say('whole epochs in the page');
  /** @type {Record<string, { rate: number, share: number }[]>} */
  const lanes = Object.fromEntries(Object.keys(LANES).map((name) => [name, []]));
  for (let i = 0; i < Math.max(2, Math.ceil(rounds / 3)); i++) {
    for (const [name, settings] of Object.entries(LANES)) lanes[name].push(await wholeEpochs(browser, url, settings, EPOCHS[name]));
  }
  say('tasks and memory');
  const tasks = [];
  for (let i = 0; i < 2; i++) tasks.push(await longestTask(browser, url));
  return {
    cold: summary(visits.slice(1), 'ms'),
    lanes: Object.fromEntries(Object.entries(lanes).map(([name, all]) => [name, summary(all.map(({ rate }) => rate), 'samples/s')])),
    overhead: summary(lanes.set.map(({ share }) => 100 * share), '%'),
    task_clock: summary(tasks.map(({ clock }) => clock), 'ms'),
    task_cpu: summary(tasks.map(({ cpu }) => cpu), 'ms'),
    memory_fashion: await memory(browser, url, `${FASHION}&act=relu&lanes=set&epochs=100`),
    memory_cifar10: cifar ? await memory(browser, url, 'v=1&preset=described&data=cifar10&act=relu&lanes=set&epochs=100') : null,
  };
}
