// The page in the oldest browsers that it names, and what it says where it cannot run: in still older ones, from a host
// that sends its files wrongly or not at all, and opened as a file.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { FLOOR } from '../floor.js';
import { GOLDEN } from '../golden.js';
import { DIST, byRole, click, digests, pageTest, press, status, statusIs, until } from '../harness.js';
import { older } from '../older.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** The smallest one whose digests are known. */
const { experiment: SMALL, digests: RIGHT } = GOLDEN[3];

const alert = (/** @type {Page} */ page) => page.$eval('#alert', (place) => place.textContent ?? '');
/** The colour of a variable of the style sheet, as it is painted. @param {Page} page @param {string} name */
const colour = (page, name) => page.evaluate((name) => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.backgroundColor = `var(--${name})`;
  const { backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return backgroundColor;
}, name);

/** Browsers of one kind have the same of each version, but for the phone's. */
const OLDEST = FLOOR.filter(([browser]) => !['edge', 'safari_ios'].includes(browser));

for (const [browser, version] of OLDEST) {
  const taken = older(browser, version);
  pageTest(`the page works with what ${browser} ${version} has`, {
    at: `#${SMALL}&hide=seed,form`,
    before: taken,
    rewrite: (path, text) => {
      // The bindings: the first that a worker imports.
      if (/^pkg\/\w+\.js$/.test(path)) return `${taken}\n${text}`;
      return path.endsWith('/autosave.js') ? text.replace('WORTH_MS = 1_000', 'WORTH_MS = 0').replace('EVERY_MS = 5_000', 'EVERY_MS = 100') : text;
    },
  }, async ({ page }) => {
    await statusIs(page, /^Ready\. Run/);
    const lacks = await page.evaluate(() => [!('checkVisibility' in Element.prototype), !('toSorted' in Array.prototype), (() => {
      try {
        return document.querySelector(':has(p)') === undefined;
      } catch {
        return true;
      }
    })()]);
    assert.deepEqual(lacks, [browser === 'safari', browser === 'chrome', browser === 'firefox'], 'what it lacks is gone');
    assert.equal(await page.$eval('#new-seed', (button) => button.getClientRects().length), 0, 'what is to be hidden is hidden');

    await press(page, 'Step epoch');
    await statusIs(page, /^Paused after epoch 1 of 4/);
    // A run goes on where it was left.
    await until('it is kept', async () => /epoch 1 of 4/.test(await page.$eval('#saves-rows', (rows) => rows.textContent ?? '')));
    await page.reload();
    await press(page, 'Continue it');
    await statusIs(page, /^Finished: 4 epochs/);
    assert.deepEqual(await digests(page), RIGHT);
    for (const [view, id] of [['Centrality sandbox', 'playground'], ['Compare many', 'search'], ['Paper', 'paper'], ['About', 'about'], ['Lab', 'lab']]) {
      await click(await byRole(page, 'link', view));
      await until(`${view} is shown`, () => page.$eval(`#${id}`, (element) => element.getClientRects().length > 0));
    }
    for (const tab of ['Neuron', 'Predictions', 'Over time', 'Numbers']) await click(await byRole(page, 'tab', tab));
    await page.keyboard.press('?');
    await byRole(page, 'heading', 'Keyboard shortcuts');
    await page.keyboard.press('Escape');
    await press(page, 'Tour');
    await press(page, 'Tour');
    assert.equal(await alert(page), '');
  });
}

const COLOURS = {
  light: { background: 'rgb(255, 255, 255)', text: 'rgb(22, 25, 29)', 'lane-set': 'rgb(0, 114, 178)' },
  dark: { background: 'rgb(20, 23, 27)', text: 'rgb(231, 234, 238)', 'lane-set': 'rgb(86, 180, 233)' },
};

/** The colours of the page, and which of the two it tells the browser to be. @param {Page} page */
const look = async (page) => ({
  colours: Object.fromEntries(await Promise.all(Object.keys(COLOURS.light).map(async (name) => [name, await colour(page, name)]))),
  scheme: await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
});

