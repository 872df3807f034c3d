// Runs that are kept: in the browser, in files, and when a lane breaks down.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byRole, catchFiles, chooseFiles, click, digests, drop, openTab, pageTest, press, status, statusIs, until } from '../harness.js';
import { runHeadless } from '../headless.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SHORT = 'train=1000&test=200&side=14&hidden=40-30&epochs=6';

/** Has runs kept from their first epoch on, and ten times a second. @param {string} path @param {string} text */
const keenly = (path, text) => (path.endsWith('/autosave.js')
  ? text.replace('WORTH_MS = 1_000', 'WORTH_MS = 0').replace('EVERY_MS = 5_000', 'EVERY_MS = 100').replace('SHARE = 20', 'SHARE = 0')
  : text);

/** @param {Page} page @param {string} id */
const text = (page, id) => page.$eval(`#${id}`, (element) => (/** @type {HTMLElement} */ (element)).innerText);

/** What is out of sight while networks train has no inner text. @param {Page} page @param {string} place */
const inSight = (page, place) => page.$eval(place, (element) => element.scrollIntoView());

/** Long enough to be interrupted. */
const LONG = 'train=4000&test=200&epochs=40';

/** Epochs that all lanes have done. @param {Page} page */
const epoch = async (page) => Number(/epoch ([\d,]+)/.exec(await text(page, 'epoch-count'))?.[1]);

pageTest('after a reload a run is offered, and goes on to the bits of one that was never interrupted', { webkit: true, at: `#${SHORT}`, rewrite: keenly }, async ({ page, url }) => {
  for (const done of [1, 2, 3]) {
    await press(page, 'Step epoch');
    await statusIs(page, new RegExp(`^Paused after epoch ${done} of 6`));
  }
  await until('it is kept', async () => /epoch 3 of 6/.test(await text(page, 'saves-rows')));
  await page.reload();
  await until('the run is offered', async () => /^This experiment is kept here: epoch 3/.test(await text(page, 'offer-text')));
  // Offered, not begun.
  await statusIs(page, /^Ready\. Run/);
  // So it is to whoever comes without an experiment.
  await page.goto('about:blank');
  await page.goto(url);
  await until('the run is offered', async () => /^A run was left unfinished here: SET, CenSET on garments, epoch 3 of 6/.test(await text(page, 'offer-text')));
  await press(page, 'Continue it');
  await statusIs(page, /^Finished: 6 epochs/);
  assert.deepEqual(await digests(page), (await runHeadless(SHORT)).digests);
  // The epochs before the reload are there too.
  assert.equal((await page.$$('#epochs-rows tr')).length, 2 * 7);
  // Finished runs are kept as well, and can be deleted.
  await until('it is kept to its end', async () => /finished, 6 epochs/.test(await text(page, 'saves-rows')));
  await press(page, 'Delete: SET, CenSET on garments, finished, 6 epochs');
  await press(page, 'Delete for good: SET, CenSET on garments, finished, 6 epochs');
  await until('nothing is kept', async () => (await text(page, 'saves-empty')).startsWith('No run is kept'));
});

