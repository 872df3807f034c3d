/**
 * The playground: a small weighted graph to edit, and everything that Laplacian centrality says about
 * it. The mathematics comes from the wasm module; here is what the visitor does and sees.
 */

import { takeCommas } from '../base/decimal-comma.js';
import { byId, make, say, setAvailable } from '../base/dom.js';
import { csv } from '../base/csv.js';
import { csvFile } from '../base/hand-out.js';
import { fileButton } from '../figures/take-away.js';
import { asLabError } from '../shared/errors.js';
import { plain } from '../base/format.js';
import { Drawing } from './graph-drawing.js';
import { Graph } from './graph.js';
import { closedForm, matrix, spectrum, symbol, vertexName, vertices } from './tables.js';

/** @typedef {import('../shared/types.js').Worked} Worked */
/** @typedef {import('./graph-drawing.js').Selection} Selection */
/** @typedef {'move' | 'connect' | 'add'} Tool */
/** @typedef {Pick<import('../platform/later.js').LaterWasm, 'graph_examples' | 'work_out'>} Maths */

/** @type {[Tool, string, string][]} */
const TOOLS = [
  ['move', 'Move', 'Drag a vertex, or choose it and press where it shall go. Arrow keys move the one that has the focus, Delete takes it away.'],
  ['connect', 'Connect', 'Choose two vertices: they get an edge of weight 1, and you can change the weight.'],
  ['add', 'Add', 'Press where the new vertex shall be.'],
];

