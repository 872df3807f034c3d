/**
 * Finds neurons on the canvas of a network graph: by pointer, touch and keys. The neuron that is selected gets a mark
 * over the canvas, its connections are lit there, and a card says what it is, so that pointing at one draws the graph
 * itself never anew.
 */

import { make, say } from '../base/dom.js';
import { count, number } from '../base/format.js';
import { nameOf } from '../run/neuron-names.js';
import { NeuronCard } from './neuron-card.js';
import { follow } from '../base/live-region.js';

/** @typedef {import('../shared/types.js').Snapshot} Snapshot */
/** @typedef {import('./graph-controls.js').GraphControls} GraphControls */
/** @typedef {typeof import('../../pkg/censet_page.js')} Wasm */

const HINT = 'Point at a neuron, tap it, or focus the graph and use the arrow keys.';
const WAYS = /** @type {Record<string, string>} */ ({ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' });

export class GraphPointer {
  /** What goes over the canvas, and what goes below it. */
  over;
  #mark = make('span', { class: 'neuron-mark', 'aria-hidden': 'true', hidden: '' });
  #lit = make('canvas', { class: 'lit', 'aria-hidden': 'true' });
  #card;
  readout = make('p', { class: 'readout' }, HINT);
  #canvas;
  #controls;
  #wasm;
  #lane;
  #shown;
  #scale;
  #theme;
  #opened;
  /** The next drawing of what is lit; 0 for none. */
  #frame = 0;
  /** @type {import('../../pkg/censet_page.js').NetworkPlaces | null} */
  #places = null;
  /** What the places were computed for. @type {[Snapshot['layout'], number, number, boolean] | null} */
  #for = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {GraphControls} controls
   * @param {Wasm} wasm
   * @param {{ lane: () => number, shown: () => Snapshot | null, scale: () => number, theme: () => import('../figures/figures.js').Theme, opened: (go: boolean) => void }} view its place
   *   among the lanes, what it shows, at how many pixels of the canvas a pixel of the page, in which colours, and what to do when a
   *   neuron is pinned, and whether to go to all about it
   */
  constructor(canvas, controls, wasm, { lane, shown, scale, theme, opened }) {
    this.#canvas = canvas;
    this.#controls = controls;
    this.#wasm = wasm;
    this.#lane = lane;
    this.#shown = shown;
    this.#scale = scale;
    this.#theme = theme;
    this.#opened = opened;
    const { selection } = controls;
    this.#card = new NeuronCard({
      open: () => opened(true),
      close() {
        canvas.focus();
        selection.clear();
      },
    }, controls.rewired);
    this.over = [this.#mark, this.#card.element];
    canvas.tabIndex = 0;
    canvas.setAttribute('aria-roledescription', 'network graph');
    canvas.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'touch') selection.hover(lane(), this.#at(event));
    });
    canvas.addEventListener('pointerleave', () => selection.hover(lane(), null));
    canvas.addEventListener('click', (event) => {
      const neuron = this.#at(event);
      if (neuron === null || (selection.pinned && neuron === selection.neuron)) return selection.clear();
      selection.pin(lane(), neuron);
      opened(false);
    });
    canvas.addEventListener('keydown', (event) => this.#key(event));
    follow(this.readout);
  }

  /** Shows what is selected now. */
  show() {
    const snapshot = this.#shown();
    const neuron = this.#controls.neuronIn(snapshot);
    const places = neuron === null ? null : this.#placesNow();
    this.#mark.hidden = !places;
    if (places) this.#canvas.setAttribute('role', 'application');
    if (neuron === null || !snapshot || !places) {
      this.#lit.remove();
      this.#card.hide();
      say(this.readout, HINT);
      return;
    }
    this.#frame ||= requestAnimationFrame(() => this.#light());
    const [x, y, r] = places.spot(neuron);
    const scale = this.#scale();
    const half = Math.max(7, r / scale + 4);
    this.#mark.style.setProperty('--x', `${x / scale - half}px`);
    this.#mark.style.setProperty('--y', `${y / scale - half}px`);
    this.#mark.style.setProperty('--size', `${2 * half}px`);
    this.#mark.classList.toggle('pinned', this.#controls.selection.pinned);
    say(this.readout, sentence(snapshot, neuron));
  }

  /** Lights the connections of the selected neuron over the graph, which steps back, in every lane; in the one it is looked at in says what it is. */
  #light() {
    this.#frame = 0;
    const snapshot = this.#shown();
    const { selection, wirings } = this.#controls;
    const neuron = this.#controls.neuronIn(snapshot);
    const places = neuron === null ? null : this.#placesNow();
    const { width, height } = this.#canvas;
    if (neuron === null || !snapshot || !places || width === 0) return;
    const network = wirings.network(snapshot);
    const view = { ...this.#controls.view(snapshot), edges: network?.edges_of(neuron) };
    // To set the size wipes it.
    Object.assign(this.#lit, { width, height });
    if (!this.#lit.isConnected) this.#mark.before(this.#lit);
    this.#wasm.draw_lit(this.#lit, [snapshot], 0, view, neuron, this.#theme());
    if (selection.lane !== this.#lane()) return this.#card.hide();
    const [x, y] = places.spot(neuron);
    this.#card.show(snapshot, neuron, selection.pinned && network ? network.neuron(neuron) : null, selection.pinned, { x: x / width, y: y / height });
  }

  remove() {
    cancelAnimationFrame(this.#frame);
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
    const neuron = this.#controls.neuronIn(this.#shown());
    const way = WAYS[event.key];
    if (way) selection.move(this.#lane(), neuron === null ? 0 : places.step(neuron, way, event.shiftKey));
    else if (event.key === 'Enter' && neuron !== null) {
      selection.pin(this.#lane(), neuron);
      this.#opened(false);
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