pageTest('a run goes by file to the headless command and to another browser', { webkit: true, at: `#${SHORT}` }, async ({ page }) => {
  const file = await catchFiles(page);
  for (const done of [1, 2, 3]) {
    await press(page, 'Step epoch');
    await statusIs(page, new RegExp(`^Paused after epoch ${done} of 6`));
  }
  await press(page, 'Save this run to a file');
  const bytes = await file.bytes('censet-lab-epoch-3.save');
  const folder = mkdtempSync(join(tmpdir(), 'censet-lab-save-'));
  try {
    const path = join(folder, 'three.save');
    writeFileSync(path, bytes);
    const headless = await runHeadless(SHORT, ['--resume', path]);
    assert.match(headless.output, /epoch 4\/6/);
    assert.doesNotMatch(headless.output, /epoch 3\/6/);
    // Back in a page that shows something else.
    await page.evaluate(() => { location.hash = '#epochs=2'; });
    await statusIs(page, /^Ready\. Run/);
    await chooseFiles(page, '#open-run', path);
    await statusIs(page, /^Paused after epoch 3 of 6/);
    await until('the address names it', () => page.evaluate(() => location.hash.includes('side=14')));
    await press(page, 'Run');
    await statusIs(page, /^Finished: 6 epochs/);
    assert.deepEqual(await digests(page), headless.digests);
    await drop(page, 'damaged.save', Buffer.from(bytes).fill(7, 100, 101));
    await until('it is refused', async () => /^damaged\.save is a damaged saved run/.test(await text(page, 'saves-error')));
    await statusIs(page, /^Finished: 6 epochs/);
    await drop(page, 'three.save', bytes);
    await statusIs(page, /^Paused after epoch 3 of 6/);
    assert.equal(await text(page, 'saves-error'), '');
    assert(await page.evaluate(() => !document.body.classList.contains('dropping')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Bytes of a module whose one function traps. */
const TRAP = 'new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,116,0,0,10,5,1,3,0,0,11]))).exports.t()';

pageTest('a lane whose worker traps says so, the others go on, and it can be rebuilt and catches up', {
  at: `#${SHORT}`,
  // The second lane traps in epoch 4, the first time round, once it has been kept.
  rewrite: (path, text) => (path.endsWith('/workers/lane.js')
    ? text.replace('step = session.advance();', `step = session.advance(); if (step.epoch === 4 && trapping) ${TRAP};`)
      .replace('async function open(request) {', 'let trapping = false;\nasync function open(request) { trapping = request.index === 1 && !request.saved;')
    : keenly(path, text)),
}, async ({ page }) => {
  await keptAfterTwo(page);
  await press(page, 'Run');
  const rebuild = await byRole(page, 'button', 'Rebuild CenSET', { timeout: 30_000 });
  assert.match(await text(page, 'lanes'), /CenSET stopped: .*unreachable.* The other networks go on\./s);
  await statusIs(page, /^Finished: 6 epochs/);
  await click(rebuild);
  await caughtUp(page);
  assert.deepEqual(await digests(page), (await runHeadless(SHORT)).digests);
});

/** Trains two epochs and has them kept: a lane that is rebuilt from the start would trap once more. @param {Page} page */
async function keptAfterTwo(page) {
  for (const done of [1, 2]) {
    await press(page, 'Step epoch');
    await statusIs(page, new RegExp(`^Paused after epoch ${done} of 6`));
  }
  await until('it is kept', async () => /epoch 2 of 6/.test(await text(page, 'saves-rows')));
}

/**
 * Has a rebuilt lane train to its end. The status says Finished until it is there, and then Paused.
 * @param {Page} page
 */
async function caughtUp(page) {
  await openTab(page, 'Numbers');
  await until('the rebuilt lane has caught up', async () => {
    if (/^Paused/.test(await status(page))) await press(page, 'Run');
    return (await page.$$('#epochs-rows tr')).length === 2 * 7 && /^Finished: 6 epochs/.test(await status(page));
  }, { timeout: 30_000 });
}

pageTest('when every lane has failed none is said to go on, until one is rebuilt', {
  at: `#${SHORT}`,
  // All trap in epoch 2, the first time round.
  rewrite: (path, text) => (path.endsWith('/workers/lane.js')
    ? text.replace('step = session.advance();', `step = session.advance(); if (step.epoch === 2 && trapping) ${TRAP};`)
      .replace('async function open(request) {', 'let trapping = false;\nasync function open(request) { trapping = !request.again;')
    : path.endsWith('/lane-worker-client.js') ? text.replace("type: 'open',", "type: 'open', again: globalThis.failed === true,") : text),
}, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Failed: every network has stopped\./);
  const said = () => page.$$eval('.failure:not([hidden]) p', (all) => all.map((one) => one.textContent ?? ''));
  await until('both say why', async () => (await said()).length === 2);
  for (const why of await said()) assert.doesNotMatch(why, /The other networks go on/);
  await page.evaluate(() => Object.assign(globalThis, { failed: true }));
  await press(page, 'Rebuild CenSET');
  await until('one goes on', async () => /^SET stopped: .* The other networks go on\.$/.test((await said()).join()));
});

pageTest('a lane whose worker is gone without a word is given up, and can be rebuilt', {
  at: `#${SHORT}`,
  // The second lane's worker ends itself in epoch 2, the first time round, and is asked for signs of life more often.
  rewrite: (path, text) => {
    if (path.endsWith('/worker-heartbeat.js')) return text.replace('EVERY_MS = 10_000', 'EVERY_MS = 200');
    if (path.endsWith('/lane-worker-client.js')) return text.replace("type: 'open',", "type: 'open', dies: lane.index === 1 && !globalThis.died && (globalThis.died = true),");
    if (!path.endsWith('/workers/lane.js')) return text;
    return text.replace('step = session.advance();', 'step = session.advance(); if (step.epoch === 2 && dies) { self.close(); broken = true; return; }')
      .replace('async function open(request) {', 'let dies = false;\nasync function open(request) { dies = request.dies;');
  },
}, async ({ page }) => {
  await press(page, 'Run');
  const rebuild = await byRole(page, 'button', 'Rebuild CenSET', { timeout: 30_000 });
  assert.match(await text(page, 'lanes'), /CenSET stopped: its worker has not answered for a minute.* The other networks go on\./s);
  await statusIs(page, /^Finished: 6 epochs/);
  await click(rebuild);
  await caughtUp(page);
});

pageTest('when the worker that keeps the data is gone without a word the page says so, and Run tries again', {
  at: `#${SHORT}`,
  // It ends itself the first time it is to give out images, and is asked for signs of life more often.
  rewrite: (path, text) => {
    if (path.endsWith('/data-worker-client.js')) return text.replace('setTimeout(work, ms)', 'setTimeout(work, ms / 20)').replace("type: 'init',", "type: 'init', dies: !globalThis.died && (globalThis.died = true),");
    if (path.endsWith('/image-transfer.js')) return text.replace('const part = store.part', 'if (globalThis.dies) return self.close();\n        const part = store.part');
    return path.endsWith('data-worker.js') ? text.replace("case 'init':", "case 'init':\n      Object.assign(globalThis, { dies: request.dies });") : text;
  },
}, async ({ page }) => {
  await statusIs(page, /^Not started: the data are missing\. Run tries again\./);
  assert.match(await page.$eval('[role=alert]', (element) => element.textContent ?? ''), /The worker that keeps the data has not answered for a minute/);
  await press(page, 'Run');
  await statusIs(page, /^Finished: 6 epochs/);
});

/** Counts in the page the workers that keep the data, and has the first, or all, break down over them. @param {string} how @param {boolean} [always] */
const breaking = (how, always = false) => (/** @type {string} */ path, /** @type {string} */ text) => {
  if (path.endsWith('/data-worker-client.js')) return text.replace("type: 'init',", `type: 'init', breaks: (globalThis.begun = (globalThis.begun ?? 0) + 1) === 1 || ${always},`);
  if (!path.endsWith('data-worker.js')) return text;
  return text.replace("case 'init':", "case 'init':\n      Object.assign(globalThis, { breaks: request.breaks });").replace("case 'draw':", `case 'draw':\n      if (globalThis.breaks) ${how};`);
};
const begun = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (globalThis).begun);

pageTest('a worker that traps over the data is replaced, and the run has the right bits', { webkit: true, at: `#${SHORT}`, rewrite: breaking(TRAP) }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished: 6 epochs/);
  assert.equal(await begun(page), 2);
  assert.deepEqual(await digests(page), (await runHeadless(SHORT)).digests);
});

