/**
 * The cut as a lens: how a lane's weights or centralities are distributed, with the line below or
 * between which connections go. Moving the line shows what would go; the lane's worker works it out
 * with the very rules it trains by. Nothing of the run changes before the new value is committed.
 */

import { escapes } from '../shared/errors.js';
import { make, say, setAvailable } from '../base/dom.js';
import { csv } from '../base/csv.js';
import { centralityCsv, fileName } from '../run/result-files.js';
import { ChartReader } from '../figures/chart-reader.js';
import { count, plain } from '../base/format.js';
import { backThen, held, wouldGoByNeuron, wouldGoByWeight } from './would-go.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../shared/types.js').WouldGo} WouldGo
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('../figures/figures.js').Theme} Theme
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 *
 * @typedef {object} LensMeans what a lens needs of the run
 * @property {(method: string, ...args: unknown[]) => Promise<any>} ask asks the lane's session
 * @property {(key: string, value: number) => string | null} problem why the experiment cannot run with that value, if so
 * @property {() => boolean} looksBack whether an epoch was chosen to be looked at
 * @property {(key: string, value: number) => void} commit starts a new experiment with that value
 *
 * @typedef {import('./would-go.js').Scored} Scored
 */

/** @typedef {'k' | 'zeta'} Key */

/** So many pixels sideways are no scrolling any more. */
const SIDEWAYS = 6;

/** @type {Record<Key, { symbol: string, max: number, step: number }>} */
const KEYS = {
  k: { symbol: 'k', max: 4, step: 0.05 },
  zeta: { symbol: 'ζ', max: 0.5, step: 0.005 },
};

export class Lens {
  element = make('figure', { class: 'centrality lens' });
  #info;
  #figures;
  #wasm;
  #means;
  #beside;
  /** @type {Key | null} what its method draws the line by */
  #key;
  /** @type {'centrality' | 'weights'} */
  #what;
  /** Which layer's weights are shown, from 0. */
  #layer = 0;
  /** @type {{ scored: Scored, snapshot: Snapshot } | null} */
  #shown = null;
  /** The value of k or ζ that is tried out. @type {number | null} */
  #trial = null;
  /** The largest k tried out: the axis reaches that far. @type {number | null} */
  #reach = null;
  /** @type {WouldGo | null} */
  #would = null;
  /** @type {Float32Array | null} */
  #weights = null;
  #asking = false;
  #stale = false;
  #dragging = false;
  /** Where a finger came down that may yet scroll. @type {{ x: number, y: number } | null} */
  #pressed = null;
  #reader;
  #canvas = make('canvas', { role: 'img' });
  #caption = make('figcaption');
  #slider = make('input', { type: 'range', min: '0' });
  #value = make('span', { class: 'figures', 'aria-hidden': 'true' });
  #commit = make('button', { type: 'button' });
  #keep = make('button', { type: 'button', class: 'quiet' });
  #preview = make('p', { class: 'preview' });
  #layers = make('select');
  #layerChoice = make('label', { class: 'layer-choice' }, 'layer ', this.#layers);
  /** @type {{ what: 'centrality' | 'weights', button: HTMLButtonElement }[]} */
  #choices;

