/**
 * What the page shows, of which everything else is made. It has one owner, this one, and one way to change, {@link PageState.go},
 * which writes the address too. A view, a page of a lesson and a grid are steps that Back and Forward take; all else changes
 * the step at hand.
 *
 * @typedef {import('../lanes/looked-at.js').Pointed} Pointed
 *
 * @typedef {object} State
 * @property {string} text the experiment: canonical, or as it was written if it cannot run
 * @property {string | null} grid that stands in the Search view: canonical, or as it was written if it is a bad one
 * @property {string} view its name, whether there is such a view or not
 * @property {string | null} lesson the page of a lesson, or the list of them, beside the view
 * @property {string | null} embed whether the page is part of another
 * @property {string | null} hide what a teacher hides
 * @property {string | null} expect the result that a link carries; it is of one experiment, and goes when that does
 * @property {string | null} pace its name, where it is not the visitor's usual one
 * @property {string | null} lang in which the lessons are, where it is not the visitor's usual one
 * @property {number | null} epoch that is looked at; null for the latest, whatever it is
 * @property {number | null} lane that was chosen; null before one is
 * @property {Pointed} neuron
 *
 * @typedef {object} Step what the browser keeps of a place in its history besides the address
 * @property {number} series steps of one series differ in what is shown, those of another also in the experiment
 * @property {string} text the experiment, where the address has a grid
 * @property {string | null} grid the grid, where the address has the experiment
 *
 * @typedef {object} Means
 * @property {(text: string) => { canonical: string | null, view: Record<string, string>, passed: string[] }} check reads an experiment, what
 *   concerns the page only, and what others hang on links
 * @property {(text: string, key: string, value: string | undefined) => string} edit the text with one key changed
 * @property {(text: string) => boolean} isGrid whether it is meant as one
 * @property {(text: string) => string | null | undefined} grid its canonical text, or null for a bad one; nothing where that cannot be told yet
 * @property {(address: string, step: Step, push: boolean) => void} write puts a text into the address bar, in a new step or in the one at hand
 * @property {(text: string) => Promise<boolean>} mayLeave whether the run at hand may be left for that experiment
 * @property {(text: string) => void} arrives another experiment is about to take the place of the visitor's own, by an address or a link
 */

import { Signal, together } from '../base/signal.js';
import { NONE } from '../lanes/looked-at.js';

/** @template T @typedef {import('../base/signal.js').Watched<T>} Watched */

/** The view of an address that names none. */
export const FIRST = 'lab';
/** The view that shows a grid. */
const SEARCH = 'search';
/** What the address has besides experiment or grid, in its order there. @type {('view' | 'lesson' | 'embed' | 'hide' | 'expect' | 'pace' | 'lang')[]} */
const KEYS = ['view', 'lesson', 'embed', 'hide', 'expect', 'pace', 'lang'];
/** What the address does not have. */
const UNWRITTEN = ['epoch', 'lane', 'neuron'];

