// The harness itself: it finds elements as a person would, and no complaint of a page or of its workers escapes it.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BROWSER, axe, byRole, pageTest, press, status, statusIs, until } from '../harness.js';
import { startRemote } from '../remote.js';

const folder = mkdtempSync(join(tmpdir(), 'censet-lab-page-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'index.html'), `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"></head>
<body><main><h1>A page</h1><button>Run all</button> <button id="run">Run</button><p id="status">Ready</p></main>
<script type="module" src="page.js"></script></body></html>`);
writeFileSync(join(folder, 'page.js'), `
const worker = new Worker('worker.js', { type: 'module' });
const said = document.getElementById('status');
worker.onmessage = ({ data }) => { said.textContent = data; };
document.getElementById('run').onclick = () => worker.postMessage('Finished');
window.tell = (text) => worker.postMessage(text);
window.remote = 'https://raw.githubusercontent.com/folder/numbers.gz';`);
writeFileSync(join(folder, 'worker.js'), `
onmessage = ({ data }) => {
  if (data === 'log') console.error('the worker logs');
  if (data === 'throw') throw new Error('the worker throws');
  postMessage(data);
};`);

pageTest('a button is pressed by its name and the status line read', { folder }, async ({ page }) => {
  assert.equal(await status(page), 'Ready');
  await press(page, 'Run');
  assert.equal(await statusIs(page, /^Finished/), 'Finished');
  await assert.rejects(byRole(page, 'button', 'Ru', { timeout: 200 }), /there is a button named "Ru"/);
  await assert.rejects(statusIs(page, /Ready/, { timeout: 200 }), /it says "Finished"/);
});

pageTest('a page is served under a longer path', { folder, base: '/some/where/' }, async ({ page, url }) => {
  assert.match(url, /\/some\/where\/$/);
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
});

pageTest('axe names what is not accessible', { folder }, async ({ page }) => {
  assert.deepEqual(await axe(page), []);
  await page.evaluate(() => {
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.append(document.createElement('input'));
    // The rows look the same but for one, which no other stands for.
    const table = main.appendChild(document.createElement('table'));
    for (let i = 0; i < 12; i += 1) table.insertRow().insertCell().textContent = `row ${i}`;
    table.rows[9].style.color = '#ddd';
  });
  const found = (await axe(page)).join('\n');
  assert.match(found, /^color-contrast: .*\(.*nth-child\(10\)[^;]*\)$/m);
  // What is read from the document, one browser is asked for.
  assert.equal(/^label: /m.test(found), BROWSER === 'chromium');
  assert.match((await axe(page, undefined, ['label'])).join('\n'), /^label: /);
});

const other = await startRemote({ hello: Buffer.from('hello') });
after(() => other.close());
/** @type {[string, RegExp, (other: string) => unknown][]} */
const complaints = [
  ['an error logged by the page', /console error: logged/, () => console.error('logged')],
  ['a warning', /console warn: careful/, () => console.warn('careful')],
  ['an exception', /uncaught: .*thrown/, () => setTimeout(() => { throw new Error('thrown'); })],
  ['a rejection', /uncaught: .*rejected/, () => setTimeout(async () => { throw new Error('rejected'); })],
  ['an error logged by a worker', /console error: the worker logs/, () => /** @type {any} */ (window).tell('log')],
  ['an exception in a worker', /uncaught: .*the worker throws/, () => /** @type {any} */ (window).tell('throw')],
  ['a missing file', /answered 404: .*\/missing/, () => fetch('missing').then(() => {})],
  ['another host', /asked another host: http:/, (/** @type {string} */ other) => fetch(other).then(() => {})],
];
for (const [what, pattern, cause] of complaints) {
  pageTest(`it notices ${what}`, { folder }, async ({ page, problems }) => {
    await page.evaluate(cause, `${other.origin}/hello`);
    await until(() => `a problem matches ${pattern}: ${problems}`, () => problems.some((problem) => pattern.test(problem)));
    // One cause may be reported in several ways, the last of them a little later.
    await new Promise((done) => setTimeout(done, 200));
    problems.length = 0;
  });
}

pageTest('what a test expects does not fail it', { folder, expected: [/404/] }, async ({ page, problems }) => {
  await page.evaluate(() => fetch('missing').then((response) => response.text()));
  assert.deepEqual(problems, []);
});

const remote = await startRemote({ 'numbers.gz': Buffer.from([1, 2, 3]) });
after(() => remote.close());
pageTest('the stand-in answers in the remote server\'s place', { folder, remote }, async ({ page }) => {
  const bytes = await page.evaluate(async () => [...new Uint8Array(await (await fetch(/** @type {any} */ (window).remote)).arrayBuffer())]);
  assert.deepEqual(bytes, [1, 2, 3]);
  assert.deepEqual(remote.asked, ['numbers.gz']);
});

/** All processes that come from one, by number. @param {number} of @returns {number[]} */
function family(of) {
  const all = execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const children = (/** @type {number} */ parent) => all.filter(([, ppid]) => ppid === parent).map(([pid]) => pid);
  /** @type {(parent: number) => number[]} */
  const from = (parent) => [parent, ...children(parent).flatMap(from)];
  return from(of);
}

/** @param {number} process */
function lives(process) {
  return execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'stat='], { encoding: 'utf8' }).split('\n').some((line) => {
    const [pid, state] = line.trim().split(/\s+/);
    return Number(pid) === process && !state.startsWith('Z');
  });
}

test('told to end in the midst of a test, the suite leaves no process behind', { timeout: 120_000 }, async () => {
  const suite = spawn(process.execPath, [fileURLToPath(new URL('../suite.js', import.meta.url)), 'run.test.js'], { stdio: 'ignore' });
  const ended = once(suite, 'exit');
  const pid = /** @type {number} */ (suite.pid);
  // It, a browser, and a process in which that has a page.
  await until('a browser is there', () => family(pid).length > 3, { timeout: 60_000 });
  const all = family(pid);
  suite.kill('SIGTERM');
  assert.deepEqual(await ended, [143, null]);
  await until('all are gone', () => !all.some(lives));
});
