// WebKit as the end-to-end tests see a browser: WebKitGTK's MiniBrowser on a screen of its own, driven over WebDriver, with
// as much of puppeteer's interface as the tests marked for it use. WebDriver tells nothing of what goes wrong in a page,
// so the page notes that itself, and every answer brings along what has been noted.
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Builder, Button, By, Capabilities, Key, Origin } from 'selenium-webdriver';

/** @typedef {import('selenium-webdriver').WebDriver} Driver */
/** @typedef {import('selenium-webdriver').WebElement} WebElement */
/** @typedef {{ event: 'console' | 'pageerror' | 'request' | 'response', type?: string, text?: string, url?: string, status?: number }} Note */

/** Milliseconds in which screen and driver must be there. */
const PATIENCE = 60_000;
/** Milliseconds that a page's script may take. */
const SCRIPT = 120_000;
/** What the driver has not answered by then, it never will: seen about once in fifty sessions of a busy machine. */
const SILENCE = SCRIPT + 30_000;
/** Milliseconds in which screen and driver end by themselves. */
const GRACE = 3_000;

/** The driver answers no more, which says nothing of the page; another session has another one's luck. */
export class Silent extends Error {
  name = 'Silent';
}

/**
 * What the driver answers; rejects if it does not.
 * @template T
 * @param {Promise<T>} answer
 * @param {number} [ms]
 * @returns {Promise<T>}
 */
export async function heard(answer, ms = SILENCE) {
  const end = new AbortController();
  try {
    return await Promise.race([answer, pause(ms, undefined, { signal: end.signal }).then(() => { throw new Silent(`WebKit's driver has not answered for ${ms} ms`); })]);
  } finally {
    end.abort();
  }
}

/**
 * Starts screen and driver. Each context is a session, a browser without a past; there is one at a time.
 * @param {string} program the driver's
 */
