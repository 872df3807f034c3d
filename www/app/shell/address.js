/**
 * The address bar and the browser's history: what the page shows is written there, and what is put there is obeyed.
 *
 * Only fragments with an `=` are experiments; others are places on the page, but for those that had one. Mail and chat
 * programs mangle links: a fragment may come encoded whole, or behind a second `#` or an encoded one, or in place of the query.
 * What is in it is Rust's to read, which gets the signs that the link had: what the browser made of them is undone.
 */

import { escapes } from '../shared/errors.js';

/** @typedef {import('./page-state.js').Step} Step */
/** @typedef {import('./page-state.js').PageState} PageState */

const WRITE_AFTER_MS = 300;

/**
 * The experiment in an address, or null if there is none: then it names a place on the page or nothing at all.
 * @param {Pick<Location, 'hash' | 'search'>} [address]
 */
export function fragment({ hash, search } = location) {
  const text = readings(hash).find((reading) => reading.includes('=')) ?? damaged(hash);
  if (text === null ? hash !== '' : NAMES.test(text)) return text;
  // What names no experiment, a tracker's key or a view, may stand behind one that is put in the query.
  const before = asked(search);
  return before === null || text === null ? before ?? text : `${before}&${text}`;
}

/** A key of experiments that others do not ask their servers for, or the version. */
const NAMES = /(?:^|[&?#])(?:amp;)?(?:v=\d+(?:&|$)|(?:preset|lanes|hidden|epsilon|zeta|epochs|train|seed|lesson)=)/;

/** What begins like an experiment, or has more than one part: no place on the page is called so. */
const BEGINS = /&|^(?:v|preset|data|lanes|hidden|epsilon|zeta|epochs|train|seed|view|lesson)[^\p{L}\w-]/u;

/**
 * A fragment that has lost its `=`, whose reader then says so: taken for no experiment it would become the demo.
 * @param {string} hash
 */
const damaged = (hash) => readings(hash).find((reading) => BEGINS.test(reading)) ?? null;

/**
 * The experiment that stands in a query. Other things do too, put there by mail programs and hosts: where it does not begin
 * with the version, whoever reads experiments gets it whole.
 * @param {string} search
 */
function asked(search) {
  const found = readings(search).find((reading) => NAMES.test(reading));
  return found === undefined ? null : /^v=\d/.test(found) ? found : search;
}

/**
 * What may be meant by a part of an address: itself, or what it is the encoding of, up to three times.
 * @param {string} part with its sign in front
 */
function readings(part) {
  const found = [part.slice(1).replace(BY_BROWSER, decoded)];
  for (let times = 0; times < 3; times += 1) found.push(decoded(found[times]));
  return found.map((reading) => reading.replace(/^(#|%23)+/i, ''));
}

/** What browsers encode in a fragment, of their own accord: spaces, brackets, quotation marks, and all beyond ASCII. */
const BY_BROWSER = /%(?:0[0-9a-f]|1[0-9a-f]|20|22|3c|3e|60)|(?:%[89a-f][0-9a-f])+/gi;

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where a fragment is written to: without a query that was the experiment. */
const place = () => (asked(location.search) === null ? '' : location.pathname);

export class Address {
  /** What stood in the address when it was last read or written. */
  #seen = location.hash;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** What the address is about to have. @type {{ text: string, step: Step } | null} */
  #soon = null;
  /** What the address has now, and what is kept with it. */
  #written = '';

  constructor() {
    // Browsers refuse more than about 200 writes in half a minute: hence the delay, and this.
    addEventListener('pagehide', () => this.#write());
  }

  /**
   * Obeys what the address has, now and whenever that changes.
   * @param {PageState} page
   * @param {(place: HTMLElement) => void} go called with the place on the page that the address names, in the step at hand
   * @param {(text: string) => Promise<boolean> | null} readable has there what a text is read with, and says whether that could be had;
   *   null if it is there
   */
  obey(page, go, readable) {
    const read = () => {
      // What was about to be written is older than what the visitor put there.
      clearTimeout(this.#timer);
      this.#soon = null;
      this.#seen = location.hash;
      this.#written = '';
      const text = fragment();
      const named = text === null ? document.getElementById(location.hash.slice(1)) : null;
      // An emptied address is the demo, as it is for someone who comes with none; a place leaves the experiment as it is.
      if (text !== null || !named || !page.begun) page.read(text ?? '', asStep(history.state));
      if (named) go(named);
    };
    let turn = 0;
    const arrive = () => {
      turn += 1;
      const [mine, waits] = [turn, readable(fragment() ?? '')];
      if (waits) waits.then((can) => { if (mine === turn && (can || !page.begun)) read(); }).catch(escapes);
      else read();
    };
    addEventListener('popstate', arrive);
    arrive();
  }

  /**
   * Puts a text into the address bar: at once in a new step of the history, or soon in the one at hand.
   * @param {string} text
   * @param {Step} step kept with it
   * @param {boolean} push whether it is a new step
   */
  write(text, step, push) {
    if (push) {
      this.#write();
      history.pushState(step, '', `${place()}#${text}`);
      this.#seen = location.hash;
      this.#written = JSON.stringify([text, step]);
      return;
    }
    this.#soon = { text, step };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), WRITE_AFTER_MS);
  }

  #write() {
    clearTimeout(this.#timer);
    const soon = this.#soon;
    this.#soon = null;
    // What the visitor has put there since is kept: the browser is about to tell of it.
    if (!soon || location.hash !== this.#seen || JSON.stringify([soon.text, soon.step]) === this.#written) return;
    this.#written = JSON.stringify([soon.text, soon.step]);
    history.replaceState(soon.step, '', `${place()}#${soon.text}`);
    this.#seen = location.hash;
  }
}

/**
 * What the page has kept with an address, if it is that.
 * @param {unknown} state
 * @returns {Step | null}
 */
function asStep(state) {
  const { series, text, grid } = Object(state);
  return Number.isSafeInteger(series) && typeof text === 'string' && (grid === null || typeof grid === 'string') ? { series, text, grid } : null;
}
