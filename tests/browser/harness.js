// What the end-to-end tests share: one browser, one profile a test file, an address of its own for each test, and a page
// whose every complaint fails the test. The environment variable BROWSER chooses chromium (the default), firefox, or
// webkit, which runs the tests marked for it.
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { esbuild, writeJoined } from '../../www/build-joined.js';
import { SINGLE } from '../../www/build-offline.js';
import { serveFolder } from '../../www/static-server.js';
import { launch } from './browsers.js';
import { timed, writeTimes } from './times.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').ElementHandle<Element>} Handle */
/** @typedef {{ origin: string }} Remote */

/** The folder that www/build makes. */
export const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));
/** The browser these tests run in. */
export const BROWSER = /** @type {import('./browsers.js').BrowserName} */ (process.env.BROWSER ?? 'chromium');
/** A test's `skip` option: false when the FashionMNIST files are at hand, else the reason. */
export const withoutFashion = process.env.FASHION_MNIST_DIR ? false : 'FASHION_MNIST_DIR is not set';
/** Its files, in the order training images, training labels, test images, test labels. */
export const FASHION_NAMES = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz', 't10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'];
/** Where the page fetches FashionMNIST from when the files are not beside it. */
export const REMOTE_ORIGIN = 'https://raw.githubusercontent.com';

/** @type {Promise<import('puppeteer-core').Browser> | undefined} */
let browser;
after(async () => (await browser)?.close());

/** The browser, another one should it be gone. */
async function opened() {
  if (browser && !(await browser).connected) browser = undefined;
  return browser ??= launch(BROWSER);
}

/** The profile of the test file at hand. @type {{ file: string, profile: import('puppeteer-core').BrowserContext } | undefined} */
let warm;

/**
 * A file's tests share a profile, up to one that fails: in a new one, Chromium opens a window and starts a process, which
 * takes it as long as a page.
 * @param {string} file
 * @param {string} origin of any site of ours
 */
async function profileOf(file, origin) {
  const alive = await opened();
  if (warm && warm.profile.browser() !== alive) warm = undefined;
  if (warm?.file === file) return warm.profile;
  await warm?.profile.close();
  const profile = await alive.createBrowserContext();
  warm = { file, profile };
  // Without a page there, be it "Not found.", both would be gone between tests.
  if (BROWSER === 'chromium') await (await profile.newPage()).goto(`${origin}/nothing`);
  return profile;
}

/** The file whose tests are being registered. */
let file = basename(process.argv[1] ?? '');
/** Says which file the tests that follow are from. @param {string} name */
export const from = (name) => { file = name; };

/** Ports that were another test's: what the page kept there, it would find. @type {Set<number>} */
const ports = new Set();

/** Where copies of the page are, until the tests end. @type {string | undefined} */
let copies;
after(() => copies && rmSync(copies, { recursive: true, force: true }));

/** The built page in a folder of its own, to be changed. */
export function copyOfPage() {
  copies ??= mkdtempSync(join(tmpdir(), 'censet-lab-pages-'));
  const copy = mkdtempSync(join(copies, 'page-'));
  const data = join(DIST, 'data');
  cpSync(DIST, copy, { recursive: true, filter: (path) => path !== data && !path.endsWith(SINGLE) });
  mkdirSync(join(copy, 'data'));
  for (const name of readdirSync(data)) {
    if (name === 'files.json') cpSync(join(data, name), join(copy, 'data', name));
    else symlinkSync(join(data, name), join(copy, 'data', name));
  }
  return copy;
}

/** The page with modules that are others than they are written. @param {import('../../www/build-joined.js').Change} change */
async function changedPage(change) {
  const copy = copyOfPage();
  await writeJoined(copy, change);
  return copy;
}

/**
 * Serves the page on a port that no other site had.
 * @param {object} [options]
 * @param {string} [options.folder] www/dist unless said
 * @param {string} [options.base] the path under which the page is served, `/` at both ends
 * @param {boolean} [options.data] whether the data files beside the page are there to be had (when www/build found them)
 * @param {Remote} [options.remote] a stand-in for the remote dataset server: its address replaces the real one's in
 *   the page and its scripts
 * @param {boolean} [options.keeping] whether the page may keep itself for visits without a network, which costs each
 *   test a second load of everything
 * @param {boolean} [options.policy] whether the page has its Content-Security-Policy
 * @param {(path: string, text: string) => string} [options.rewrite] changes a module before it is joined, to break it
 * @param {() => string[]} [options.first] scripts that run before the page's own, and the first before its workers'
 */
