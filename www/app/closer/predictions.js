/** The "Predictions" tab: what the networks make of the test images in the epoch shown. */

import { escapes } from '../shared/errors.js';
import { ClassTable } from '../base/class-table.js';
import { byId, make, say } from '../base/dom.js';
import { csv } from '../base/csv.js';
import { csvFile } from '../base/hand-out.js';
import { fileButton, takeAway } from '../figures/take-away.js';
import { count, percent } from '../base/format.js';
import { ask } from '../run/ask.js';
import { cellAt } from './confusion-cell.js';
import { TestImages } from './test-images.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Layout} Layout
 * @typedef {import('../run/run.js').Run} Run
 * @typedef {import('../lanes/looked-at.js').LookedAt} LookedAt
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('./drawing.js').Drawing} Drawing
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 */

/** The tab is brought up to date at most so often, and off the screen, where it takes time from the networks that train. */
const EVERY_MS = 500;
const UNSEEN_EVERY_MS = 2000;
/** Classes of a matrix that is also given as a full table. */
const TABLE = 30;
/** Mistakes that are listed instead of a larger table. */
const LISTED = 100;

export class Predictions {
  #panel = byId('predictions', HTMLElement);
  #lane = byId('predictions-lane', HTMLElement);
  #says = byId('predictions-says', HTMLElement);
  #matrix = byId('confusion', HTMLCanvasElement);
  #twin = byId('confusion-table', HTMLElement);
  #accuracy = new ClassTable('Accuracy by class', 'Class');
  #images;
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
  /** Whether it is on the screen, or nearly. */
  #seen = false;
  /** @type {import('../figures/figures.js').Theme | null} */
  #theme = null;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {LookedAt} looked
   * @param {Pick<Drawing, 'put'>} drawing where a test image goes that is pressed
   */
  constructor(figures, wasm, looked, drawing) {
    this.#figures = figures;
    this.#wasm = wasm;
    this.#looked = looked;
    looked.lane.subscribe(() => {
      this.#mark();
      this.show().catch(escapes);
    });
    this.#images = new TestImages({ heading: 'h3', prefix: 'predictions-' }, async (places) => ask(this.#run, 'test_images', Uint32Array.from(places)), (place, pixels) => {
      if (this.#layout && this.#labels) drawing.put(place, this.#layout.classes[this.#labels[place]], pixels, this.#layout.shape);
    });
    byId('predictions-pair', HTMLElement).prepend(this.#images.element);
    byId('predictions-accuracy', HTMLElement).append(this.#accuracy.element);
    figures.add(this.#matrix, (canvas, theme) => this.#draw(canvas, theme));
    takeAway(/** @type {HTMLElement} */ (this.#matrix.parentElement), 'Confusion matrix', 'confusion', [csvFile('confusion', () => this.#confusionCsv())], null);
    byId('predictions-accuracy', HTMLElement).after(make('p', { class: 'take-one' },
      fileButton('Accuracy by class', csvFile('accuracy-by-class', () => this.#accuracyCsv()))));
    this.#matrix.addEventListener('click', (event) => this.#pick(event));
    this.#twin.closest('details')?.addEventListener('toggle', () => this.show().catch(escapes));
    new IntersectionObserver(([{ isIntersecting }]) => {
      this.#seen = isIntersecting;
      if (!isIntersecting || this.#timer === undefined) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.update();
    }, { rootMargin: '200px' }).observe(this.#panel);
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
    this.#images.begin();
    this.#panel.classList.add('waiting');
    say(this.#says, 'The test images will appear here once a network has been measured.');
  }

  /** Something may have changed: brings the tab up to date, soon, if it is in sight. */
  update() {
    if (this.#panel.hidden || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.show().catch(escapes);
    }, this.#seen ? EVERY_MS : UNSEEN_EVERY_MS);
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
      const labels = await ask(run, 'test_labels').catch(() => null);
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
    this.#images.show({ labels, said, sure }, layout);
    this.#figures.redraw(this.#matrix);
    // In another frame: the images take long enough.
    requestAnimationFrame(() => setTimeout(() => {
      if (run === this.#run && labels === this.#labels) this.#tables(labels, layout.classes);
    }));
  }

  /** What depends on the data only. @param {Layout} layout */
  #arrange(layout) {
    this.#layout = layout;
    this.#images.arrange(layout.classes);
    this.#accuracy.begin(layout.classes, this.#lanes);
  }

  /** @param {Uint8Array} labels @param {string[]} classes */
  #tables(labels, classes) {
    const all = this.#lanes.map((_, lane) => this.#counts(lane, labels, classes.length));
    const counts = all[this.#chosen];
    if (counts && this.#twin.closest('details')?.open) this.#twinOf(counts, classes);
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
      this.#twin.replaceChildren(head(['is ↓, seen as →', ...classes]),
        make('tbody', {}, ...classes.map((name, i) => row(name, [...counts.subarray(i * n, (i + 1) * n)].map(count)))));
      return;
    }
    const mistakes = [...counts].flatMap((times, i) => (times > 0 && Math.floor(i / n) !== i % n ? [{ is: Math.floor(i / n), taken: i % n, times }] : []));
    mistakes.sort((a, b) => b.times - a.times);
    this.#twin.replaceChildren(head(['is', 'seen as', 'times']),
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
    this.#images.pick(cellAt(this.#wasm, this.#matrix, this.#layout.classes, this.#theme, event));
  }
}

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