for (const system of /** @type {const} */ (['light', 'dark'])) {
  pageTest(`colours are those of a ${system} system, or of the theme that is chosen`, { at: `#${SMALL}`, dark: system === 'dark' }, async ({ page }) => {
    await statusIs(page, /^Ready\. Run/);
    assert.deepEqual(await look(page), { colours: COLOURS[system], scheme: system });
    await press(page, 'Theme: automatic');
    assert.deepEqual(await look(page), { colours: COLOURS.light, scheme: 'light' });
    await press(page, 'Theme: light');
    assert.deepEqual(await look(page), { colours: COLOURS.dark, scheme: 'dark' });
    if (system === 'dark') {
      await press(page, 'Theme: dark');
      await press(page, 'Theme: automatic');
    }
    // The one that was chosen is there before anything else of the page is.
    await page.evaluateOnNewDocument(() => new MutationObserver((_, observer) => {
      if (!document.body) return;
      /** @type {any} */ (window).first = document.documentElement.dataset.theme;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true }));
    await page.reload();
    const other = system === 'light' ? 'dark' : 'light';
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).first), other);
    assert.deepEqual(await look(page), { colours: COLOURS[other], scheme: other });
  });
}

/**
 * A host of the page with faults.
 * @param {{ types?: Record<string, string>, nosniff?: boolean, lost?: string[], silent?: string[], change?: (path: string, text: string) => string }} faults
 *   `types` by extension; `lost` are not found, `silent` never answered
 */
async function startHost({ types = {}, nosniff = false, lost = [], silent = [], change = (_, text) => text }) {
  /** @type {Record<string, string>} */
  const sent = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', ...types };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1) || 'index.html';
    if (silent.includes(path)) return;
    try {
      if (lost.includes(path)) throw new Error('lost');
      const bytes = readFileSync(join(DIST, path));
      response.setHeader('content-type', sent[extname(path)] ?? 'application/octet-stream');
      if (nosniff) response.setHeader('x-content-type-options', 'nosniff');
      response.end(/\.(html|js)$/.test(path) ? change(path, bytes.toString('utf8').replace(/<meta name="service-worker"[^>]*>/, '')) : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`;
}

const BROWSERS = 'It works in Chrome and Edge since version 109, in Firefox since 115 and in Safari since 16.4.';
const ANEW = 'Reload the page; if this stays, whoever runs its server should put all of www/dist there anew.';

/** The scripts that the page's first one imports. */
const SHARED = Array.from(readFileSync(join(DIST, 'index.html'), 'utf8').matchAll(/modulepreload" href="([^"]+)"/g), ([, path]) => path).slice(1);

/** @type {[what: string, sentence: string, address: string, before?: string][]} */
const cases = [
  ['opened as a file', 'This page was opened as a file, and its scripts need a server. Start one with www/serve and open the address that it prints, or open the page that is one file, censet-lab.html.',
    pathToFileURL(join(DIST, 'index.html')).href],
  ...await Promise.all([false, true].map(async (nosniff) => /** @type {[string, string, string]} */ ([
    `whose scripts come as plain text${nosniff ? ', with no guessing,' : ''}`,
    'The server sends app/main.js as “text/plain”, and as that no browser runs it. Whoever runs the server should have it send files that end in .js as text/javascript, and those in .wasm as application/wasm.',
    await startHost({ types: { '.js': 'text/plain' }, nosniff })]))),
  ['without its first module', `A part of this page is missing: for app/main.js the server answered 404. ${ANEW}`, await startHost({ lost: ['app/main.js'] })],
  ...await Promise.all(SHARED.map(async (path, i) => /** @type {[string, string, string]} */ ([
    `without the ${i + 1}. script that its first one imports`, `A part of this page is missing: for ${path} the server answered 404. ${ANEW}`, await startHost({ lost: [path] })]))),
  ['without the wasm module', 'The page could not start: the server answered 404 for http://127.0.0.1:PORT/pkg/censet_page_bg.wasm. Reload it to try again.', await startHost({ lost: ['pkg/censet_page_bg.wasm'] })],
  ['in a browser without modules', `This browser is too old for this page. ${BROWSERS} Update it, or open the page in another one.`,
    await startHost({ change: (_, text) => text.replace('<script type="module"', '<script type="what-is-this"') }), 'delete HTMLScriptElement.prototype.noModule;'],
  ['in a browser that cannot read the modules', `This browser is too old for this page. ${BROWSERS} Update it, or open the page in another one.`,
    await startHost({ change: (path, text) => (path === SHARED[0] ? `${text}\nlet 1 = §;` : text) })],
  ['in a browser that has not what a module needs', `The page could not start: MESSAGE. ${BROWSERS} Update an older one; else reload the page to try again.`,
    await startHost({ change: (path, text) => (path === SHARED[0] ? `${text}\nObject.no();` : text) })],
  ['in a browser without vectors', `This browser lacks WebAssembly with 128-bit SIMD, which training needs. ${BROWSERS} Update it, or open the page in another one.`,
    await startHost({}), 'WebAssembly.validate = () => false;'],
  ['in a browser whose workers know no modules', `This browser lacks module workers, which training needs. ${BROWSERS} Update it, or open the page in another one.`,
    await startHost({}), 'window.Worker = class { terminate() {} };'],
];

/** The driver lets Firefox load any file from a file, as nobody's does. */
const strict = { 'security.fileuri.strict_origin_policy': true };

for (const [what, sentence, address, before] of cases) {
  pageTest(`a page ${what} says so, and what to do`, { address, before, preferences: address.startsWith('file:') ? strict : {}, expected: [/./] }, async ({ page }) => {
    await until('it says what is wrong', async () => (await alert(page)) !== '');
    // Of many scripts any may be the first that is refused.
    const said = (await alert(page)).replace(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT').replace(/sends app\/[\w/-]+\.js as/, 'sends app/main.js as')
      .replace(/(could not start: )(TypeError: )?Object\.no is not a function/, '$1MESSAGE');
    assert.equal(said, sentence);
    assert.equal(await status(page), 'This page could not start.');
  });
}

for (const [what, type] of [['as bytes', 'application/octet-stream'], ['as plain text', 'text/plain']]) {
  pageTest(`a page whose wasm modules come ${what} trains all the same`, {
    address: `${await startHost({ types: { '.wasm': type } })}#${SMALL}`,
    expected: [/^asked another host/],
  }, async ({ page }) => {
    await press(page, 'Run');
    await statusIs(page, /^Finished/);
    assert.equal(await alert(page), '');
  });
}