export async function startSite({ folder = DIST, base = '/', data = true, remote, keeping = false, policy = true, rewrite, first } = {}) {
  const served = rewrite ? await changedPage(rewrite) : folder;
  const serve = () => serveFolder(served, {
    base,
    transform(path, bytes) {
      if (!data && path === 'data/files.json') return Buffer.from('[]\n');
      if (!data && path.startsWith('data/')) return null;
      if (!/\.(html|js)$/.test(path)) return bytes;
      let text = bytes.toString('utf8');
      if (remote) text = text.replaceAll(REMOTE_ORIGIN, remote.origin);
      // Its address is in the wasm module, and comes into the scripts here.
      if (remote && path === 'app/main.js') {
        const address = /\bfiles\d*\.remote\b/g;
        assert.match(text, address, path);
        text = text.replace(address, (is) => `(${is}?.replace('${REMOTE_ORIGIN}', '${remote.origin}') ?? null)`);
      }
      if (!keeping) text = text.replace(/<meta name="service-worker"[^>]*>/, '');
      if (!policy) text = text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
      if (first && path.endsWith('.html')) text = beginning(text, first().join(';\n'));
      if (first && path.endsWith('worker.js')) text = `${first()[0]};\n${text}`;
      return Buffer.from(text);
    },
  });
  let server = await serve();
  while (ports.has(server.port)) {
    const taken = server;
    server = await serve();
    await taken.close();
  }
  ports.add(server.port);
  const origin = `http://127.0.0.1:${server.port}`;
  return { origin, url: origin + base, close: server.close };
}

/**
 * A page with a script before all others, which its policy allows.
 * @param {string} html
 * @param {string} script
 */