export async function launchWebKit(program) {
  const screen = child('Xvfb', ['-displayfd', '3', '-screen', '0', '1500x1100x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const told = /** @type {import('node:net').Socket} */ (screen.stdio[3]);
  const display = await Promise.race([once(told, 'data'), late('Xvfb')]).then(String, (error) => {
    screen.kill();
    throw error;
  }).finally(() => told.unref());
  const port = await freePort();
  const driver = child(program, [`--port=${port}`], {
    // In a container there is neither a sandbox nor a graphics card.
    env: { ...process.env, DISPLAY: `:${display.trim()}`, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    stdio: 'ignore',
  });
  const children = [driver, screen];
  const kill = () => {
    children.forEach((child) => child.kill());
    setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), GRACE).unref();
  };
  return new WebKit(`http://127.0.0.1:${port}`, kill);
}

/**
 * A process that ends with this one, which does not wait for it.
 * @param {string} program @param {string[]} words @param {import('node:child_process').SpawnOptions} options
 */
function child(program, words, options) {
  const started = spawn(program, words, options);
  started.unref();
  process.once('exit', () => started.kill('SIGKILL'));
  return started;
}

/** @param {string} what @returns {Promise<never>} */
async function late(what) {
  await pause(PATIENCE, undefined, { ref: false });
  throw new Error(`${what} has not started in ${PATIENCE} ms`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}

class WebKit extends EventEmitter {
  connected = true;
  #address;
  #kill;
  /** @type {Context | undefined} */
  #context;
  /** @type {Silent | undefined} */
  #silence;

  /** @param {string} address the driver's @param {() => void} kill */
  constructor(address, kill) {
    super();
    this.#address = address;
    this.#kill = kill;
  }

  async createBrowserContext() {
    await this.#context?.close();
    const builder = new Builder().usingServer(this.#address).withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }));
    for (const end = Date.now() + PATIENCE; ;) {
      try {
        const driver = await this.#heard(Promise.resolve(builder.build()));
        const execute = driver.execute.bind(driver);
        driver.execute = (command) => this.#heard(execute(command));
        await driver.manage().setTimeouts({ script: SCRIPT, pageLoad: 60_000 });
        return this.#context = new Context(this, driver);
      } catch (error) {
        // The driver does not say when it begins to listen.
        if (!/ECONNREFUSED/.test(String(error)) || Date.now() > end) throw error;
        await pause(50);
      }
    }
  }

  /**
   * What the driver answers. One that does not is ended, as it may have nothing for another session either; whatever fails
   * then, fails of that.
   * @template T
   * @param {Promise<T>} answer
   */
  async #heard(answer) {
    try {
      return await heard(answer);
    } catch (error) {
      if (error instanceof Silent) {
        this.#silence ??= error;
        this.#end();
      }
      throw this.#silence ?? error;
    }
  }

  async close() {
    await this.#context?.close();
    this.#end();
  }

  #end() {
    if (!this.connected) return;
    this.connected = false;
    this.#kill();
    this.emit('disconnected');
  }
}

/** A session, which has one page. */
class Context {
  #browser;
  #driver;

  /** @param {WebKit} browser @param {Driver} driver */
  constructor(browser, driver) {
    this.#browser = browser;
    this.#driver = driver;
  }

  browser() {
    return this.#browser;
  }

  async newPage() {
    return new Page(this, this.#driver);
  }

  async close() {
    if (this.#browser.connected) await this.#driver.quit().catch(() => {}); // closed before, or gone
  }
}

class Page extends EventEmitter {
  #context;
  #driver;
  /** What runs before the scripts of a page: a site has to write it into its pages. */
  first = [`(${note})()`];

  /** @param {Context} context @param {Driver} driver */
  constructor(context, driver) {
    super();
    this.#context = context;
    this.#driver = driver;
  }

  browserContext() {
    return this.#context;
  }

  /**
   * What an expression comes to in the page, which may have to be waited for.
   * @param {string} expression in which the words are `arguments`
   * @param {unknown[]} words
   * @returns {Promise<any>}
   */
  async #value(expression, words) {
    /** @type {{ value: unknown, notes: Note[] }} */
    const { value, notes } = await this.#driver.executeScript(
      `return (async () => { const value = await ${expression}; return { value, notes: globalThis.notes?.splice(0) ?? [] }; })()`,
      ...words.map((word) => (word instanceof Handle ? word.element : word)));
    for (const { event, type = '', text = '', url = '', status = 0 } of notes) {
      this.emit(event, event === 'pageerror' ? new Error(text) : { type: () => type, text: () => text, url: () => url, status: () => status });
    }
    return value;
  }

  /** @param {Function | string} work @param {unknown[]} words */
  evaluate(work, ...words) {
    return typeof work === 'string' ? this.#driver.executeScript(work) : this.#value(`(${work})(...arguments)`, words);
  }

  /** @param {Function} work @param {unknown[]} words */
  async evaluateHandle(work, ...words) {
    const element = await this.evaluate(work, ...words);
    return { asElement: () => element && new Handle(this, element) };
  }

  /** @param {string} selector @param {Function} work @param {unknown[]} words */
  $eval(selector, work, ...words) {
    return this.#value(`(${work})(document.querySelector(arguments[0]), ...[...arguments].slice(1))`, [selector, ...words]);
  }

  /** @param {string} selector @param {Function} work @param {unknown[]} words */
  $$eval(selector, work, ...words) {
    return this.#value(`(${work})([...document.querySelectorAll(arguments[0])], ...[...arguments].slice(1))`, [selector, ...words]);
  }

  /** Chooses from a list. @param {string} selector @param {string} value */
  select(selector, value) {
    return this.$eval(selector, (/** @type {HTMLSelectElement} */ list, /** @type {string} */ chosen) => {
      list.value = chosen;
      for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, { bubbles: true }));
    }, value);
  }

  /** @param {string} selector */
  async $$(selector) {
    return (await this.#driver.findElements(By.css(selector))).map((element) => new Handle(this, element));
  }

  /** @param {string} selector */
  async $(selector) {
    return (await this.$$(selector))[0] ?? null;
  }

  /** @param {Function | string} script */
  async evaluateOnNewDocument(script) {
    this.first.push(typeof script === 'string' ? script : `(${script})()`);
  }

  /** @param {string} address */
  async goto(address) {
    await this.evaluate(() => {}); // what has been noted would be lost
    await this.#driver.get(address);
    await this.#begun();
  }

  async reload() {
    await this.evaluate(() => {});
    await this.#driver.navigate().refresh();
    await this.#begun();
  }

  /** A page that no site of ours wrote into, a file for example, notes what happens from now on. */
  #begun() {
    return this.evaluate(`if (!globalThis.notes) (${note})()`);
  }

  /** @param {{ width: number, height: number }} size of the page within its window */
  async setViewport({ width, height }) {
    const window = this.#driver.manage().window();
    await window.setRect({ x: 0, y: 0, width, height });
    const inner = await this.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    await window.setRect({ x: 0, y: 0, width: 2 * width - inner.width, height: 2 * height - inner.height });
  }

  /** @param {{ path: string }} where */
  async screenshot({ path }) {
    writeFileSync(path, await this.#driver.takeScreenshot(), 'base64');
  }

  /** The page goes with its session. */
  close() {
    return this.#context.close();
  }

  #act() {
    return this.#driver.actions({ async: true });
  }

  keyboard = {
    /** @param {keyof typeof KEYS} key */
    down: (key) => this.#act().keyDown(KEYS[key]).perform(),
    /** @param {keyof typeof KEYS} key */
    up: (key) => this.#act().keyUp(KEYS[key]).perform(),
    /** @param {keyof typeof KEYS} key */
    press: (key) => this.#act().keyDown(KEYS[key]).keyUp(KEYS[key]).perform(),
  };

  mouse = {
    /** @param {number} x @param {number} y */
    click: (x, y) => this.#act().move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 0 }).press(Button.LEFT).release(Button.LEFT).perform(),
  };
}