const silent = await startHost({ silent: ['app/main.js'] });

pageTest('a page whose scripts do not come says that it still waits', { address: 'about:blank', expected: [/^asked another host/] }, async ({ page }) => {
  // Such a page is never loaded.
  await page.goto(silent, { timeout: 1_000 }).catch(() => {});
  await until('it says so', async () => /^Still loading\. Should nothing come/.test(await status(page).catch(() => '')));
  assert.equal(await alert(page), '');
});

pageTest('what escapes from a script is told, and stays told', {
  at: `#${SMALL}`,
  expected: [/uncaught/, /console error/],
  rewrite: (path, text) => (path === 'app/main.js' ? `${text}
    addEventListener('throw', () => { throw new Error('the one thing is missing'); });
    addEventListener('reject', async () => { throw new Error('the other thing is missing'); });` : text),
}, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  const sentence = (/** @type {string} */ what) => `Something on this page went wrong: ${what} thing is missing. What it shows may not be true any more; reload it to be sure.`;
  for (const [event, what] of [['throw', 'the one'], ['reject', 'the other']]) {
    await page.evaluate((event) => { dispatchEvent(new Event(event)); }, event);
    await until('it is told', async () => await alert(page) === sentence(what));
  }
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  assert.equal(await alert(page), sentence('the other'));
  // What harms nobody is not.
  await page.reload();
  await statusIs(page, /^Ready\. Run|^Finished/);
  await page.evaluate(() => { dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop limit exceeded', filename: location.href })); });
  assert.equal(await alert(page), '');
});