const beginning = (html, script) => html.replace("script-src 'self'", (self) => `${self} 'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  .replace('<head>', (head) => `${head}<script>${script}</script>`);

/**
 * Registers an end-to-end test: opens the page as if for the first time and runs `body`. The test fails when the page logs an
 * error or a warning, throws, has a request fail, or asks another host for anything. A failing test leaves a picture.
 * @param {string} name
 * @param {object} options
 * @param {string} [options.at] what follows the page's address, `#epochs=2` for example
 * @param {string} [options.address] the whole address to open instead, a `file:` for example
 * @param {RegExp[]} [options.expected] complaints that belong to this test and do not fail it
 * @param {string | false} [options.skip] why the test cannot run here
 * @param {number} [options.timeout] milliseconds that `body` may take; two minutes unless said
 * @param {{ width: number, height: number, deviceScaleFactor?: number, hasTouch?: boolean }} [options.viewport]
 * @param {string} [options.before] a script that runs before the page's own
 * @param {string | null} [options.pace] the pace that the visitor chose before: full speed unless said; null for a first visit
 * @param {boolean} [options.forcedColours] whether the system's few colours take the place of the page's
 * @param {boolean} [options.dark] whether the system is dark
 * @param {Record<string, unknown>} [options.preferences] of Firefox
 * @param {boolean} [options.fresh] whether the profile is the test's own; a page of another address always needs that, and one that keeps itself, as it counts the pages that are open
 * @param {boolean} [options.webkit] whether it is run in WebKit too, where webkit.js knows all that it uses
 * @param {string | (() => string)} [options.folder] see {@link startSite}, as for the next six; or makes it
 * @param {string} [options.base]
 * @param {boolean} [options.data]
 * @param {Remote} [options.remote]
 * @param {(path: string, text: string) => string} [options.rewrite]
 * @param {boolean} [options.keeping]
 * @param {boolean} [options.policy]
 * @param {(context: { page: Page, url: string, problems: string[], unplug: () => Promise<void> }) => Promise<void>} body
 *   `url`: the page's address without fragment; `unplug` takes the network away; `problems`: the complaints so far, to be emptied by a test that caused them
 */
export function pageTest(name, options, body) {
  const { at = '', address, expected = [], skip = false, timeout = 120_000, viewport = { width: 1280, height: 900 }, before, pace = 'full', forcedColours = false, dark = false, preferences = {}, fresh = Boolean(address), webkit = false, folder, ...where } = options;
  if (BROWSER === 'webkit' && !webkit) return;
  const of = file;
  const attempt = async () => {
    /** @type {Page & { first?: string[] } | undefined} */
    let page;
    // WebDriver cannot have scripts run before a page's own.
    const first = BROWSER === 'webkit' ? () => page?.first ?? [] : undefined;
    const site = await startSite({ folder: typeof folder === 'function' ? folder() : folder, ...where, first });
    // Firefox forces colours, and is dark, by a preference, so for that it is another Firefox.
    const preferred = {
      ...(forcedColours && { 'browser.display.document_color_use': 2 }), ...(dark && { 'layout.css.prefers-color-scheme.content-override': 0 }), ...preferences,
    };
    /** @type {import('puppeteer-core').Browser | null} */
    let own = null;
    /** @type {import('puppeteer-core').BrowserContext | null} */
    let alone = null;
    try {
      if (Object.keys(preferred).length > 0 && BROWSER === 'firefox') own = await launch(BROWSER, preferred);
      if (own || fresh || where.keeping || BROWSER === 'webkit') alone = await (own ?? await opened()).createBrowserContext();
      page = await timed('open', (async () => (alone ?? await profileOf(of, site.origin)).newPage())());
      await page.setViewport(viewport);
      if ((forcedColours || dark) && !own) {
        const features = [...(forcedColours ? [{ name: 'forced-colors', value: 'active' }] : []), ...(dark ? [{ name: 'prefers-color-scheme', value: 'dark' }] : [])];
        await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features });
      }
      const hosts = [site.origin, ...(where.remote ? [where.remote.origin] : [])];
      const problems = collectProblems(page, hosts, expected);
      // Firefox tells the console of its tools, but not us.
      await page.evaluateOnNewDocument(() => document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
      // A page that glides takes from under the mouse what is about to be clicked.
      await page.evaluateOnNewDocument(() => document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.style.scrollBehavior = 'auto';
      }));
      // Without storage it is the usual one.
      if (pace !== null) await page.evaluateOnNewDocument(`try { localStorage['censet-lab-pace'] ??= ${JSON.stringify(pace)}; } catch {}`);
      if (before) await page.evaluateOnNewDocument(before);
      try {
        await timed('load', page.goto(address ?? site.url + at, { waitUntil: 'load' }));
        await timed('body', within(timeout, body({ page, url: site.url, problems, unplug: site.close })));
        // What the last action caused is reported a moment after it, and in WebKit with the next answer.
        await pause(100);
        await status(page);
        assert.deepEqual(problems, [], 'the page complained');
      } catch (error) {
        // What it has broken must break no other test.
        if (warm && page.browserContext() === warm.profile) {
          alone = warm.profile;
          warm = undefined;
        }
        console.log(`${name} (${BROWSER}): ${isSilent(error) ? error.message : await picture(page, name)}`);
        for (const problem of problems) console.log(`  ${problem}`);
        throw error;
      }
    } finally {
      await timed('close', (async () => {
        await (alone ?? page)?.close();
        await own?.close();
        await site.close();
      })());
      writeTimes(BROWSER, of, name);
    }
  };
  // The harness ends a test itself, with a picture; what it does before and after has its own limits.
  test(name, { skip, timeout: BROWSER === 'webkit' ? 2 * (timeout + SILENT) : timeout + 120_000 }, async () => {
    assert(silent < GIVEN_UP, `WebKit's driver has not answered in ${GIVEN_UP} tests, and is asked no more`);
    try {
      await attempt();
    } catch (error) {
      if (!isSilent(error)) throw error;
      console.log(`${name} (${BROWSER}): once more, in another session`);
      await attempt().catch((again) => {
        if (isSilent(again)) silent += 1;
        throw again;
      });
    }
    silent = 0;
  });
}

/** Tests since the last that passed in which WebKit's driver has not answered, in either of two sessions. */
let silent = 0;
/** A driver that is silent in so many is so in all, and each takes minutes. */
const GIVEN_UP = 2;
/** Milliseconds in which, twice over, a driver is found to be silent. */
const SILENT = 300_000;

/** Whether WebKit's driver answers no more. @param {unknown} error @returns {error is Error} */
const isSilent = (error) => error instanceof Error && error.name === 'Silent';