export class PageState {
  /** In the order in which changes are told. */
  #parts = {
    text: new Signal(''),
    grid: new Signal(/** @type {State['grid']} */ (null)),
    view: new Signal(FIRST),
    lesson: new Signal(/** @type {State['lesson']} */ (null)),
    embed: new Signal(/** @type {State['embed']} */ (null)),
    hide: new Signal(/** @type {State['hide']} */ (null)),
    expect: new Signal(/** @type {State['expect']} */ (null)),
    pace: new Signal(/** @type {State['pace']} */ (null)),
    lang: new Signal(/** @type {State['lang']} */ (null)),
    epoch: new Signal(/** @type {State['epoch']} */ (null)),
    lane: new Signal(/** @type {State['lane']} */ (null)),
    neuron: new Signal(/** @type {State['neuron']} */ (NONE), alike),
  };
  #means;
  /** Changes under way, one caused by another: the address is written when all are done. */
  #under = 0;
  #series = 0;
  /** What makes the step at hand. */
  #step = '';
  /** Whether the next change of the experiment begins a new series. */
  #opening = false;
  /** Whether the address has to be written. */
  #stale = false;
  /** The experiment that a result is of, once it is known. @type {{ expect: string, text: string } | null} */
  #result = null;
  /** An address that cannot be used, and what it would be written as: it stays as it was written. */
  #asWritten = { address: '', written: '' };
  /** Whether the browser goes back or forward to what is being read. */
  #returning = false;
  /** What was passed over in the address that was read last. @type {string[]} */
  #passed = [];
  /** What was found of the text that the address has. */
  #judged = { text: '', usable: false };

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
  }

  /** @returns {{ [K in keyof State]: Watched<State[K]> }} what tells when it changes */
  get parts() {
    return this.#parts;
  }

  get epoch() {
    return this.parts.epoch;
  }

  get lane() {
    return this.parts.lane;
  }

  get neuron() {
    return this.parts.neuron;
  }

  /** @returns {State} as it is now */
  get now() {
    const parts = Object.entries(this.#parts).map(([name, { value }]) => [name, value]);
    return /** @type {State} */ (Object.fromEntries(parts));
  }

  /**
   * Shows something else.
   * @param {Partial<State>} change
   * @param {{ here?: boolean }} [options] whether it belongs to the step at hand in any case, as its address named it
   */
  go(change, { here = false } = {}) {
    this.#under += 1;
    try {
      const next = { ...change };
      if (next.text !== undefined) next.text = this.#canonical(next.text);
      if (next.grid) next.grid = this.#means.grid(next.grid) ?? next.grid;
      together(() => {
        for (const [name, part] of Object.entries(this.#parts)) {
          if (Object.hasOwn(next, name)) /** @type {Signal<any>} */ (part).value = next[/** @type {keyof State} */ (name)];
        }
        if (next.text !== undefined || next.expect !== undefined) this.#dropResult();
      });
    } finally {
      this.#under -= 1;
      this.#stale ||= here || Object.keys(change).some((name) => !UNWRITTEN.includes(name));
      if (this.#under === 0 && this.#stale) this.#write(!here && (stepOf(this.now) !== this.#step || this.#opening));
    }
  }

  /**
   * Opens an experiment from anywhere on the page, unless the visitor would rather keep the epochs that would be lost.
   * @param {string} text
   * @param {{ beside?: boolean }} [options] whether an open lesson stays open beside it
   * @returns {Promise<boolean>} whether it was opened
   */
  async open(text, { beside = false } = {}) {
    if (!(await this.#means.mayLeave(text))) return false;
    if (!beside) this.#means.arrives(text);
    this.#opening = this.#canonical(text) !== this.#parts.text.value;
    this.go({ text, view: FIRST, ...(beside ? {} : { lesson: null }) });
    return true;
  }

  /**
   * Obeys an address: of the page as it was opened, or one that was put there since.
   * @param {string} address the text behind `#`
   * @param {Step | null} step what the browser has kept with it: null if it has not been here before
   */
  read(address, step) {
    const { view: asked, passed } = this.#means.check(address);
    this.#passed = passed;
    const own = KEYS.reduce((text, key) => this.#means.edit(text, key, undefined), address);
    const isGrid = this.#means.isGrid(address);
    const seen = { view: isGrid ? SEARCH : asked.view ?? FIRST, lesson: asked.lesson ?? null };
    this.#under += 1;
    this.#returning = step !== null && this.begun;
    try {
      if (step && step.series === this.#series && this.begun) {
        // Between two steps of a series the experiment may have changed: it is the visitor's still.
        this.go({ ...seen, ...(isGrid ? { grid: own } : {}) });
      } else {
        this.#series = step?.series ?? this.#series + (this.begun ? 1 : 0);
        const text = isGrid ? step?.text ?? this.#parts.text.value : own;
        const grid = isGrid ? own : step?.grid ?? this.#parts.grid.value;
        if (seen.lesson === null) this.#means.arrives(text);
        this.go({ text, grid, ...seen, embed: asked.embed ?? null, hide: asked.hide ?? null, expect: asked.expect ?? null, pace: asked.pace ?? null, lang: asked.lang ?? null });
      }
    } finally {
      this.#under -= 1;
      this.#returning = false;
      this.#step = stepOf(this.now);
      this.#asWritten = { address: this.usable ? '' : address, written: this.#composed(this.now) };
      this.#write(false);
    }
  }

  /**
   * Starts over with a run: at its latest epoch, with no neuron; a lane that was chosen stays chosen where there is one.
   * @param {number} lanes how many it has
   */
  begin(lanes) {
    const { lane } = this.now;
    this.go({ epoch: null, neuron: NONE, lane: lane !== null && lane < lanes ? lane : null });
  }

  /**
   * The text for the address bar: of what is shown now, or with something else in its place.
   * @param {Partial<State>} [other]
   */
  address(other) {
    if (other) return this.#composed({ ...this.now, ...other });
    const { address, written } = this.#asWritten;
    const composed = this.#composed(this.now);
    return address !== '' && composed === written ? address : composed;
  }

  /** What the address that was read last had besides, by its key. */
  get passed() {
    return this.#passed;
  }

  /** Whether an address has been read. */
  get begun() {
    return this.#step !== '';
  }

  /** Whether the browser goes back or forward to what is shown, while it is told. */
  get returning() {
    return this.#returning;
  }

  /** Whether a grid is shown, which is then what the address has. */
  get showsGrid() {
    return showsGrid(this.now);
  }

  /** Whether what the address has can be used. */
  get usable() {
    const { text, grid } = this.now;
    const shown = this.showsGrid ? grid ?? '' : text;
    if (shown !== this.#judged.text) {
      const canonical = this.showsGrid ? this.#means.grid(shown) : this.#means.check(shown).canonical;
      if (canonical === undefined) return false;
      this.#judged = { text: shown, usable: canonical !== null };
    }
    return this.#judged.usable;
  }

  /**
   * The address of another experiment, with what a teacher asks of the page.
   * @param {string} text
   */
  addressOf(text) {
    return this.address({ text: this.#canonical(text), view: FIRST, lesson: null, expect: null });
  }

  /** @param {string} text */
  #canonical(text) {
    const own = KEYS.reduce((all, key) => this.#means.edit(all, key, undefined), text);
    return this.#means.check(own).canonical ?? own;
  }

  /** A result is of one experiment, and goes when that does. */
  #dropResult() {
    const { expect, text } = this.#parts;
    const known = this.#result?.expect === expect.value ? this.#result : null;
    // An experiment that cannot run may be mended into the same again.
    const good = this.#means.check(text.value).canonical !== null;
    if (known && good && known.text !== text.value) expect.value = null;
    if (expect.value === null) this.#result = null;
    else if (good) this.#result = { expect: expect.value, text: text.value };
  }

  /** @param {State} state */
  #composed(state) {
    const grid = showsGrid(state);
    const asked = { ...state, view: grid || state.view === FIRST ? null : state.view };
    const text = KEYS.reduce((text, key) => (asked[key] === null ? text : this.#means.edit(text, key, asked[key])), grid ? state.grid ?? '' : state.text);
    // Programs that make links of addresses end them at a bar, and what is left would be another grid.
    return text.replaceAll('|', '%7C');
  }

  /** @param {boolean} push whether in a new step */
  #write(push) {
    // Before the first address was read there is nothing to write.
    if (!this.begun) return;
    this.#stale = false;
    if (this.#opening) this.#series += 1;
    this.#opening = false;
    const { text, grid } = this.now;
    this.#step = stepOf(this.now);
    this.#means.write(this.address(), { series: this.#series, text, grid }, push);
  }
}

/** What makes a step of the history. @param {State} state */
const stepOf = ({ view, lesson, grid }) => JSON.stringify([view, lesson, view === SEARCH ? grid : null]);

/** @param {State} state */
const showsGrid = ({ view, grid }) => view === SEARCH && grid !== null;

/** @param {Pointed} a @param {Pointed} b */
const alike = (a, b) => a.neuron === b.neuron && a.pinned === b.pinned && a.over === b.over;