const KEYS = { Tab: Key.TAB, Enter: Key.ENTER, Escape: Key.ESCAPE, Shift: Key.SHIFT, ArrowDown: Key.ARROW_DOWN };

class Handle {
  #page;
  element;

  /** @param {Page} page @param {WebElement} element */
  constructor(page, element) {
    this.#page = page;
    this.element = element;
  }

  get frame() {
    return { page: () => this.#page };
  }

  /** @param {Function} work @param {unknown[]} words */
  evaluate(work, ...words) {
    return this.#page.evaluate(work, this, ...words);
  }

  /** @param {string[]} paths */
  uploadFile(...paths) {
    return this.element.sendKeys(paths.join('\n'));
  }
}

/** Runs in a page, and in its workers: notes what a browser would tell of them. */
export function note() {
  const channel = new BroadcastChannel('notes of tests');
  const inPage = 'document' in globalThis;
  /** @type {Note[]} */
  const notes = [];
  const tell = (/** @type {Note} */ what) => {
    if (inPage) notes.push(what);
    else channel.postMessage(what);
  };
  for (const type of /** @type {const} */ (['error', 'warn'])) {
    const log = console[type];
    console[type] = (...words) => {
      tell({ event: 'console', type, text: words.join(' ') });
      log.apply(console, words);
    };
  }
  addEventListener('error', (event) => { if (event instanceof ErrorEvent) tell({ event: 'pageerror', text: event.message }); });
  addEventListener('unhandledrejection', ({ reason }) => tell({ event: 'pageerror', text: String(reason?.message ?? reason) }));
  if (!inPage) return;
  Object.assign(globalThis, { notes });
  channel.onmessage = ({ data }) => notes.push(data);
  // Scripts, styles and pictures that do not come; answers to fetch.
  addEventListener('error', ({ target }) => {
    if (target instanceof Element) tell({ event: 'response', status: 404, url: target.getAttribute('src') ?? target.getAttribute('href') ?? '' });
  }, { capture: true });
  const ask = fetch;
  globalThis.fetch = async (...words) => {
    const response = await ask(...words);
    tell({ event: 'response', status: response.status, url: response.url });
    return response;
  };
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) tell({ event: 'request', url: name });
  }).observe({ type: 'resource', buffered: true });
}
