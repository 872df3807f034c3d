/** A few test images, one of each class, with what every network says they are in the epoch shown. */

import { escapes } from '../shared/errors.js';
import { byId, make, say } from '../base/dom.js';
import { count } from '../base/format.js';
import { paint } from '../base/pixels.js';
import { ask, layoutOf } from '../run/ask.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Layout} Layout
 * @typedef {import('../run/run.js').Run} Run
 * @typedef {import('../lanes/looked-at.js').LookedAt} LookedAt
 *
 * @typedef {object} Item
 * @property {number} place among the test images
 * @property {number} label its class
 * @property {HTMLElement[]} answers by lane
 */

const MOST = 10;

/**
 * The first image of each class, in the order of the classes.
 * @param {Uint8Array} labels
 * @param {number} classes
 */
export const oneOfEach = (labels, classes) => Array.from({ length: classes }, (_, i) => labels.indexOf(i)).filter((place) => place >= 0).slice(0, MOST);

export class Clothes {
  #list = byId('clothes-list', HTMLElement);
  #says = byId('clothes-says', HTMLElement);
  /** @type {LaneInfo[]} */
  #lanes = [];
  /** @type {Run | null} */
  #run = null;
  /** @type {Item[]} */
  #items = [];
  #asked = false;
  #looked;
  #drawing;

  /**
   * @param {Pick<LookedAt, 'epoch'>} looked
   * @param {Pick<import('./drawing.js').Drawing, 'put'>} drawing where an image goes that is pressed
   */
  constructor(looked, drawing) {
    this.#looked = looked;
    this.#drawing = drawing;
  }

  /**
   * Starts over.
   * @param {LaneInfo[]} lanes
   * @param {Run} run
   */
  begin(lanes, run) {
    this.#lanes = lanes;
    this.#run = run;
    this.#items = [];
    this.#asked = false;
  }

  /** The networks may answer otherwise, or another epoch is shown. */
  update() {
    const layout = layoutOf(this.#run);
    if (!layout) return;
    if (!this.#asked) this.#begin(layout).catch(escapes);
    this.#show(layout);
  }

  /** @param {Layout} layout */
  async #begin(layout) {
    this.#asked = true;
    const run = this.#run;
    const labels = await ask(run, 'test_labels').catch(() => null);
    if (!labels || run !== this.#run) return;
    const places = oneOfEach(labels, layout.classes.length);
    const pixels = await ask(run, 'test_images', Uint32Array.from(places)).catch(() => null);
    if (!pixels || run !== this.#run) return;
    const [height, width, channels] = layout.shape;
    const size = height * width * channels;
    this.#list.replaceChildren();
    this.#items = places.map((place, i) => this.#item(layout, place, labels[place], pixels.slice(i * size, (i + 1) * size)));
    this.#show(layout);
  }

  /**
   * @param {Layout} layout
   * @param {number} place
   * @param {number} label
   * @param {Uint8Array} pixels
   */
  #item({ classes, shape }, place, label, pixels) {
    const canvas = make('canvas', { 'aria-hidden': 'true' });
    paint(canvas, pixels, shape);
    const answers = this.#lanes.map(() => make('span', { class: 'answer' }));
    const button = make('button', { type: 'button' }, canvas, make('span', { class: 'is' }, classes[label]),
      ...this.#lanes.map(({ label: name, tone }, lane) => make('span', { class: 'line', 'data-tone': tone },
        make('span', { class: 'tone', 'aria-hidden': 'true' }), make('span', { class: 'unseen' }, `. ${name}: `), answers[lane])));
    button.addEventListener('click', () => this.#drawing.put(place, classes[label], pixels, shape));
    this.#list.append(make('li', {}, button));
    return { place, label, answers };
  }

  /** @param {Layout} layout */
  #show({ classes }) {
    const epoch = this.#looked.epoch.value;
    const lanes = this.#run?.lanes ?? [];
    const said = lanes.map(({ snapshots }) => snapshots[epoch ?? snapshots.length - 1]?.said);
    for (const { place, label, answers } of this.#items) {
      answers.forEach((answer, lane) => {
        const its = said[lane]?.[place];
        const right = its === label;
        say(answer, its === undefined ? '–' : right ? '✓' : `✕ ${classes[its]}`);
        answer.classList.toggle('wrong', its !== undefined && !right);
      });
    }
    const at = epoch ?? Math.max(0, this.#run?.completed ?? 0);
    say(this.#says, at === 0 ? 'One test image of each class, and what the untrained networks say it is.'
      : `One test image of each class, and what the networks say it is after epoch ${count(at)}.`);
  }
}
