// Where the browsers are, and how they are started for tests.
// `node tests/browser/browsers.js chromium|firefox|webkit` prints the path of that browser's program, or exits with 1.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithUs, ending } from './children.js';

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */

const PROGRAMS = {
  chromium: { variable: 'CHROMIUM', names: ['chromium', 'google-chrome'] },
  firefox: { variable: 'FIREFOX', names: ['firefox-esr', 'firefox'] },
  // WebKitGTK's driver, which starts the browser; with a window, so it needs Xvfb as well.
  webkit: { variable: 'WEBKIT', names: ['WebKitWebDriver'] },
};

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The browser's program: what `$CHROMIUM`, `$FIREFOX` or `$WEBKIT` names, else the first of its usual names on the path.
 * @param {BrowserName} browser
 * @returns {string | null}
 */
export function findBrowser(browser) {
  const { variable, names } = PROGRAMS[browser];
  const chosen = process.env[variable];
  if (chosen) {
    if (runs(chosen)) return chosen;
    throw new Error(`$${variable} is ${chosen}, which is no program that can be run.`);
  }
  return browser === 'webkit' && !onPath('Xvfb') ? null : onPath(...names);
}

/** The first of these programs on the path. @param {string[]} names */
function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs) ?? null;
}

/**
 * Starts the browser without a window. It ends with this process.
 * @param {BrowserName} browser
 * @param {Record<string, unknown>} [preferences] of Firefox
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export async function launch(browser, preferences = {}) {
  // Tests that fail because their browser is being closed would start another.
  ending.throwIfAborted();
  const started = await start(browser, preferences);
  started.once('disconnected', endWithUs(() => started.close()));
  if (ending.aborted) await started.close();
  return started;
}

/**
 * @param {BrowserName} browser
 * @param {Record<string, unknown>} preferences
 */
async function start(browser, preferences) {
  const executablePath = findBrowser(browser);
  if (!executablePath) throw new Error(`${browser} is not installed, and $${PROGRAMS[browser].variable} does not name it.`);
  if (browser === 'webkit') {
    const { launchWebKit } = await import('./webkit.js');
    return /** @type {import('puppeteer-core').Browser} */ (/** @type {unknown} */ (await launchWebKit(executablePath)));
  }
  const { default: puppeteer } = await import('puppeteer-core');
  // Puppeteer would close the browser at a signal, and this process go on.
  // A benchmark takes longer than the three minutes that are usual.
  const common = { executablePath, headless: true, protocolTimeout: 600_000, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  if (browser === 'firefox') return puppeteer.launch({ browser, ...common, extraPrefsFirefox: preferences });
  return puppeteer.launch({
    browser: 'chrome',
    ...common,
    // No sandbox: it cannot be had as root in a container, and the only page opened is our own. One process for all pages
    // of one host, which then compiles our module once; and no pages of the browser's own for suggestions under the
    // address, which in each window take as long as a page of ours.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--process-per-site',
      '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup'],
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const program = findBrowser(/** @type {BrowserName} */ (process.argv[2]));
    if (program) console.log(program);
    else process.exitCode = 1;
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exitCode = 2;
  }
}
