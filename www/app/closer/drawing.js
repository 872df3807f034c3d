/** A picture of the visitor's own, and what the networks say it is at this moment. */

import { escapes } from '../shared/errors.js';
import { ClassTable } from '../base/class-table.js';
import { byId, say, unfolds } from '../base/dom.js';
import { percent } from '../base/format.js';
import { paint } from '../base/pixels.js';
import { Signal } from '../base/signal.js';
import { ask, layoutOf } from '../run/ask.js';
import { Pad } from './drawing-pad.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Layout} Layout
 * @typedef {import('../run/run.js').Run} Run
 */

/** While networks train they are asked at most so often. */
const EVERY_MS = 500;
const INVITES = 'Draw something, or press a test image: each network says at once what it is.';

/** Data for which one canvas does. @param {Layout} layout */
const kindOf = ({ shape, classes }) => [...shape, ...classes].join();

export class Drawing {
  #pad = new Pad(() => {
    this.#changes += 1;
    return this.#classify();
  });
  /** How often what is on the canvas has changed. */
  #changes = 0;
  /** What is drawn, and what each network says it is: nothing of an empty canvas. */
  known = new Signal({ changes: 0, says: /** @type {string[]} */ ([]) });
  #small = byId('pad-seen', HTMLCanvasElement);
  #says = byId('pad-says', HTMLElement);
  #invites = byId('pad-invites', HTMLElement);
  #answers = new ClassTable('What each network says it is', 'Class');
  /** @type {LaneInfo[]} */
  #lanes = [];
  /** @type {Run | null} */
  #run = null;
  /** @type {Layout | null} */
  #layout = null;
  /** For which kind of data a canvas was asked for. */
  #of = '';
  /** For which it was made: what is on it is for networks of these alone. */
  #madeFor = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asking = false;
  #again = false;
  /** A picture that waits for the pad; a test image is of one run only. @type {{ put: () => void, own: boolean } | null} */
  #given = null;

  constructor() {
    byId('pad-answers', HTMLElement).append(this.#answers.element);
    unfolds(byId('pad-more', HTMLButtonElement));
    say(this.#says, INVITES);
  }

  /**
   * Starts over; a drawing stays.
   * @param {LaneInfo[]} lanes
   * @param {Run} run
   */
  begin(lanes, run) {
    this.#lanes = lanes;
    this.#run = run;
    this.#layout = null;
    if (!this.#given?.own) this.#given = null;
  }

  /** A network may answer otherwise now. */
  update() {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#arrange();
    }, EVERY_MS);
  }

  /**
   * Puts a test image on the canvas.
   * @param {number} place among the test images
   * @param {string} label its class
   * @param {Uint8Array} pixels
   * @param {Iterable<number>} shape
   */
  put(place, label, pixels, shape) {
    this.#give(false, () => {
      this.#pad.put(`test image ${place}, ${label}`, pixels, shape);
      byId('draw', HTMLElement).scrollIntoView({ block: 'nearest' });
    });
  }

  /** Has a picture of the visitor's own classified. @param {File} file */
  take(file) {
    this.#give(true, () => {
      this.#pad.take(file).catch(escapes);
      const place = byId('draw', HTMLElement);
      place.scrollIntoView({ block: 'nearest' });
      place.focus({ preventScroll: true });
    });
  }

  /**
   * Before the data are known there is nothing to put a picture on.
   * @param {boolean} own whether it is the visitor's own
   * @param {() => void} put puts it there
   */
  #give(own, put) {
    this.#given = { put, own };
    const layout = layoutOf(this.#run);
    if (layout && this.#madeFor === kindOf(layout)) this.#takeGiven();
    else this.#arrange();
  }

  #takeGiven() {
    const given = this.#given;
    this.#given = null;
    given?.put();
  }

  /** Makes the canvas for the data, once they are known. */
  #arrange() {
    const layout = layoutOf(this.#run);
    if (!layout) return;
    if (!this.#layout) {
      this.#layout = layout;
      this.#answers.begin(layout.classes, this.#lanes);
    }
    const kind = kindOf(layout);
    if (this.#of === kind) {
      if (this.#madeFor === kind) this.#takeGiven();
      return void this.#classify().catch(escapes);
    }
    this.#of = kind;
    ask(this.#run, 'canvas').then((data) => {
      if (!data) this.#of = '';
      else {
        this.#madeFor = kind;
        this.#pad.begin(data);
        this.#takeGiven();
      }
    }, () => {
      this.#of = '';
    }).catch(escapes);
  }

  /** Lets every network say what the picture is; while one question is out, the next waits. */
  async #classify() {
    if (!this.#run || !this.#layout || this.#madeFor !== kindOf(this.#layout)) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    const [run, layout, changes] = [this.#run, this.#layout, this.#changes];
    const picture = this.#pad.look();
    // What the networks would say of noise is no answer.
    if (picture === null) {
      this.#answers.show(run.lanes.map(() => layout.classes.map(() => null)), false);
      return say(this.#says, '');
    }
    this.#asking = true;
    const { rgba, width, invert } = picture;
    const answers = await Promise.all(run.lanes.map(async (lane) => await lane.client?.ask('classify', rgba, width, invert).catch(() => null) ?? null));
    this.#asking = false;
    if (run === this.#run && layout === this.#layout) this.#answered(answers, changes);
    if (this.#again) {
      this.#again = false;
      this.#classify().catch(escapes);
    }
  }

  /**
   * @param {(import('../shared/types.js').Classified | null)[]} answers by lane
   * @param {number} changes up to which they are
   */
  #answered(answers, changes) {
    const layout = /** @type {Layout} */ (this.#layout);
    const any = answers.find((answer) => answer !== null);
    if (!any) return;
    paint(this.#small, any.image, layout.shape);
    this.#pad.hint(any.light && !this.#pad.empty);
    const { empty } = this.#pad;
    this.#answers.show(answers.map((answer) => layout.classes.map((_, i) => (empty || !answer ? null : answer.probabilities[i]))), !empty);
    const each = answers.flatMap((answer, lane) => {
      if (!answer || empty) return [];
      const best = answer.probabilities.reduce((most, p, i, all) => (p > all[most] ? i : most), 0);
      return [`${this.#lanes[lane].label}: ${layout.classes[best]}, ${percent(100 * answer.probabilities[best])}\u00a0%`];
    });
    this.#invites.hidden = !empty;
    const said = empty ? INVITES : `${each.join('; ')}.`;
    say(this.#says, said);
    this.#pad.name = `Canvas to draw on. It shows ${this.#pad.what}. ${empty ? '' : said}`.trim();
    this.known.value = { changes, says: each };
    this.#small.setAttribute('aria-label', `What the networks see: the picture at ${layout.shape[1]} × ${layout.shape[0]} pixels.`);
  }
}