export class Playground {
  /** @type {Worked} */
  worked;
  /** What has been done to the graph so far, for those who watch. @type {Set<string>} */
  done = new Set();
  #maths;
  #tell;
  #bounds;
  #graph;
  /** @type {Tool} */
  #tool = 'move';
  /** @type {Selection} */
  #selected = null;
  #drawing = new Drawing({
    vertex: (id) => this.#vertex(id),
    edge: (from, to) => this.#select({ edge: [from, to] }),
    empty: (place) => this.#empty(place),
    move: (id, place, goesOn) => {
      this.#graph.move(id, place, goesOn);
      this.#show();
    },
    remove: (id) => this.#remove(id),
  });
  #place = byId('playground-content', HTMLElement);
  #hint = make('p', { class: 'note hint' });
  #selection = make('div', { class: 'selection' });
  #energy = make('div', { class: 'energy' });
  #event = make('p', { class: 'event' });
  #measures = make('div');
  #matrices = make('div', { class: 'matrices' });
  #spectrum = make('div', { class: 'spectrum-place' });
  #terms = make('div', { class: 'terms-place' });
  #undo = make('button', { type: 'button' }, 'Undo');
  #redo = make('button', { type: 'button' }, 'Redo');
  #add = make('button', { type: 'button' }, 'Add vertex');
  /** @type {Set<() => void>} */
  #watchers = new Set();

  /**
   * @param {Maths} maths
   * @param {(sentence: string) => void} tell says what happened to those who cannot see it
   */
  constructor(maths, tell) {
    this.#maths = maths;
    this.#tell = tell;
    this.#bounds = maths.graph_examples();
    this.#graph = new Graph(this.#bounds.max_order);
    this.worked = maths.work_out(new Uint32Array(), []);
    this.#build();
    this.start(this.#bounds.examples[0].id);
  }

  /** The vertex that is chosen, or null. */
  get chosen() {
    return this.#selected && 'vertex' in this.#selected ? this.#selected.vertex : null;
  }

  /** The ids of the vertices, in the order of `worked.vertices`. */
  get ids() {
    return this.#graph.vertices.map(({ id }) => id);
  }

  get edges() {
    return this.#graph.edges;
  }

  /** @param {() => void} watcher called after everything that changes the graph or the choice */
  watch(watcher) {
    this.#watchers.add(watcher);
  }

  /**
   * Starts from one of the examples.
   * @param {string} id
   */
  start(id) {
    const example = this.#bounds.examples.find((one) => one.id === id);
    if (!example) throw new Error(`no example ${id}`);
    this.#graph.start(example);
    this.done.clear();
    this.#selected = null;
    say(this.#event, example.about);
    this.#change();
  }

  #build() {
    const starts = this.#bounds.examples.map(({ id, title }) => {
      const button = make('button', { type: 'button' }, title);
      button.addEventListener('click', () => this.start(id));
      return button;
    });
    const empty = make('button', { type: 'button' }, 'Empty');
    empty.addEventListener('click', () => {
      this.#graph.start({ id: '', title: '', about: '', places: [], edges: [] });
      this.#selected = null;
      say(this.#event, 'Add vertices and connect them.');
      this.#change();
    });
    this.#undo.addEventListener('click', () => this.#travel(() => this.#graph.undo(), 'Undone.'));
    this.#redo.addEventListener('click', () => this.#travel(() => this.#graph.redo(), 'Done again.'));
    this.#add.addEventListener('click', () => this.#addVertex());
    const tools = TOOLS.map(([tool, name]) => {
      const input = make('input', { type: 'radio', name: 'tool', value: tool });
      input.checked = tool === this.#tool;
      input.addEventListener('change', () => {
        this.#tool = tool;
        if (tool === 'connect') this.#selected = null;
        this.#show();
      });
      return make('label', {}, input, name);
    });
    this.#place.replaceChildren(
      make('div', { class: 'starts' }, make('span', { id: 'starts-title' }, 'Start from'),
        make('div', { class: 'buttons', role: 'group', 'aria-labelledby': 'starts-title' }, ...starts, empty)),
      make('div', { class: 'workbench' },
        make('div', { class: 'bench' },
          make('div', { class: 'tools' },
            make('fieldset', {}, make('legend', {}, 'Press to'), ...tools),
            make('div', { class: 'buttons' }, this.#add, this.#undo, this.#redo)),
          this.#drawing.element, this.#hint, this.#selection),
        make('div', { class: 'findings' },
          make('h3', {}, 'Energy'), this.#event, this.#energy,
          make('h3', {}, 'Vertices'), this.#measures, this.#files(), this.#terms)),
      make('h3', {}, 'Matrices'),
      this.#matrices, this.#spectrum);
  }

  /** The graph and what is found of its vertices, to take away. */
  #files() {
    const measures = csvFile('vertices', () => csv(['vertex', 'degree', 'strength', 'betweenness', 'lc', 'energy_without'], (
      this.worked.vertices.map((vertex, i) => [`x${this.ids[i]}`, vertex.degree, vertex.strength, vertex.betweenness, vertex.by_closed_form, vertex.energy_without]))));
    const edges = csvFile('edges', () => csv(['from', 'to', 'weight'], this.edges.map(({ from, to, weight }) => [`x${from}`, `x${to}`, weight])));
    return make('p', { class: 'take-one' }, fileButton('Vertices', measures), fileButton('Edges', { ...edges, label: 'Edges' }));
  }

  /** @param {number} id */
  #vertex(id) {
    const first = this.chosen;
    if (this.#tool !== 'connect' || first === null || first === id) {
      this.#select(first === id ? null : { vertex: id });
      return;
    }
    if (!this.#graph.between(first, id)) {
      this.#graph.join(first, id, 1);
      this.#happened('connected', `x${first} and x${id} are joined with weight 1.`);
    }
    this.#selected = { edge: [Math.min(first, id), Math.max(first, id)] };
    this.#change();
  }

  /** @param {{ x: number, y: number }} place */
  #empty(place) {
    const id = this.chosen;
    if (this.#tool === 'add') this.#addVertex(place);
    else if (this.#tool === 'move' && id !== null) {
      this.#graph.move(id, place);
      this.#show();
    }
  }

  /** @param {{ x: number, y: number }} [place] */
  #addVertex(place) {
    const id = this.#graph.add(place);
    if (id === null) return;
    this.#selected = { vertex: id };
    this.#happened('added', `x${id} is there, with no edges yet.`);
    this.#change();
  }

  /** @param {number} id */
  #remove(id) {
    const before = this.worked.energy;
    const at = this.ids.indexOf(id);
    const lc = this.worked.vertices[at].by_closed_form;
    const inside = this.#place.contains(document.activeElement);
    this.#graph.remove(id);
    this.#selected = null;
    this.#work();
    const drop = before - this.worked.energy;
    this.#happened('removed', `x${id} is gone: the energy ${drop < 0 ? 'rose' : 'fell'} from ${plain(before)} to ${plain(this.worked.energy)}, `
      + `${drop < 0 ? 'so its drop was' : 'by'} ${plain(drop)}. Its LC was ${plain(lc)}.`);
    this.#change();
    // The focus was on what is gone.
    const next = this.ids[Math.min(at, this.ids.length - 1)];
    if (inside && next !== undefined) this.#drawing.focus(next);
    else if (inside) this.#add.focus();
  }

  /** @param {() => void} go @param {string} sentence */
  #travel(go, sentence) {
    go();
    this.#selected = null;
    say(this.#event, sentence);
    this.#change();
  }

  /** @param {Selection} selection */
  #select(selection) {
    this.#selected = selection;
    this.#show();
  }

  /** @param {string} what @param {string} sentence */
  #happened(what, sentence) {
    this.done.add(what);
    say(this.#event, sentence);
    this.#tell(sentence);
  }

  /** After the graph has changed. */
  #change() {
    this.#work();
    this.#show();
  }

  #work() {
    this.worked = this.#maths.work_out(Uint32Array.from(this.ids), this.#graph.edges);
  }

  #show() {
    const { worked, ids, chosen } = this;
    const measures = new Map(worked.vertices.map(({ strength, by_closed_form }, i) => [ids[i], { strength, lc: by_closed_form }]));
    this.#drawing.show({ vertices: this.#graph.vertices, edges: this.#graph.edges, selected: this.#selected, measures });
    this.#drawing.element.dataset.tool = this.#tool;
    say(this.#hint, TOOLS.find(([tool]) => tool === this.#tool)?.[2] ?? '');
    setAvailable(this.#undo, this.#graph.canUndo);
    setAvailable(this.#redo, this.#graph.canRedo);
    setAvailable(this.#add, !this.#graph.full);
    this.#add.title = this.#graph.full ? `A graph of ${this.#bounds.max_order} vertices is full.` : '';
    this.#showSelection();
    this.#showEnergy();
    const table = vertices({
      worked, ids, chosen, choose: (id) => this.#select(this.chosen === id ? null : { vertex: id }), remove: (id) => this.#remove(id),
    });
    refreshed(this.#measures, table);
    const { adjacency, strengths, laplacian } = worked;
    this.#matrices.replaceChildren(
      matrix({ letter: 'A', title: 'the weights', rows: adjacency, ids, chosen }),
      matrix({ letter: 'X', title: 'the strengths', rows: strengths, ids, chosen }),
      matrix({ letter: 'L', title: 'the Laplacian, X − A', rows: laplacian, ids, chosen }));
    this.#spectrum.replaceChildren(...spectrum(worked));
    const at = chosen === null ? -1 : ids.indexOf(chosen);
    this.#terms.replaceChildren(...(at < 0
      ? [make('p', { class: 'note' }, 'Choose a vertex to see its centrality term by term.')]
      : closedForm({ vertex: worked.vertices[at], id: ids[at], ids })));
    for (const watcher of this.#watchers) watcher();
  }

  /** The energy of the graph, and without the chosen vertex. */
  #showEnergy() {
    const { worked: { energy, vertices: all }, ids, chosen } = this;
    const at = chosen === null ? -1 : ids.indexOf(chosen);
    const without = at < 0 ? null : all[at].energy_without;
    const most = Math.max(energy, without ?? 0) || 1;
    const bar = (/** @type {Node[]} */ name, /** @type {number} */ value) => {
      const length = make('span', { class: 'length', 'aria-hidden': 'true' });
      length.style.inlineSize = `${100 * Math.max(0, value) / most}%`;
      return make('div', { class: 'level' }, make('span', { class: 'what' }, ...name), make('span', { class: 'value' }, plain(value)),
        make('span', { class: 'track', 'aria-hidden': 'true' }, length));
    };
    const E = (/** @type {Node} */ of) => [symbol('E'), make('sub', {}, 'L'), '(', of, ')'].map((part) => (typeof part === 'string' ? new Text(part) : part));
    const bars = [bar(E(symbol('G')), energy)];
    if (at >= 0 && without !== null) {
      const lc = all[at].by_definition;
      bars.push(bar(E(symbol('G', ids[at])), without), make('p', {}, 'Without ', vertexName(ids[at]),
        ` the energy is ${plain(without)}: ${lc < 0 ? `a rise by ${plain(-lc)}, so ` : 'a drop by '}`,
        symbol('LC'), '(', vertexName(ids[at]), ') ', make('strong', {}, `= ${plain(lc)}`), '.'));
    } else bars.push(make('p', { class: 'note' }, 'Choose a vertex to see the energy without it.'));
    this.#energy.replaceChildren(...bars);
  }

  /** What can be done with the chosen vertex or edge. */
  #showSelection() {
    const key = JSON.stringify([this.#selected, this.#graph.edges, this.ids]);
    if (this.#selection.dataset.shows === key) return;
    this.#selection.dataset.shows = key;
    const selected = this.#selected;
    if (!selected) {
      this.#selection.replaceChildren(make('p', { class: 'note' }, 'Nothing is chosen: press a vertex, or a weight to change it.'));
    } else if ('vertex' in selected) this.#selection.replaceChildren(...this.#vertexEditor(selected.vertex));
    else this.#selection.replaceChildren(...this.#edgeEditor(...selected.edge));
  }

  /** @param {number} id */
  #vertexEditor(id) {
    const others = this.ids.filter((other) => other !== id && !this.#graph.between(id, other));
    const to = make('select', { id: 'join-to' }, ...others.map((other) => make('option', { value: String(other) }, `x${other}`)));
    const join = make('button', { type: 'button' }, 'Join');
    join.addEventListener('click', () => {
      const other = Number(to.value);
      this.#graph.join(id, other, 1);
      this.#selected = { edge: [Math.min(id, other), Math.max(id, other)] };
      this.#happened('connected', `x${id} and x${other} are joined with weight 1.`);
      this.#change();
      document.getElementById('edge-weight')?.focus();
    });
    const away = make('button', { type: 'button' }, `Remove x${id}`);
    away.addEventListener('click', () => this.#remove(id));
    const joining = others.length === 0 ? [] : [make('label', { for: 'join-to' }, 'Join it to'), to, join];
    return [make('h3', {}, 'Chosen: ', vertexName(id)), make('div', { class: 'row' }, away, ...joining)];
  }

  /** @param {number} from @param {number} to */
  #edgeEditor(from, to) {
    const { max_weight } = this.#bounds;
    const weight = make('input', { id: 'edge-weight', type: 'number', step: '0.5', min: String(-max_weight), max: String(max_weight), 'aria-describedby': 'edge-error' });
    const error = make('p', { id: 'edge-error', class: 'error', role: 'alert' });
    weight.value = String(this.#graph.between(from, to)?.weight ?? 1);
    takeCommas(weight);
    let goesOn = false;
    // What is not a number yet, a lone minus sign for example, is only waited for.
    weight.addEventListener('change', () => {
      goesOn = false;
      if (weight.value === '') {
        weight.value = String(this.#graph.between(from, to)?.weight ?? 1);
        say(error, '');
        weight.removeAttribute('aria-invalid');
      }
    });
    weight.addEventListener('input', () => {
      if (weight.value === '') return;
      const value = Number(weight.value);
      const edges = this.#graph.edges.map((edge) => (edge.from === from && edge.to === to ? { ...edge, weight: value } : edge));
      try {
        this.#maths.work_out(Uint32Array.from(this.ids), edges);
      } catch (thrown) {
        say(error, asLabError(thrown).text);
        weight.setAttribute('aria-invalid', 'true');
        return;
      }
      say(error, '');
      weight.removeAttribute('aria-invalid');
      if (this.#graph.between(from, to)?.weight !== value) {
        this.#graph.join(from, to, value, goesOn);
        goesOn = true;
      }
      this.done.add('weighed');
      // The field that is typed into stays as it is.
      this.#selection.dataset.shows = JSON.stringify([this.#selected, this.#graph.edges, this.ids]);
      this.#change();
    });
    const away = make('button', { type: 'button' }, 'Remove edge');
    away.addEventListener('click', () => {
      this.#graph.part(from, to);
      this.#selected = { vertex: from };
      this.#happened('parted', `x${from} and x${to} are no longer joined.`);
      this.#change();
      this.#drawing.focus(from);
    });
    return [make('h3', {}, 'Chosen: ', vertexName(from), ' – ', vertexName(to)),
      make('div', { class: 'row' }, make('label', { for: 'edge-weight' }, 'Weight'), weight, away), error];
  }
}

/**
 * Puts new content into a place; a button that had the focus there hands it to its successor.
 * @param {HTMLElement} place
 * @param {HTMLElement} content
 */
function refreshed(place, content) {
  const buttons = (/** @type {HTMLElement} */ of) => [...of.querySelectorAll('button')];
  const focused = buttons(place).findIndex((button) => button === document.activeElement);
  place.replaceChildren(content);
  if (focused >= 0) buttons(place)[focused]?.focus();
}