  /**
   * @param {LaneInfo} info
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {LensMeans} means
   * @param {() => Lens[]} beside all lanes' lenses, this one included: they share their axes
   */
  constructor(info, figures, wasm, means, beside) {
    this.#info = info;
    this.#figures = figures;
    this.#wasm = wasm;
    this.#means = means;
    this.#beside = beside;
    this.#key = info.tunes;
    this.#what = this.#key === 'zeta' ? 'weights' : 'centrality';
    this.#canvas.setAttribute('aria-label', `Distribution in ${info.label}: nothing to show yet.`);
    this.#choices = (/** @type {const} */ (['weights', 'centrality'])).map((what) => {
      const button = make('button', { type: 'button', class: 'quiet' }, what === 'weights' ? 'Weights' : 'Centrality');
      button.addEventListener('click', () => this.#choose(what));
      return { what, button };
    });
    this.#layers.append(...Array.from({ length: info.sparse_layers }, (_, i) => make('option', { value: String(i) }, String(i + 1))));
    this.#layers.addEventListener('change', () => {
      this.#layer = Number(this.#layers.value);
      this.#refresh().catch(escapes);
    });
    this.element.append(
      make('div', { class: 'lens-head', role: 'group', 'aria-label': `Distribution in ${info.label}` },
        ...this.#choices.map(({ button }) => button), this.#layerChoice),
      this.#canvas, this.#caption, ...this.#controls());
    this.#reader = new ChartReader(this.#canvas, {
      name: `Bars of the distribution in ${info.label}`,
      places: () => this.#bars().map(([x]) => x),
      read: (at) => held(this.#bars()[at], this.#what),
    });
    this.#followPointer();
    this.#mark();
  }

  /** The numbers of the distribution that is shown. @returns {import('../base/hand-out.js').TextFile} */
  get file() {
    const what = () => this.#what;
    const { name } = this.#info;
    return {
      label: 'CSV', type: 'text/csv',
      get name() { return `${what()}-${fileName(name)}.csv`; },
      text: () => (this.#what === 'weights' ? this.#weightsCsv() : centralityCsv(this.#wasm.centrality_csv_header(), name, this.#shown)),
    };
  }

  #weightsCsv() {
    const { epoch, layer } = this.#weightsOf();
    // As many digits as a single-precision number has.
    return csv(['lane', 'epoch', 'layer', 'weight'], Array.from(this.#weights ?? [], (w) => [this.#info.name, epoch, layer, Number(w.toPrecision(9))]));
  }

  /** The value that the run has. */
  get #own() {
    return this.#key === 'k' ? this.#info.k : this.#info.zeta;
  }

  /** The value that is looked at. */
  get #looked() {
    return this.#trial ?? this.#own;
  }

  #controls() {
    if (!this.#key) return [];
    const { symbol, max, step } = KEYS[this.#key];
    this.#slider.max = String(this.#key === 'k' ? Math.max(max, Math.ceil(this.#own)) : this.#own > max ? 1 : max);
    this.#slider.step = String(step);
    this.#slider.value = String(this.#own);
    this.#slider.setAttribute('aria-label', `${symbol} of ${this.#info.label}`);
    this.#slider.addEventListener('input', () => this.#try(Number(this.#slider.value)));
    this.#commit.addEventListener('click', () => {
      if (this.#key && this.#trial !== null) this.#means.commit(this.#key, this.#trial);
    });
    this.#keep.addEventListener('click', () => {
      this.#reach = null;
      this.#try(this.#own);
      this.#slider.focus();
    });
    return [
      make('div', { class: 'cut-line' }, make('span', { class: 'math', 'aria-hidden': 'true' }, symbol), this.#slider, this.#value, this.#commit, this.#keep),
      this.#preview,
    ];
  }

  /**
   * Shows what was scored.
   * @param {Scored} scored
   * @param {Snapshot} snapshot
   */
  show(scored, snapshot) {
    if (!this.#shown) this.#figures.add(this.#canvas, (canvas, theme) => this.#draw(canvas, theme));
    this.#shown = { scored, snapshot };
    this.#refresh().catch(escapes);
  }

  /** @param {boolean} [slowly] lets the picture before it fade away */
  redraw(slowly = false) {
    if (slowly) this.#figures.fade(this.#canvas);
    else this.#figures.redraw(this.#canvas);
  }

  /** How far down the window its slider stands. */
  get top() {
    return this.#slider.getBoundingClientRect().top;
  }

  /**
   * Takes the focus, and the place in the window, of the lens whose value started the run.
   * @param {number} top of that lens
   */
  takeOver(top) {
    this.#slider.focus({ preventScroll: true });
    scrollBy({ top: this.top - top, behavior: 'instant' });
  }

  remove() {
    this.#figures.remove(this.#canvas);
  }

  /** @param {HTMLCanvasElement} canvas @param {Theme} theme */
  #draw(canvas, theme) {
    const says = this.#drawn(canvas, theme);
    this.#reader.drawn();
    return says;
  }

  /** The bars of the picture: the middle in pixels, from, to, how many it holds, how many of them go. */
  #bars() {
    if (!this.#shown) return [];
    const [canvas, { theme }] = [this.#canvas, this.#figures];
    const numbers = this.#what === 'weights'
      ? this.#wasm.weight_bars(canvas, this.#weightsOf(), this.#weights ?? new Float32Array(), theme)
      : this.#wasm.centrality_bars(canvas, ...this.#centralities(), theme);
    return Array.from({ length: numbers.length / 5 }, (_, i) => [...numbers.subarray(5 * i, 5 * i + 5)]);
  }

  /** @param {HTMLCanvasElement} canvas @param {Theme} theme */
  #drawn(canvas, theme) {
    if (this.#what === 'weights') return this.#wasm.draw_weights(canvas, this.#weightsOf(), this.#weights ?? new Float32Array(), theme);
    return this.#wasm.draw_centrality(canvas, ...this.#centralities(), theme);
  }

  #weightsOf() {
    const cut = this.#would?.cuts[this.#layer] ?? null;
    return {
      title: this.#info.label, epoch: this.#would?.epoch ?? this.#shown?.scored.epoch ?? 0, layer: this.#layer + 1,
      zeta: (this.#would?.value ?? this.#own) * (this.#would?.part ?? 1), cut,
    };
  }

  /** @returns {[object[], any[], number]} */
  #centralities() {
    const lenses = this.#beside().filter((lens) => lens.#shown);
    const lanes = lenses.map((lens) => {
      const { epoch, lc_mean, lc_std, threshold } = /** @type {{ scored: Scored }} */ (lens.#shown).scored;
      const movable = lens.#key === 'k' && threshold !== null;
      return {
        title: lens.#info.label, epoch, mean: lc_mean, std: lc_std, k: lens.#info.k, threshold,
        trial: movable ? lens.#trial : null, reach: movable ? lens.#reach : null,
      };
    });
    return [lanes, lenses.map((lens) => lens.#shown?.snapshot), lenses.indexOf(this)];
  }

  /** @param {'centrality' | 'weights'} what */
  #choose(what) {
    this.#what = what;
    this.#mark();
    this.#refresh().catch(escapes);
    this.redraw();
  }

  /** Says which distribution is shown, and what can be done with it. */
  #mark() {
    const movable = this.#movable;
    for (const { what, button } of this.#choices) button.setAttribute('aria-pressed', String(what === this.#what));
    this.#layerChoice.hidden = this.#what !== 'weights' || this.#info.sparse_layers < 2;
    this.#canvas.classList.toggle('movable', movable);
    const drag = movable ? ` Drag the line to try another ${KEYS[this.#key ?? 'k'].symbol}.` : '';
    const latest = this.#would?.epoch;
    const late = this.#past && latest !== undefined ? ` Weights are kept of the latest epoch only: these are those of epoch ${count(latest)}.` : '';
    const when = this.#info.came === undefined ? ', before rewiring' : '';
    say(this.#caption, (this.#what === 'weights'
      ? `How many connections of a layer have which weight${when}.${late}`
      : `How many neurons have which Laplacian centrality${when}.`) + drag);
    if (!this.#key) return;
    const { symbol } = KEYS[this.#key];
    const text = `${symbol} = ${plain(this.#looked)}`;
    say(this.#value, plain(this.#looked));
    this.#slider.setAttribute('aria-valuetext', text);
    const trying = this.#trial !== null;
    this.#commit.hidden = this.#keep.hidden = !trying;
    say(this.#commit, `Start with ${text}`);
    say(this.#keep, `Keep ${symbol} = ${plain(this.#own)}`);
    const problem = trying && this.#key ? this.#means.problem(this.#key, this.#looked) : null;
    setAvailable(this.#commit, problem === null);
    say(this.#preview, problem ?? (this.#would ? this.#sentence(this.#would) : 'What would go appears here once the network has been scored.'));
  }

  /** Whether the figure shows a line that can be moved. */
  get #movable() {
    return (this.#key === 'zeta' && this.#what === 'weights' && this.#would?.free !== true && (this.#would?.ended ?? null) === null)
      || (this.#key === 'k' && this.#what === 'centrality' && this.#info.line !== null && this.#shown?.scored.threshold !== null);
  }

  /** Whether the visitor looks back to an epoch that is not the one scored last, which the lane's worker tells of. */
  get #past() {
    return this.#means.looksBack() && this.#would !== null && this.#would.epoch !== this.#shown?.scored.epoch;
  }

  /** @param {WouldGo} would */
  #sentence(would) {
    if (this.#key === 'zeta') return wouldGoByWeight(would);
    return wouldGoByNeuron(this.#past && this.#shown ? backThen(would, this.#shown, this.#trial !== null) : would, this.#past);
  }

  /** @param {number} value */
  #try(value) {
    if (!this.#key) return;
    this.#trial = value === this.#own ? null : value;
    if (this.#trial !== null) this.#reach = Math.max(this.#reach ?? 0, value);
    if (Number(this.#slider.value) !== value) this.#slider.value = String(value);
    this.#mark();
    this.#refresh().catch(escapes);
    for (const lens of this.#beside()) this.#figures.follow(lens.#canvas);
  }

  /** Asks the lane what would go and, where they are shown, for its weights; one question at a time, the latest last. */
  async #refresh() {
    this.#stale = true;
    if (this.#asking || !this.#shown) return;
    this.#asking = true;
    try {
      while (this.#stale) {
        this.#stale = false;
        const [would, weights] = await Promise.all([
          this.#key ? this.#means.ask('would_go', this.#looked) : null,
          this.#what === 'weights' ? this.#means.ask('weights', this.#layer) : null,
        ]);
        this.#would = would;
        this.#weights = weights ?? this.#weights;
        this.#mark();
        if (this.#what === 'weights') this.#figures.follow(this.#canvas);
      }
    } catch {
      // The lane has ended, and says so itself.
    } finally {
      this.#asking = false;
    }
  }

  #followPointer() {
    const canvas = this.#canvas;
    canvas.addEventListener('pointerdown', (event) => {
      if (!this.#movable || !this.#shown || event.button !== 0) return;
      // A finger may be about to scroll: it moves the line once it has gone sideways.
      if (event.pointerType === 'touch') this.#pressed = { x: event.clientX, y: event.clientY };
      else this.#take(event);
    });
    canvas.addEventListener('pointermove', (event) => {
      const from = this.#pressed;
      if (from && Math.abs(event.clientX - from.x) > Math.max(SIDEWAYS, Math.abs(event.clientY - from.y))) this.#take(event);
      else if (this.#dragging) this.#drag(event);
    });
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel'])) {
      canvas.addEventListener(end, () => {
        this.#dragging = false;
        this.#pressed = null;
      });
    }
  }

  /** @param {PointerEvent} event */
  #take(event) {
    this.#pressed = null;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#dragging = true;
    this.#drag(event);
  }

  /** @param {PointerEvent} event */
  #drag({ clientX }) {
    if (!this.#key) return;
    const canvas = this.#canvas;
    const { left, width } = canvas.getBoundingClientRect();
    const x = ((clientX - left) * canvas.width) / width;
    const at = this.#key === 'k'
      ? this.#wasm.k_at(canvas, ...this.#centralities(), this.#figures.theme, x)
      : this.#zetaAt(x);
    if (at === undefined) return;
    const { step } = KEYS[this.#key];
    const value = Math.min(Number(this.#slider.max), Math.max(0, Math.round(at / step) * step));
    this.#try(Number(value.toFixed(3)));
  }

  /** The ζ of the first epoch whose line is there in this one, to which it may have fallen. @param {number} x in pixels of the canvas */
  #zetaAt(x) {
    const now = this.#wasm.zeta_at(this.#canvas, this.#weightsOf(), this.#weights ?? new Float32Array(), this.#figures.theme, x);
    return now === undefined ? undefined : now / (this.#would?.part || 1);
  }
}
