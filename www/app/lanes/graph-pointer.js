/**
 * Finds neurons on the canvas of a network graph: by pointer, touch and keys. The neuron that is
 * selected gets a mark over the canvas, so that pointing at one draws nothing anew.
 */

import { make, say } from '../base/dom.js';
import { count, number } from '../base/format.js';
import { nameOf } from '../run/neuron-names.js';
import { follow } from '../base/live-region.js';

/** @typedef {import('../shared/types.js').Snapshot} Snapshot */
/** @typedef {import('./graph-controls.js').GraphControls} GraphControls */
/** @typedef {typeof import('../../pkg/censet_lab.js')} Wasm */

const HINT = 'Point at a neuron, tap it, or focus the graph and use the arrow keys.';
const WAYS = /** @type {Record<string, string>} */ ({ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' });

export class GraphPointer {
  /** What goes over the canvas, and what goes below it. */
  mark = make('span', { class: 'neuron-mark', 'aria-hidden': 'true', hidden: '' });
  readout = make('p', { class: 'readout' }, HINT);
  #canvas;
  #controls;
  #wasm;
  #lane;
  #shown;
  #scale;
  #opened;
  /** @type {import('../../pkg/censet_lab.js').NetworkPlaces | null} */
  #places = null;
  /** What the places were computed for. @type {[Snapshot['layout'], number, number, boolean] | null} */
  #for = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {GraphControls} controls
   * @param {Wasm} wasm
   * @param {{ lane: () => number, shown: () => Snapshot | null, scale: () => number, opened: () => void }} view its place
   *   among the lanes, what it shows, at how many pixels of the canvas a pixel of the page, and what to do when a neuron
   *   is pinned
   */
  constructor(canvas, controls, wasm, { lane, shown, scale, opened }) {
    this.#canvas = canvas;
    this.#controls = controls;
    this.#wasm = wasm;
    this.#lane = lane;
    this.#shown = shown;
    this.#scale = scale;
    this.#opened = opened;
    const { selection } = controls;
    canvas.tabIndex = 0;
    canvas.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'touch') selection.hover(lane(), this.#at(event));
    });
    canvas.addEventListener('pointerleave', () => selection.hover(lane(), null));
    canvas.addEventListener('click', (event) => {
      const neuron = this.#at(event);
      if (neuron === null || (selection.pinned && neuron === selection.neuron)) return selection.clear();
      selection.pin(lane(), neuron);
      opened();
    });
    canvas.addEventListener('keydown', (event) => this.#key(event));
    follow(this.readout);
  }

  /** Shows what is selected now. */
  show() {
    const snapshot = this.#shown();
    const { neuron } = this.#controls.selection;
    const places = neuron === null ? null : this.#placesNow();
    this.mark.hidden = !places;
    if (neuron === null || !snapshot || !places) {
      say(this.readout, HINT);
      return;
    }
    const [x, y, r] = places.spot(neuron);
    const scale = this.#scale();
    const half = Math.max(7, r / scale + 4);
    this.mark.style.setProperty('--x', `${x / scale - half}px`);
    this.mark.style.setProperty('--y', `${y / scale - half}px`);
    this.mark.style.setProperty('--size', `${2 * half}px`);
    this.mark.classList.toggle('pinned', this.#controls.selection.pinned);
    say(this.readout, sentence(snapshot, neuron));
  }

  remove() {
    this.#places?.free();
    this.#places = null;
  }

  /** @param {MouseEvent} event */
  #at(event) {
    const places = this.#placesNow();
    const box = this.#canvas.getBoundingClientRect();
    const scale = this.#canvas.width / box.width;
    const neuron = places?.neuron_at((event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
    return neuron ?? null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { selection } = this.#controls;
    const places = this.#placesNow();
    if (!places || event.ctrlKey || event.altKey || event.metaKey) return;
    const { neuron } = selection;
    const way = WAYS[event.key];
    if (way) selection.move(this.#lane(), neuron === null ? 0 : places.step(neuron, way, event.shiftKey));
    else if (event.key === 'Enter' && neuron !== null) {
      selection.pin(this.#lane(), neuron);
      this.#opened();
    } else if (event.key === 'Escape' && neuron !== null) selection.clear();
    else return;
    event.preventDefault();
  }

  /** Asks nothing of the page's layout, which is not worked out yet while an epoch comes in. */
  #placesNow() {
    const snapshot = this.#shown();
    const { width, height } = this.#canvas;
    if (!snapshot) return null;
    const view = this.#controls.view(snapshot);
    const now = /** @type {const} */ ([snapshot.layout, width, height, view.degrees !== undefined]);
    if (!this.#places || now.some((part, i) => part !== this.#for?.[i])) {
      this.#places?.free();
      this.#places = new this.#wasm.NetworkPlaces(snapshot, view, width, height, this.#scale());
      this.#for = [...now];
    }
    return this.#places;
  }
}

/**
 * @param {Snapshot} snapshot
 * @param {number} neuron
 */
function sentence({ layout, centrality }, neuron) {
  const lc = centrality[neuron];
  if (Number.isNaN(lc)) return `${nameOf(layout, neuron)}: no centrality.`;
  const rank = centrality.reduce((above, other) => above + (other > lc ? 1 : 0), 1);
  const of = centrality.reduce((scored, other) => scored + (Number.isNaN(other) ? 0 : 1), 0);
  return `${nameOf(layout, neuron)}: LC ${number(lc)}, number ${count(rank)} of ${count(of)}.`;
}
