/**
 * At which pace runs go on: the one that the address names, else the one that was chosen last in this browser, else the usual
 * one. The first run of a first visit begins in slow motion, so that the phases of an epoch are seen.
 */

import { SLOW, USUAL, paceNamed } from '../run/paces.js';

/** @typedef {import('../run/paces.js').Pace} Pace */
/** @typedef {import('./page-state.js').PageState} PageState */

const KEY = 'censet-lab-pace';
const SEEN = 'censet-lab-seen';
/** So many epochs are shown phase by phase at first, of runs that have many more. */
const SHOWN = 2;
const MANY = 10;

export class PaceChoice {
  #page;
  /** @type {Pace | null} */
  #own = paceNamed(recall(KEY)) ?? null;
  /** Up to which epoch a first run is in slow motion. */
  #slowTo = 0;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {PageState} page */
  constructor(page) {
    this.#page = page;
    page.parts.pace.subscribe(() => this.#tell());
  }

  /** The pace that runs have. */
  get now() {
    return this.#slowTo > 0 ? SLOW : paceNamed(this.#page.parts.pace.value) ?? this.#own ?? USUAL;
  }

  /** @param {() => void} listener told when it may be another */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  /** The visitor chooses. @param {Pace} pace */
  choose(pace) {
    this.#slowTo = 0;
    this.#own = pace;
    keep(KEY, pace.name);
    this.#page.go({ pace: pace === USUAL ? null : pace.name });
    this.#tell();
  }

  /**
   * The visitor has a run begin, or go on.
   * @param {number} epochs that it has in all
   * @param {number} completed
   */
  begins(epochs, completed) {
    const first = recall(SEEN) === null && this.now === USUAL && this.#page.parts.lesson.value === null;
    if (completed > 0 || epochs < MANY) return;
    keep(SEEN, '1');
    if (!first) return;
    this.#slowTo = SHOWN;
    this.#tell();
  }

  /** How far the run is. @param {number} completed */
  reached(completed) {
    if (this.#slowTo === 0 || completed < this.#slowTo) return;
    this.#slowTo = 0;
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

/** @param {string} key */
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is refused
  }
}

/** @param {string} key @param {string} value */
function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch { /* it lasts as long as the page */ }
}
