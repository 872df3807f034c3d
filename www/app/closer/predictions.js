/**
 * The "Predictions" tab: what the networks make of the test images in the epoch shown, and of a
 * picture of the visitor's own at this moment.
 */

import { escapes } from '../shared/errors.js';
import { ClassTable } from '../base/class-table.js';
import { byId, make, say } from '../base/dom.js';
import { Pad } from './drawing-pad.js';
import { csv } from '../base/csv.js';
import { csvFile } from '../base/hand-out.js';
import { fileButton, takeAway } from '../figures/take-away.js';
import { count, percent } from '../base/format.js';
import { paint } from '../base/pixels.js';
import { Gallery } from './predictions-gallery.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Layout} Layout
 * @typedef {import('../run/run.js').Run} Run
 * @typedef {import('../lanes/looked-at.js').LookedAt} LookedAt
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 */

/** The tab is brought up to date at most so often. */
const EVERY_MS = 500;
/** Classes of a matrix that is also given as a full table. */
const TABLE = 30;
/** Mistakes that are listed instead of a larger table. */
const LISTED = 100;

export class Predictions {
  #panel = byId('predictions', HTMLElement);
  #lane = byId('predictions-lane', HTMLElement);
  #says = byId('predictions-says', HTMLElement);
  #is = byId('predictions-is', HTMLSelectElement);
  #taken = byId('predictions-taken', HTMLSelectElement);
  #matrix = byId('confusion', HTMLCanvasElement);
  #twin = byId('confusion-table', HTMLElement);
  #small = byId('pad-seen', HTMLCanvasElement);
  #accuracy = new ClassTable('Accuracy by class', 'Class');
  #live = new ClassTable('What each lane takes the picture for', 'Class');
  #liveSays = byId('pad-says', HTMLElement);
  #gallery;
  #pad;
  #figures;
  #wasm;
  /** @type {LaneInfo[]} */
  #lanes = [];
  /** @type {Run | null} */
  #run = null;
  #looked;
  /** @type {Layout | null} */
  #layout = null;
  /** @type {Uint8Array | null} */
  #labels = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asking = false;
  #again = false;
  #padOf = '';
  /** @type {File | null} a picture that waits for the pad */
  #given = null;
  /** @type {import('../figures/figures.js').Theme | null} */
  #theme = null;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {LookedAt} looked
   */
  constructor(figures, wasm, looked) {
    this.#figures = figures;
    this.#wasm = wasm;
    this.#looked = looked;
    looked.lane.subscribe(() => {
      this.#mark();
      this.show().catch(escapes);
    });
    this.#pad = new Pad(() => this.#classify());
    this.#gallery = new Gallery(async (places) => this.#ask('test_images', Uint32Array.from(places)), (place, pixels) => {
      if (!this.#layout || !this.#labels) return;
      this.#pad.put(`test image ${place}, ${this.#layout.classes[this.#labels[place]]}`, pixels, this.#layout.shape);
      byId('pad-title', HTMLElement).scrollIntoView({ block: 'nearest' });
    });
    byId('predictions-images', HTMLElement).append(this.#gallery.element);
    byId('predictions-accuracy', HTMLElement).append(this.#accuracy.element);
    byId('pad-answers', HTMLElement).append(this.#live.element);
    for (const select of [this.#is, this.#taken]) select.addEventListener('change', () => this.show());
    figures.add(this.#matrix, (canvas, theme) => this.#draw(canvas, theme));
    takeAway(/** @type {HTMLElement} */ (this.#matrix.parentElement), 'Confusion matrix', 'confusion', [csvFile('confusion', () => this.#confusionCsv())], null);
    byId('predictions-accuracy', HTMLElement).after(make('p', { class: 'take' },
      fileButton('Accuracy by class', csvFile('accuracy-by-class', () => this.#accuracyCsv()))));
    this.#matrix.addEventListener('click', (event) => this.#pick(event));
  }

  /**
   * Starts over.
   * @param {LaneInfo[]} lanes
   * @param {Run} run
   */
  begin(lanes, run) {
    this.#lanes = lanes;
    this.#run = run;
    this.#layout = null;
    this.#labels = null;
    this.#lane.replaceChildren(...lanes.map(({ label }, i) => {
      const input = make('input', { type: 'radio', name: 'predictions-lane', id: `predictions-lane-${i}` });
      input.addEventListener('change', () => this.#looked.go({ lane: i }));
      return make('label', {}, input, ` ${label}`);
    }));
    this.#mark();
    byId('predictions-choice', HTMLElement).hidden = lanes.length < 2;
    this.#gallery.begin();
    this.#panel.classList.add('waiting');
    say(this.#says, 'The test images will appear here once a network has been measured.');
  }

  /** Has a picture of the visitor's own classified. @param {File} file */
  take(file) {
    this.#given = file;
    if (this.#pad.begun) this.#takeGiven();
    else this.show().catch(escapes);
  }

  /** Before the data are known there is nothing to put a picture on. */
  #takeGiven() {
    const file = this.#given;
    this.#given = null;
    if (!file) return;
    this.#pad.take(file).catch(escapes);
    const place = byId('draw', HTMLElement);
    place.scrollIntoView({ block: 'nearest' });
    place.focus({ preventScroll: true });
  }

  /** Something may have changed: brings the tab up to date, soon, if it is in sight. */
  update() {
    if (this.#panel.hidden || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.show().catch(escapes);
      this.#classify().catch(escapes);
    }, EVERY_MS);
  }

  /** The lane whose answers are shown. */
  get #chosen() {
    return this.#looked.lane.value ?? 0;
  }

  #mark() {
    [...this.#lane.querySelectorAll('input')].forEach((input, i) => { input.checked = i === this.#chosen; });
  }

  /** The answers of a lane in the epoch shown. @param {number} lane */
  #answers(lane) {
    const snapshots = this.#run?.lanes[lane]?.snapshots ?? [];
    const epoch = this.#looked.epoch.value ?? snapshots.length - 1;
    const snapshot = snapshots[epoch];
    return snapshot?.said?.length ? { epoch, snapshot } : null;
  }

  async show() {
    if (this.#panel.hidden || !this.#run) return;
    const run = this.#run;
    const answers = this.#answers(this.#chosen);
    if (!answers) return;
    if (!this.#labels) {
      const labels = await this.#ask('test_labels').catch(() => null);
      if (run !== this.#run || !labels) return;
      this.#labels = labels;
    }
    const { epoch, snapshot: { layout, said, sure } } = answers;
    if (!this.#layout) this.#arrange(layout);
    const labels = /** @type {Uint8Array} */ (this.#labels);
    if (said.length !== labels.length) return;
    this.#panel.classList.remove('waiting');
    const right = said.reduce((sum, c, i) => sum + Number(c === labels[i]), 0);
    const when = epoch === 0 ? 'untrained' : `after ${count(epoch)} ${epoch === 1 ? 'epoch' : 'epochs'}`;
    say(this.#says, `${this.#lanes[this.#chosen].label}, ${when}: ${count(right)} of ${count(labels.length)} test images right (${percent((100 * right) / labels.length)} %).`);
    this.#gallery.show({ labels, said, sure }, layout, chosen(this.#is), chosen(this.#taken));
    this.#figures.redraw(this.#matrix);
    this.#tables(labels, layout.classes);
  }

  /** What depends on the data only. @param {Layout} layout */
  #arrange(layout) {
    this.#layout = layout;
    for (const [select, any] of /** @type {const} */ ([[this.#is, 'any class'], [this.#taken, 'any class']])) {
      select.replaceChildren(make('option', { value: '' }, any), ...layout.classes.map((name, i) => make('option', { value: String(i) }, name)));
    }
    this.#accuracy.begin(layout.classes, this.#lanes);
    this.#live.begin(layout.classes, this.#lanes);
    const kind = [...layout.shape, ...layout.classes].join();
    if (this.#padOf === kind) return void this.#classify();
    this.#padOf = kind;
    this.#ask('canvas').then((data) => {
      this.#pad.begin(data);
      this.#takeGiven();
    }, () => {
      this.#padOf = '';
    }).catch(escapes);
  }

  /** @param {Uint8Array} labels @param {string[]} classes */
  #tables(labels, classes) {
    const all = this.#lanes.map((_, lane) => this.#counts(lane, labels, classes.length));
    const counts = all[this.#chosen];
    if (counts) this.#twinOf(counts, classes);
    this.#accuracy.show(all.map((ofLane) => classes.map((_, i) => {
      const { right, of } = inClass(ofLane, i, classes.length);
      return of > 0 ? right / of : null;
    })));
  }

  /**
   * How many test images of each class a lane takes for each, row by row, in the epoch shown.
   * @param {number} lane @param {Uint8Array | null} labels @param {number} classes
   */
  #counts(lane, labels, classes) {
    const said = this.#answers(lane)?.snapshot.said;
    return labels && said?.length === labels.length ? this.#wasm.confusion_counts(labels, said, classes) : null;
  }

  #confusionCsv() {
    const { classes = [] } = this.#layout ?? {};
    const counts = this.#counts(this.#chosen, this.#labels, classes.length) ?? new Uint32Array();
    const { name } = this.#lanes[this.#chosen];
    const epoch = this.#answers(this.#chosen)?.epoch;
    return csv(['lane', 'epoch', 'is', 'taken_for', 'images'], [...counts].map((n, i) => [name, epoch, classes[Math.floor(i / classes.length)], classes[i % classes.length], n]));
  }

  #accuracyCsv() {
    const { classes = [] } = this.#layout ?? {};
    return csv(['lane', 'epoch', 'class', 'images', 'right'], this.#lanes.flatMap(({ name }, lane) => {
      const counts = this.#counts(lane, this.#labels, classes.length);
      return counts ? classes.map((label, i) => {
        const { right, of } = inClass(counts, i, classes.length);
        return [name, this.#answers(lane)?.epoch, label, of, right];
      }) : [];
    }));
  }

  /** The matrix as a table; of a large one its most frequent mistakes. @param {Uint32Array} counts @param {string[]} classes */
  #twinOf(counts, classes) {
    const n = classes.length;
    const head = (/** @type {string[]} */ names) => make('thead', {}, make('tr', {}, ...names.map((name) => make('th', { scope: 'col' }, name))));
    const row = (/** @type {string} */ name, /** @type {string[]} */ cells) => make('tr', {}, make('th', { scope: 'row' }, name), ...cells.map((cell) => make('td', {}, cell)));
    if (n <= TABLE) {
      this.#twin.replaceChildren(head(['is ↓, taken for →', ...classes]),
        make('tbody', {}, ...classes.map((name, i) => row(name, [...counts.subarray(i * n, (i + 1) * n)].map(count)))));
      return;
    }
    const mistakes = [...counts].flatMap((times, i) => (times > 0 && Math.floor(i / n) !== i % n ? [{ is: Math.floor(i / n), taken: i % n, times }] : []));
    mistakes.sort((a, b) => b.times - a.times);
    this.#twin.replaceChildren(head(['is', 'taken for', 'times']),
      make('tbody', {}, ...mistakes.slice(0, LISTED).map(({ is, taken, times }) => row(classes[is], [classes[taken], count(times)]))));
  }

  /** @param {HTMLCanvasElement} canvas @param {import('../figures/figures.js').Theme} theme */
  #draw(canvas, theme) {
    const answers = this.#answers(this.#chosen);
    if (!answers || !this.#labels || answers.snapshot.said.length !== this.#labels.length) return 'Confusion matrix: nothing to show yet.';
    this.#theme = theme;
    const { epoch, snapshot: { layout, said } } = answers;
    return this.#wasm.draw_confusion(canvas, this.#lanes[this.#chosen].label, epoch, layout.classes, this.#labels, said, theme);
  }

  /** A cell that is pressed chooses its images. @param {MouseEvent} event */
  #pick(event) {
    if (!this.#layout || !this.#theme) return;
    const box = this.#matrix.getBoundingClientRect();
    const by = this.#matrix.width / box.width;
    const cell = this.#wasm.confusion_cell(this.#matrix, this.#layout.classes, (event.clientX - box.left) * by, (event.clientY - box.top) * by, this.#theme);
    this.#is.value = cell ? String(cell[0]) : '';
    this.#taken.value = cell ? String(cell[1]) : '';
    this.show().catch(escapes);
  }

  /** Lets every lane say what it takes the picture for; while one question is out, the next waits. */
  async #classify() {
    if (this.#panel.hidden || !this.#run || !this.#layout) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    const [run, layout] = [this.#run, this.#layout];
    const picture = this.#pad.look();
    // What the networks would say of noise is no answer.
    if (picture === null) {
      this.#live.show(run.lanes.map(() => layout.classes.map(() => null)), false);
      return say(this.#liveSays, '');
    }
    this.#asking = true;
    const { rgba, width, invert } = picture;
    const answers = await Promise.all(run.lanes.map(async (lane) => await lane.client?.ask('classify', rgba, width, invert).catch(() => null) ?? null));
    this.#asking = false;
    if (run === this.#run && layout === this.#layout) this.#answered(answers);
    if (this.#again) {
      this.#again = false;
      this.#classify().catch(escapes);
    }
  }

  /** @param {(import('../shared/types.js').Classified | null)[]} answers by lane */
  #answered(answers) {
    const layout = /** @type {Layout} */ (this.#layout);
    const any = answers.find((answer) => answer !== null);
    if (!any) return;
    paint(this.#small, any.image, layout.shape);
    this.#pad.hint(any.light && !this.#pad.empty);
    const empty = this.#pad.empty;
    this.#live.show(answers.map((answer) => layout.classes.map((_, i) => (empty || !answer ? null : answer.probabilities[i]))), !empty);
    const each = answers.flatMap((answer, lane) => {
      if (!answer || empty) return [];
      const best = answer.probabilities.reduce((most, p, i, all) => (p > all[most] ? i : most), 0);
      return [`${this.#lanes[lane].label}: ${layout.classes[best]}, ${percent(100 * answer.probabilities[best])}\u00a0%`];
    });
    const said = empty ? 'Draw something, press a test image, or choose a picture: every lane says at once what it takes it for.' : `${each.join('; ')}.`;
    say(this.#liveSays, said);
    this.#pad.name = `Canvas to draw on. It shows ${this.#pad.what}. ${empty ? '' : said}`.trim();
    this.#small.setAttribute('aria-label', `What the networks see: the picture at ${layout.shape[1]} × ${layout.shape[0]} pixels.`);
  }

  /**
   * Asks the first lane that lives: all have the same images.
   * @param {string} method
   * @param {...any} args
   */
  async #ask(method, ...args) {
    const lane = this.#run?.lanes.find(({ client, error }) => client && !error);
    return lane?.client ? lane.client.ask(method, ...args) : null;
  }
}

/** @param {HTMLSelectElement} select */
const chosen = (select) => (select.value === '' ? null : Number(select.value));

/**
 * How many images of a class there are, and how many of them are classified correctly.
 * @param {Uint32Array | null} counts of a confusion matrix
 * @param {number} i the class
 * @param {number} n classes
 */
function inClass(counts, i, n) {
  const row = counts?.subarray(i * n, (i + 1) * n) ?? new Uint32Array(n);
  return { right: row[i], of: row.reduce((sum, c) => sum + c, 0) };
}