/**
 * Waits for some work, but not for ever.
 * @template T
 * @param {number} ms
 * @param {Promise<T>} work
 */
async function within(ms, work) {
  const end = new AbortController();
  try {
    return await Promise.race([work, pause(ms, undefined, { signal: end.signal }).then(() => { throw new Error(`the test is not at its end after ${ms} ms`); })]);
  } finally {
    end.abort();
  }
}

/**
 * @param {Page} page
 * @param {string[]} hosts the origins that the page may ask
 * @param {RegExp[]} expected
 */
function collectProblems(page, hosts, expected) {
  /** @type {string[]} */
  const problems = [];
  const note = (/** @type {string} */ text) => {
    if (!expected.some((pattern) => pattern.test(text))) problems.push(text);
  };
  page.on('console', (message) => {
    if (['error', 'warn', 'assert'].includes(message.type())) note(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`uncaught: ${error instanceof Error ? error.message : String(error)}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Given up by the page itself, as a reload does with what is under way.
    if (!/ABORTED/.test(why)) note(`request failed: ${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`answered ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && !hosts.includes(origin)) note(`asked another host: ${request.url()}`);
  });
  return problems;
}

/** @param {Page} page @param {string} name */
async function picture(page, name) {
  const folder = join(tmpdir(), 'censet-lab-tests');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${BROWSER}-${name.replace(/\W+/g, '-').slice(0, 80)}.png`);
  try {
    await page.screenshot({ path: /** @type {`${string}.png`} */ (path) });
    return `picture in ${path}, status "${await status(page)}"`;
  } catch (error) {
    // What has gone wrong before may be that, too.
    if (isSilent(error)) throw error;
    return `no picture: ${/** @type {Error} */ (error).message}`;
  }
}

/**
 * The element with that role and exactly that accessible name, as assistive technology sees it; waits for it.
 * @param {Page} page
 * @param {string} role
 * @param {string} name
 * @param {{ timeout?: number }} [options]
 */
export async function byRole(page, role, name, { timeout = 30_000 } = {}) {
  /** @type {Handle | null} */
  let found = null;
  await timed('byRole', until(`there is a ${role} named "${name}"`, async () => (found = await named(page, role, name)) !== null, { timeout }));
  return /** @type {Handle} */ (/** @type {unknown} */ (found));
}

/**
 * The names are computed in the page: asked for them, a browser builds its accessibility tree of the whole page and keeps
 * it up to date from then on, which takes Firefox a second a time.
 * @param {Page} page @param {string} role @param {string} name
 * @returns {Promise<Handle | null>}
 */
async function named(page, role, name) {
  if (!(await page.evaluate(() => 'accessibility' in window))) await page.evaluate(accessibility());
  const found = await page.evaluateHandle((role, name) => {
    const { getRole, computeAccessibleName, isInaccessible } = /** @type {typeof import('dom-accessibility-api')} */ (
      /** @type {any} */ (window).accessibility);
    const all = document.querySelectorAll('button, a, input, select, textarea, h1, h2, h3, h4, h5, h6, progress, [role]');
    return [...all].find((element) => getRole(element) === role && !isInaccessible(element) && computeAccessibleName(element) === name) ?? null;
  }, role, name);
  return /** @type {Handle | null} */ (found.asElement());
}

/** @type {string | undefined} */
let bundled;

/** dom-accessibility-api as a script, which says how the library makes names of elements as the standard has it. */
function accessibility() {
  bundled ??= esbuild.buildSync({
    stdin: { contents: "export * from 'dom-accessibility-api'", resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true, format: 'iife', globalName: 'accessibility', write: false,
  }).outputFiles[0].text;
  // A variable of the script's own would be gone with it.
  return `${bundled}; window.accessibility = accessibility;`;
}

/**
 * Clicks the button of that name once it is enabled.
 * @param {Page} page @param {string} name
 */
export async function press(page, name) {
  const button = await byRole(page, 'button', name);
  await until(`the button "${name}" is enabled`, () =>
    button.evaluate((element) => !(/** @type {HTMLButtonElement} */ (element).disabled) && element.getAttribute('aria-disabled') !== 'true'));
  await click(button);
}

/**
 * Clicks an element where a mouse finds it, once more if that had just moved away.
 * @param {Handle} handle
 */
export async function click(handle) {
  await timed('click', until('the click reaches what it is for', () => hit(handle)));
}

/**
 * Clicks once, and says whether that reached the element; a click that led to another page did.
 * @param {Handle} handle
 */
async function hit(handle) {
  /** @type {{ x: number, y: number } | null} */
  let place = null;
  // What a slow page adds above it would take it from under the mouse.
  await until('it stands still', async () => (place = await handle.evaluate((element) => new Promise((done) => {
    element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const before = element.getClientRects()[0];
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const now = element.getClientRects()[0];
      if (!before || !now || now.x !== before.x || now.y !== before.y) return done(null);
      const seen = /** @type {any} */ (element).seen = { click: false };
      element.addEventListener('click', () => (seen.click = true), { capture: true, once: true });
      const middle = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
      done({ x: middle(now.left, now.right, innerWidth), y: middle(now.top, now.bottom, innerHeight) });
    }));
  }))) !== null);
  const { x, y } = /** @type {{ x: number, y: number }} */ (/** @type {unknown} */ (place));
  await handle.frame.page().mouse.click(x, y);
  return handle.evaluate((element) => /** @type {any} */ (element).seen.click).catch(() => true);
}

/**
 * Opens one of the tabs below the charts.
 * @param {Page} page @param {string} name
 */
export async function openTab(page, name) {
  const tab = await byRole(page, 'tab', name);
  // It is in the document before the page's script listens to it.
  await until(`the tab "${name}" opens`, async () => {
    await click(tab);
    return tab.evaluate((element) => element.getAttribute('aria-selected') === 'true');
  });
}

/**
 * Takes something of a figure away, from the menu in its corner.
 * @param {Page} page @param {string} figure @param {string} what `PNG`, `CSV` …
 */
export async function takeAway(page, figure, what) {
  /** @type {Handle | null} */
  let menu = null;
  await until(`"${figure}" has a menu`, async () => (menu = /** @type {Handle | null} */ ((await page.evaluateHandle((name) => (
    [...document.querySelectorAll('.take summary')].find((summary) => summary.textContent === `⋯${name}: take away`) ?? null), figure)).asElement())) !== null);
  const summary = /** @type {Handle} */ (/** @type {unknown} */ (menu));
  if (!(await summary.evaluate((element) => element.closest('details')?.open))) await click(summary);
  await press(page, `${figure}: ${what}`);
  await page.keyboard.press('Escape');
}

/**
 * Replaces the text of a field and commits it with Enter.
 * @param {Page} page @param {string} name its label @param {string} text @param {string} [role]
 */
export async function type(page, name, text, role = 'textbox') {
  const field = await byRole(page, role, name);
  // A field in a group of the form that is closed.
  const group = /** @type {Handle | null} */ ((await field.evaluateHandle((element) => element.closest('details:not([open])')?.querySelector('summary') ?? null)).asElement());
  if (group) await click(group);
  await field.evaluate((element) => /** @type {HTMLInputElement} */ (element).select());
  await field.type(text);
  await field.press('Enter');
}

/**
 * What the status line says.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export function status(page) {
  return page.evaluate(() => document.getElementById('status')?.textContent?.trim() ?? '');
}

/**
 * Waits until the status line matches.
 * @param {Page} page @param {RegExp} pattern @param {{ timeout?: number }} [options]
 * @returns {Promise<string>} what it then says
 */
export async function statusIs(page, pattern, { timeout = 30_000 } = {}) {
  let said = '';
  await timed('status', until(() => `the status line matches ${pattern} (it says "${said}")`, async () => pattern.test(said = await status(page)), { timeout }));
  return said;
}

/**
 * Waits until `holds` answers true.
 * @param {string | (() => string)} what what is waited for, for the message
 * @param {() => boolean | Promise<boolean>} holds
 * @param {{ timeout?: number, every?: number }} [options] milliseconds
 */
export async function until(what, holds, { timeout = 30_000, every = 50 } = {}) {
  const end = Date.now() + timeout;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`after ${timeout} ms it is still not so that ${typeof what === 'string' ? what : what()}`);
    await pause(every);
  }
}