for (const [what, how, sentence] of [
  ['a second worker that traps over the data is not replaced', TRAP, /The data could not be prepared: .*unreachable/],
  ['data that two workers have drawn wrong are not trained on', "throw { code: 'drawing', field: null, text: 'This browser draws badly.' }", /^This browser draws badly\./],
]) {
  pageTest(`${what}, and the page says so`, { at: `#${SHORT}`, rewrite: breaking(String(how), true) }, async ({ page }) => {
    await statusIs(page, /^Not started: the data are missing\. Run tries again\./);
    assert.equal(await begun(page), 2);
    assert.match(await page.$eval('[role=alert]', (element) => element.textContent ?? ''), /** @type {RegExp} */ (sentence));
    assert.equal((await page.$$('#epochs-rows tr')).length, 0);
  });
}

pageTest('without storage a sentence says so, and training goes on', { at: `#${LONG}` }, async ({ page }) => {
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(window, 'indexedDB', { value: { open() { throw new DOMException('no', 'SecurityError'); } } });
  });
  await page.reload();
  await press(page, 'Run');
  await inSight(page, '#saves');
  await until('it is said', async () => /lets the page keep nothing\. Training goes on\./.test(await text(page, 'saves-state')), { timeout: 30_000 });
  const now = await epoch(page);
  await until('training goes on', async () => (await epoch(page)) > now);
});

