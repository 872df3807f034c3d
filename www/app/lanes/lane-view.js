/** One network on the page: name, headline number, graph; and, further down, its distribution with the line that is cut at. */

import { caption, phaseCaption, regrowCaption, untrained } from './captions.js';
import { hide, make, say, setAvailable } from '../base/dom.js';
import { term } from '../base/terms.js';
import { stopped } from '../shared/errors.js';
import { percent } from '../base/format.js';
import { GraphPointer } from './graph-pointer.js';
import { Lens } from './lens.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../shared/types.js').SoFar} SoFar
 * @typedef {import('../shared/types.js').Edges} Edges
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('./graph-controls.js').GraphControls} GraphControls
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 */

/** Step by step, what happened is read before it is seen. */
const CAPTION_FIRST_MS = 350;

export class LaneView {
  element;
  /** Why it cuts what it cuts, which has a place of its own. */
  why;
  /** @type {{ report: Report, snapshot: Snapshot } | null} what the figures show */
  shown = null;
  #info;
  #figures;
  #number = make('span', { class: 'number' }, '–');
  #unit = make('span', { class: 'unit' });
  #of = make('small', {}, 'test accuracy');
  #held = make('small', { hidden: '' });
  #network = make('canvas');
  #which = make('p', { class: 'note' });
  #lens;
  #says = make('figcaption', { class: 'says' });
  #why = make('p');
  #rebuild = make('button', { type: 'button' });
  /** @type {LabError | null} */
  #error = null;
  #failure = make('div', { class: 'failure', hidden: '' }, this.#why, this.#rebuild);
  #digest = make('code');
  #digestLine = make('p', { class: 'digest', hidden: '' }, term('digest'), ' ', this.#digest);
  #wasm;
  #beside;
  #graph;
  #pointer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /**
   * @param {LaneInfo} info
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {() => LaneView[]} beside all lanes, this one included: their figures share their scales
   * @param {GraphControls} graph what the network graphs show
   * @param {(go: boolean) => void} opened a neuron of the graph has been pinned; whether to go to all about it
   * @param {import('./lens.js').LensMeans} lens
   */
  constructor(info, figures, wasm, beside, graph, opened, lens) {
    this.#info = info;
    this.#figures = figures;
    this.#wasm = wasm;
    this.#beside = beside;
    this.#graph = graph;
    this.#pointer = new GraphPointer(this.#network, graph, wasm, {
      lane: () => beside().indexOf(this), shown: () => this.shown?.snapshot ?? null, scale: () => figures.theme.scale, theme: () => figures.theme, opened,
    });
    this.#lens = new Lens(info, figures, wasm, lens, () => beside().map((view) => view.#lens));
    const title = make('h2', {}, make('span', { class: 'tone', 'aria-hidden': 'true' }), info.label);
    if (info.setting && !info.label.endsWith(info.setting)) title.append(make('span', { class: 'own' }, ...(info.tunes ? [term(info.tunes === 'zeta' ? 'ζ' : 'k', info.setting)] : [info.setting])));
    this.element = make('section', { class: 'lane', 'data-tone': info.tone, 'data-lane': info.name, 'aria-label': `Network ${info.name}` },
      make('header', {},
        title,
        make('p', { class: 'rule' }, unbroken(info.rule)),
        make('p', { class: 'headline' }, this.#held, this.#number, this.#unit, this.#of),
        this.#failure),
      make('figure', { class: 'network empty' },
        make('div', { class: 'over' }, this.#network, ...this.#pointer.over), this.#says, this.#pointer.readout, key(info)));
    const name = make('h3', {}, make('span', { class: 'tone', 'aria-hidden': 'true' }), info.label);
    this.why = make('section', { class: 'lane-why', 'data-tone': info.tone, 'data-lane': info.name, 'aria-label': `Why ${info.name} cuts what it cuts` },
      name, this.#lens.element, this.#which, this.#digestLine);
    say(this.#says, 'The network will appear here, untrained, once it is made.');
    this.#network.setAttribute('role', 'img');
    this.#network.setAttribute('aria-label', `Network graph of ${info.label}: nothing to show yet.`);
  }

  /** The numbers of the distribution that is shown. */
  get distributionFile() {
    return this.#lens.file;
  }

  /** How far down the window the cut of the lens stands. */
  get top() {
    return this.#lens.top;
  }

  /**
   * Takes the place of the view before it in the visitor's eyes and hands.
   * @param {number} top of the view before it
   */
  takeOver(top) {
    this.#lens.takeOver(top);
  }

  /** Nothing is drawn before there is something to show. */
  #beginDrawing() {
    const data = () => {
      const views = this.#beside().filter(({ shown }) => shown);
      const shown = views.flatMap((view) => (view.shown ? [{ title: view.#info.label, k: view.#info.k, ...view.shown }] : []));
      const lanes = shown.map(({ title, k, report: { epoch, removed, grown, pruned_neurons, threshold } }) => (
        { title, epoch, removed, grown, pruned: pruned_neurons, threshold, k }));
      const [snapshots, index] = [shown.map(({ snapshot }) => snapshot), views.indexOf(this)];
      return /** @type {const} */ ([lanes, snapshots, index, this.#graph.view(snapshots[index])]);
    };
    const draw = /** @type {import('../figures/figures.js').Draw} */ ((target, theme) => {
      const says = this.#wasm.draw_network(target, ...data(), theme);
      // The canvas may have another size now.
      this.#pointer.show();
      return says;
    });
    this.#figures.add(this.#network, draw, undefined, {
      count: 3,
      begin: (target, theme) => {
        const drawn = data();
        let says = '';
        return {
          draw: (stage) => { says = this.#wasm.draw_network(target, ...drawn, theme, stage); },
          placed: () => {
            this.#pointer.show();
            return says;
          },
        };
      },
    });
  }

  /**
   * Shows the network as it is made, before anything is known of what it does.
   * @param {Snapshot} snapshot
   */
  showUntrained(snapshot) {
    if (this.shown) return;
    const { degrees, layout: { layers } } = snapshot;
    const sum = (/** @type {Uint16Array} */ of) => of.reduce((sum, degree) => sum + degree, 0);
    // Those of the output layer, which nothing rewires, are not counted.
    say(this.#says, untrained(this.#info, sum(degrees) / 2 - sum(degrees.subarray(-layers[layers.length - 1]))));
    this.#draw();
    const report = { epoch: 0, removed: 0, grown: 0, pruned_neurons: 0, threshold: null };
    this.shown = { report: /** @type {Report} */ (report), snapshot };
    this.redrawNetwork();
  }

  /**
   * Shows an epoch.
   * @param {Report} report
   * @param {Snapshot | undefined} snapshot what its figures are drawn from, unless it was not kept
   * @param {number} epochs
   * @param {boolean} byPhase whether the phases before were shown one by one
   */
  show(report, snapshot, epochs, byPhase) {
    const slowly = byPhase && report.epoch > 0;
    const what = slowly ? regrowCaption(this.#info, report, epochs) : caption(this.#info, report, epochs);
    if (!snapshot) {
      this.#say(report, `${what} Its picture was not kept; the next epoch brings one.`);
      return;
    }
    this.#say(report, what);
    this.#draw();
    // What was cut has been seen: it makes room for what has grown.
    this.shown = { report, snapshot: slowly ? { ...snapshot, edges: without(snapshot.edges, CUT) } : snapshot };
    this.#lens.show(report, snapshot);
    this.redraw(slowly);
  }

  /**
   * Shows what is known between two phases of an epoch.
   * @param {SoFar} soFar
   * @param {Snapshot} snapshot
   */
  showPhase(soFar, snapshot) {
    if (!this.shown) return;
    this.#say(soFar, phaseCaption(this.#info, soFar));
    const { epoch, lc_mean, lc_std, threshold, pruned_neurons, removed } = soFar;
    const now = { epoch, threshold, pruned_neurons: pruned_neurons ?? 0, removed: removed ?? 0, grown: 0 };
    this.shown = { report: { ...this.shown.report, ...now }, snapshot };
    if (lc_mean !== null && lc_std !== null) this.#lens.show({ epoch, lc_mean, lc_std, threshold }, snapshot);
    this.redraw(true);
  }

  /**
   * @param {Pick<Report, 'test_accuracy' | 'validation_accuracy' | 'digest'>} news
   * @param {string} what
   */
  #say({ test_accuracy, validation_accuracy: held, digest }, what) {
    // Of a network that came in it may not be known.
    const known = !Number.isNaN(test_accuracy);
    say(this.#number, known ? percent(test_accuracy) : '–');
    say(this.#unit, known ? ' %' : '');
    if (held !== undefined) {
      say(this.#held, `validation ${percent(held)} %,`);
      say(this.#of, 'test');
      this.#held.hidden = false;
    }
    say(this.#says, what);
    say(this.#digest, digest);
    this.#digestLine.hidden = false;
  }

  /** From the first picture on, its figures are drawn. */
  #draw() {
    if (this.shown) return;
    this.#network.closest('figure')?.classList.remove('empty');
    this.#beginDrawing();
  }

  /** For how many connections that the epoch changed a line stands, in all graphs beside one another. */
  get #oneIn() {
    const changed = this.#beside().flatMap(({ shown }) => (shown && shown.report.removed + shown.report.grown > 0 ? [shown.snapshot] : []));
    const rates = changed.map((snapshot) => snapshot.one_in);
    return rates.reduce((most, rate) => (most === undefined || rate === undefined ? undefined : Math.max(most, rate)), this.shown?.snapshot.one_in);
  }

  /** Shows which neuron is selected. */
  mark() {
    this.#pointer.show();
    if (this.shown) say(this.#which, this.#graph.says(this.shown.snapshot, rewires(this.#info), this.#oneIn));
  }

  /** The network graph alone shows something else. */
  redrawNetwork() {
    this.#figures.redraw(this.#network);
    this.mark();
  }

  /** @param {boolean} [slowly] the caption first, then the change, little by little */
  redraw(slowly = false) {
    clearTimeout(this.#later);
    this.mark();
    const draw = () => {
      if (slowly) this.#figures.fade(this.#network);
      else this.#figures.redraw(this.#network);
      this.#lens.redraw(slowly);
    };
    if (slowly) this.#later = setTimeout(draw, CAPTION_FIRST_MS);
    else draw();
  }

  /**
   * @param {LabError} error
   * @param {() => void} rebuild makes the lane anew from what was saved of it
   */
  fail(error, rebuild) {
    this.#error = error;
    for (const view of this.#beside()) view.#tell();
    say(this.#rebuild, `Rebuild ${this.#info.label}`);
    this.#rebuild.title = 'From what was saved of it last, else from the start; the other networks wait for it to catch up.';
    setAvailable(this.#rebuild, true);
    this.#rebuild.onclick = () => {
      setAvailable(this.#rebuild, false);
      rebuild();
    };
    this.#failure.hidden = false;
  }

  /** Says why it has failed, if it has, and what of the others. */
  #tell() {
    if (!this.#error) return;
    const others = this.#beside().some((view) => !view.#error) ? ' The other networks go on.' : '';
    say(this.#why, `${this.#info.label} stopped: ${stopped(this.#error.text)}${others}`);
  }

  /** It lives, again if it had failed. */
  recover() {
    const failed = this.#error !== null;
    this.#error = null;
    hide(this.#failure, this.#network);
    if (failed) for (const view of this.#beside()) view.#tell();
  }

  remove() {
    clearTimeout(this.#later);
    this.#pointer.remove();
    this.#figures.remove(this.#network);
    this.#lens.remove();
    this.element.remove();
    this.why.remove();
  }
}

/** The state of a connection that the epoch has cut. */
const CUT = 1;

/**
 * Connections without those of one state.
 * @param {Edges} edges
 * @param {number} state
 * @returns {Edges}
 */
function without(edges, state) {
  const stays = (/** @type {unknown} */ _, /** @type {number} */ i) => edges.state[i] !== state;
  const parts = Object.entries(edges).map(([name, part]) => [name, part.filter(stays)]);
  return /** @type {Edges} */ (Object.fromEntries(parts));
}

/**
 * A text whose formulas stay on one line.
 * @param {string} text
 */
const unbroken = (text) => text.replace(/ ([<−]) /g, '\u00a0$1\u00a0');

/** @param {LaneInfo} info */
const rewires = ({ judges }) => judges !== 'nothing';

/**
 * What the lines of the network graph mean.
 * @param {LaneInfo} info
 */
function key(info) {
  const list = make('ul', { class: 'key', 'aria-label': 'Connections in the graph' });
  const kinds = [['positive', 'positive weight'], ['negative', 'negative weight'],
    ...(rewires(info) ? [['cut', 'cut'], ['grown', 'grown']] : []), ...(info.judges === 'neurons' ? [['pruned', 'pruned neuron']] : []),
    ['hub', 'hub (top tenth)'], ['density', 'connection density']];
  for (const [kind, text] of kinds) {
    const item = make('li');
    item.append(line(kind), text);
    list.append(item);
  }
  return list;
}

/** @param {string} kind */
function line(kind) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 24 10');
  svg.setAttribute('width', '24');
  svg.setAttribute('height', '10');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `swatch ${kind}`);
  path.setAttribute('d', {
    cut: 'M0 5h7M17 5h7M9 2l6 6m0-6-6 6', grown: 'M0 5h24M12 1v8', pruned: 'M12 1a4 4 0 0 1 0 8a4 4 0 0 1 0-8M9 2l6 6m0-6-6 6',
    hub: 'M12 1a4 4 0 0 1 0 8a4 4 0 0 1 0-8', density: 'M0 1h24v8h-24z',
  }[kind] ?? 'M0 5h24');
  svg.append(path);
  return svg;
}