/**
 * The digests as the page shows them, by lane.
 * @param {Page} page
 */
export async function digests(page) {
  // The tables are written with the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))));
  return page.$$eval('#digests dt', (names) => Object.fromEntries(names.map((name) => (
    [name.textContent?.replace('digest ', ''), name.nextElementSibling?.textContent]))));
}

/** The rules that depend on how a browser lays out and paints; all others read the document, and one browser is enough. */
const SEEN = ['color-contrast', 'link-in-text-block', 'target-size'];

/**
 * The accessibility rules that the page breaks, one line each; none is expected. Among them is the size of targets, which
 * axe leaves out unless asked. Of rows that look the same in a long table the first few stand for all.
 * @param {Page} page
 * @param {string} [place] a selector of the part to look at, the whole page unless said
 * @param {string[]} [rules] only these rules; unless said all in Chromium, and elsewhere those of how it looks
 * @returns {Promise<string[]>}
 */
export async function axe(page, place, rules = BROWSER === 'chromium' ? undefined : SEEN) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  }
  return timed('axe', page.evaluate(async (place, rules) => {
    /** What an element is to a style sheet, but for its place. @param {Element} element @returns {string} */
    const look = (element) => element.outerHTML.replace(/>[^<]+</g, '><').replace(/(title|value|data-[a-z]+)="[^"]*"/g, '$1');
    const exclude = [...document.querySelectorAll('tbody')].flatMap((body) => {
      /** @type {Map<string, number>} */
      const alike = new Map();
      return [...body.rows].filter((row) => {
        const times = (alike.get(look(row)) ?? 0) + 1;
        alike.set(look(row), times);
        return times > 4;
      });
    });
    const { violations } = await /** @type {any} */ (window).axe.run({ include: place ?? document, exclude }, {
      // What it would load to look at rules that are not asked for.
      preload: false,
      resultTypes: ['violations'],
      ...(rules ? { runOnly: { type: 'rule', values: rules } } : { rules: { 'target-size': { enabled: true } } }),
    });
    return violations.map((/** @type {any} */ { id, help, nodes }) =>
      `${id}: ${help} (${nodes.map((/** @type {any} */ node) => node.target.join(' ')).join('; ')})`);
  }, place, rules));
}