pageTest('a full disk is said, and training goes on', { at: `#${LONG}` }, async ({ page }) => {
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await press(page, 'Run');
  await inSight(page, '#saves');
  await until('it is said', async () => /The run at hand is not kept: the storage of this browser is full/.test(await text(page, 'saves-state')), { timeout: 30_000 });
  const now = await epoch(page);
  await until('training goes on', async () => (await epoch(page)) > now);
});

pageTest('a link that carries its result is reproduced, or says where it first differs', { at: '#train=1000&test=200&side=14&hidden=40-30&epochs=3' }, async ({ page, url }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  const { set, censet } = await digests(page);
  const expecting = (/** @type {string} */ last) => (
    `${url}#train=1000&test=200&side=14&hidden=40-30&epochs=3&expect=set@3:${set},censet@3:${last}`);
  for (const [link, outcome] of /** @type {[string, RegExp][]} */ ([
    [expecting(censet ?? ''), /^Reproduced, bit for bit: 2 of 2/],
    [expecting('0123456789abcdef'), /^Not reproduced\. CenSET first differs in epoch 3: here [0-9a-f]{16}, in the link 0123456789abcdef\.$/],
  ])) {
    // A page of its own, as whoever gets the link has.
    await page.goto('about:blank');
    await page.goto(link);
    await until('it is announced', async () => /^This link carries its result, 2 digests\./.test(await text(page, 'expect-text')));
    await press(page, 'Run');
    await statusIs(page, /^Finished/);
    assert.match(await text(page, 'expect-text'), outcome);
  }
  // Another experiment has another result.
  await page.evaluate(() => { location.hash = location.hash.replace('epochs=3', 'epochs=3&seed=5'); });
  await until('the result goes', () => page.evaluate(() => !location.hash.includes('expect=')));
  assert(await page.$eval('#expect', (element) => /** @type {HTMLElement} */ (element).hidden));
});

pageTest('a link of another version says so instead of showing other numbers', { at: '#v=2&epochs=3' }, async ({ page }) => {
  await statusIs(page, /^This experiment cannot run/);
  assert.match(await page.$eval('[role=alert]', (element) => element.textContent ?? ''), /the link was made for version 2 of the lab, and this is version 1, which may give other numbers/);
  assert.equal((await page.$$('.lane .number')).length, 0);
});

pageTest('a connection to the storage that has died is made anew, and nothing is lost', { at: `#${SHORT}`, rewrite: keenly }, async ({ page }) => {
  // The first transaction, and then every third, finds its connection closed, as iOS does to pages that were away.
  await page.evaluateOnNewDocument(() => {
    const begin = IDBDatabase.prototype.transaction;
    let times = 0;
    IDBDatabase.prototype.transaction = function transaction(...args) {
      if (times++ % 3 === 0) this.close();
      return begin.apply(this, args);
    };
    Object.assign(window, { begun: () => times });
  });
  await page.reload();
  await press(page, 'Run');
  await statusIs(page, /^Finished/, { timeout: 60_000 });
  await until('it is kept', () => page.$eval('#saves-rows', (rows) => /finished/.test(rows.textContent ?? '')));
  assert(await page.evaluate(() => /** @type {any} */ (window).begun() > 4), 'the connection has died once at most');
  assert.equal(await page.$eval('#saves-state', (state) => state.textContent), 'The run at hand is kept here as it trains.');
  assert.equal(await page.$eval('#saves-error', (error) => error.textContent), '');
});

pageTest('a run that is finished is kept again when the visitor has cleared the storage', { at: `#${SHORT}`, rewrite: keenly }, async ({ page }) => {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await until('it is kept', () => page.$eval('#saves-rows', (rows) => /finished/.test(rows.textContent ?? '')));
  const first = await text(page, 'saves-rows');
  await page.evaluate(() => new Promise((done, fail) => {
    const deleting = indexedDB.deleteDatabase('censet-lab');
    deleting.onsuccess = done;
    deleting.onerror = fail;
  }).then(() => undefined));
  await until('it is in a database again', () => page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'censet-lab')) return false;
    const database = await new Promise((done) => { indexedDB.open('censet-lab').onsuccess = ({ target }) => done(/** @type {IDBOpenDBRequest} */ (target).result); });
    const { objectStoreNames } = database;
    const rows = objectStoreNames.contains('runs') ? await new Promise((done) => {
      database.transaction('runs').objectStore('runs').count().onsuccess = (/** @type {any} */ { target }) => done(target.result);
    }) : 0;
    database.close();
    return rows === 1;
  }));
  await page.reload();
  await until('the list has it', async () => (await text(page, 'saves-rows')).slice(0, 40) === first.slice(0, 40));
});

pageTest('a run from a file shows what it has and offers no more, and keeps all that comes', { at: `#${LONG}&side=14&hidden=40-30` }, async ({ page }) => {
  const file = await catchFiles(page);
  for (const done of [1, 2, 3]) {
    await press(page, 'Step epoch');
    await statusIs(page, new RegExp(`^Paused after epoch ${done} of 40`));
  }
  await press(page, 'Save this run to a file');
  const bytes = await file.bytes('censet-lab-epoch-3.save');
  await press(page, 'New seed');
  await statusIs(page, /^Ready\. Run/);
  await drop(page, 'three.save', bytes);
  await statusIs(page, /^Paused after epoch 3 of 40/);
  const slider = () => page.$eval('#scrub', (input) => {
    const { min, max, value } = /** @type {HTMLInputElement} */ (input);
    return [min, max, value].map(Number);
  });
  assert.deepEqual(await slider(), [3, 3, 3]);
  assert.equal(await text(page, 'scrub-note'), 'A saved file has no pictures of the epochs before, so the first to be shown is epoch 3. The numbers of all are kept.');
  await press(page, 'Run');
  await statusIs(page, /^Finished/, { timeout: 60_000 });
  await page.focus('#scrub');
  await page.keyboard.press('Home');
  assert.deepEqual(await slider(), [3, 40, 3]);
  // Every one of them, forward too.
  /** @type {number[]} */
  const shown = [];
  for (let i = 0; i < 5; i += 1) {
    await page.keyboard.press('ArrowRight');
    shown.push((await slider())[2]);
    await until('the picture is of that epoch', () => page.$$eval('.network figcaption', (all, epoch) => all.every((one) => (one.textContent ?? '').includes(`poch ${epoch}`)), shown.at(-1)));
  }
  assert.deepEqual(shown, [4, 5, 6, 7, 8]);
  assert.doesNotMatch(await text(page, 'lanes'), /was not kept/);
});