/**
 * Catches the files that the page hands out; one can then be asked for by its name, as text or as bytes.
 * @param {Page} page
 */
export async function catchFiles(page) {
  await page.evaluate(() => {
    const files = /** @type {Record<string, Blob>} */ ({});
    Object.assign(window, { files });
    /** @type {Map<string, Blob>} */
    const blobs = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const url = make.call(URL, blob);
      blobs.set(url, /** @type {Blob} */ (blob));
      return url;
    };
    HTMLAnchorElement.prototype.click = function click() {
      const blob = blobs.get(this.href);
      if (blob) files[this.download] = blob;
    };
  });
  const bytes = async (/** @type {string} */ name) => {
    /** @type {string | null} as a data: address, as Firefox takes a minute for so many single numbers */
    let found = null;
    await until(`${name} is handed out`, async () => (found = await page.evaluate((file) => new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(/** @type {string} */ (reader.result));
      const blob = /** @type {any} */ (window).files[file];
      if (blob) reader.readAsDataURL(blob);
      else resolve(null);
    }), name)) !== null);
    return Buffer.from(String(found).replace(/^.*?,/, ''), 'base64');
  };
  return Object.assign(async (/** @type {string} */ name) => (await bytes(name)).toString(), { bytes });
}

/**
 * Chooses files in an input, once the page has started and listens to it.
 * @param {Page} page @param {string} selector @param {string[]} paths
 */
export async function chooseFiles(page, selector, ...paths) {
  await until('the page has started', async () => !/^(Loading…|Still loading\..*)?$/.test(await status(page)));
  const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$(selector));
  await input.uploadFile(...paths);
}

/**
 * Drops a file on the page.
 * @param {Page} page @param {string} name @param {Uint8Array} bytes
 */
export async function drop(page, name, bytes) {
  await page.evaluate((name, bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0))], name));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, name, Buffer.from(bytes).toString('base64'));
}

/** The official FashionMNIST files, by name, from $FASHION_MNIST_DIR. */
export function fashionFiles() {
  const folder = process.env.FASHION_MNIST_DIR ?? '';
  assert(FASHION_NAMES.every((name) => existsSync(join(folder, name))), `FASHION_MNIST_DIR (${folder}) lacks files`);
  return Object.fromEntries(FASHION_NAMES.map((name) => [name, readFileSync(join(folder, name))]));
}