pageTest('a lane that has failed is so still after going away and back, and looking back leaves it its way out', {
  at: `#${SHORT}`,
  rewrite: (path, text) => (path.endsWith('/workers/lane.js')
    ? text.replace('step = session.advance();', `step = session.advance(); if (step.epoch === 3 && trapping) ${TRAP};`)
      .replace('async function open(request) {', 'let trapping = false;\nasync function open(request) { trapping = request.index === 1 && !request.saved;')
    : keenly(path, text)),
}, async ({ page }) => {
  await keptAfterTwo(page);
  await press(page, 'Run');
  await byRole(page, 'button', 'Rebuild CenSET', { timeout: 30_000 });
  await statusIs(page, /^Finished: 6 epochs/);
  await page.focus('#scrub');
  await page.keyboard.press('Home');
  await byRole(page, 'button', 'Rebuild CenSET');
  await press(page, 'New seed');
  await statusIs(page, /^Ready\. Run/);
  await press(page, 'Go back to it');
  assert.match(await text(page, 'lanes'), /CenSET stopped: .*unreachable/s);
  await click(await byRole(page, 'button', 'Rebuild CenSET'));
  await caughtUp(page);
  assert.deepEqual(await digests(page), (await runHeadless(SHORT)).digests);
});

pageTest('a run that is deleted while it trains is kept again whole', { at: `#${SHORT.replace('epochs=6', 'epochs=900')}`, rewrite: keenly }, async ({ page }) => {
  await press(page, 'Run');
  await inSight(page, '#saves');
  await until('it is kept', async () => /epoch \d+ of 900/.test(await text(page, 'saves-rows')), { timeout: 30_000 });
  await until('it has come further', async () => (await epoch(page)) > 20, { timeout: 30_000 });
  await page.$eval('#saves-rows button[data-is^="Delete "]', (button) => /** @type {HTMLElement} */ (button).click());
  await page.$eval('#saves-rows button[data-is^="Delete for good"]', (button) => /** @type {HTMLElement} */ (button).click());
  const now = await epoch(page);
  await until('it goes on', async () => (await epoch(page)) > now + 10, { timeout: 30_000 });
  await press(page, 'Pause');
  await statusIs(page, /^Paused/);
  await until('it is kept as far as it is', async () => (await text(page, 'saves-rows')).includes(`epoch ${await epoch(page)} of 900`));
  await page.reload();
  await press(page, 'Continue it');
  await statusIs(page, /^Training|^Paused|^Finished/);
  await press(page, 'Pause');
  await statusIs(page, /^Paused/);
  await page.focus('#scrub');
  await page.keyboard.press('Home');
  assert.equal(await page.$eval('#scrub', (input) => /** @type {HTMLInputElement} */ (input).value), '0');
  assert(await page.$eval('#scrub-note', (note) => /** @type {HTMLElement} */ (note).hidden), 'all its pictures are there');
});

pageTest('the browser is asked to keep what took long, and only that', {
  at: `#${SHORT}`,
  rewrite: (path, text) => (path.endsWith('/autosave.js') ? keenly(path, text).replace('DEAR_MS = 60_000', 'DEAR_MS = 0') : text),
  before: `{
    let asked = 0;
    navigator.storage.persist = async () => { asked += 1; return true; };
    navigator.storage.persisted = async () => false;
    window.asked = () => asked;
  }`,
}, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  const asked = () => page.evaluate(() => /** @type {any} */ (window).asked());
  assert.equal(await asked(), 0);
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await until('it is asked', async () => (await asked()) === 1);
});
