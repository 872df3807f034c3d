/** What is shown of one network that came in, below its graph: layers and hubs in numbers, the matrix of its connections, its mistakes. */

import { make } from '../base/dom.js';
import { count, counted, number, percent } from '../base/format.js';
import { csvFile } from '../base/hand-out.js';
import { csv } from '../base/csv.js';
import { cellAt } from '../closer/confusion-cell.js';
import { TestImages } from '../closer/test-images.js';
import { takeAway } from '../figures/take-away.js';
import { nameOf } from '../run/neuron-names.js';
import { centralityCsv, fileName } from '../run/result-files.js';

/**
 * @typedef {import('./networks.js').CameIn} CameIn
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('../../pkg/censet_page.js').ShownNetwork} ShownNetwork
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 */

/** Hubs that are listed. */
const HUBS = 10;
/** A large picture of single pixels needs no more. */
const LEAST_SCALE = 1;

export class Parts {
  element;
  #figures;
  /** @type {HTMLCanvasElement[]} */
  #canvases = [];

  /**
   * @param {CameIn} network
   * @param {string} tone
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {{ network: () => ShownNetwork | null, neuron: () => number | null }} of
   */
  constructor(network, tone, figures, wasm, of) {
    this.#figures = figures;
    const { name } = network;
    this.element = make('section', { class: 'look-parts', 'data-tone': tone, 'aria-label': `Numbers of ${name}` },
      make('h3', {}, make('span', { class: 'tone', 'aria-hidden': 'true' }), name),
      scrolled(layers(network), `Layers of ${name}`), facts(network), scrolled(hubs(network), `Hubs of ${name}`),
      this.#matrix(network, wasm, of), ...(network.labels ? [this.#tested(network, network.labels, wasm)] : []));
  }

  /** Another neuron is selected. */
  redraw() {
    for (const canvas of this.#canvases) this.#figures.redraw(canvas);
  }

  remove() {
    for (const canvas of this.#canvases) this.#figures.remove(canvas);
    this.element.remove();
  }

  /**
   * @param {string} title
   * @param {import('../figures/figures.js').Draw} draw
   * @param {number} [least]
   */
  #figure(title, draw, least) {
    const canvas = make('canvas', { role: 'img', 'aria-label': `${title}: nothing to show yet.` });
    this.#canvases.push(canvas);
    this.#figures.add(canvas, draw, least);
    return make('figure', {}, make('h4', {}, title), canvas);
  }

  /** @param {CameIn} network @param {Wasm} wasm @param {{ network: () => ShownNetwork | null, neuron: () => number | null }} of */
  #matrix({ name }, wasm, of) {
    const what = make('select', {}, ...['weights', 'positive', 'negative'].map((value) => make('option', { value }, value === 'weights' ? 'weights, by sign and size' : `${value} weights only`)));
    const figure = this.#figure('All connections', (canvas, theme) => {
      const shown = of.network();
      return shown ? wasm.draw_adjacency(canvas, shown, { lane: name, what: what.value, selected: of.neuron() }, theme) : `${name} has too many connections for this picture.`;
    }, LEAST_SCALE);
    what.addEventListener('change', () => this.redraw());
    figure.classList.add('matrix');
    figure.querySelector('h4')?.after(make('label', {}, 'Show ', what));
    figure.append(make('figcaption', {}, 'A row is a neuron that connections leave, a column one that they enter.'));
    takeAway(figure, `All connections of ${name}`, `adjacency-${fileName(name)}`, [csvFile(`adjacency-${fileName(name)}`, () => of.network()?.csv(name) ?? '')], null);
    return figure;
  }

  /** The test images with its answers, and its mistakes. @param {CameIn} network @param {Uint8Array} labels @param {Wasm} wasm */
  #tested({ name, client, snapshot: { layout, said, sure } }, labels, wasm) {
    const { classes } = layout;
    const images = new TestImages({ heading: 'h4', prefix: `look-${fileName(name)}-`, of: name }, (places) => client.ask('test_images', Uint32Array.from(places)), null);
    images.arrange(classes);
    images.show({ labels, said, sure }, layout);
    /** @type {import('../figures/figures.js').Theme | null} */
    let drawn = null;
    const figure = this.#figure('Confusion matrix', (canvas, theme) => {
      drawn = theme;
      return wasm.draw_confusion(canvas, name, undefined, classes, labels, said, theme);
    });
    figure.classList.add('confusion');
    figure.append(make('figcaption', {}, 'A row for each class, a column for what the network says they are; darkness by the square root of the part. Press a cell to see its images.'));
    const canvas = /** @type {HTMLCanvasElement} */ (figure.querySelector('canvas'));
    canvas.addEventListener('click', (event) => {
      if (drawn) images.pick(cellAt(wasm, canvas, classes, drawn, event));
    });
    const counts = [...wasm.confusion_counts(labels, said, classes.length)];
    const table = () => csv(['lane', 'class', 'taken_for', 'images'], counts.map((n, i) => [name, Math.floor(i / classes.length), i % classes.length, n]));
    takeAway(figure, `Confusion matrix of ${name}`, `confusion-${fileName(name)}`, [csvFile(`confusion-${fileName(name)}`, table)]);
    return make('div', { class: 'look-both' }, images.element, figure);
  }
}

/**
 * centrality.csv of a network, as `censet-lab look` writes it.
 * @param {CameIn} network
 * @param {string} header
 */
export const centralityOf = ({ name, snapshot }, header) => csvFile(`centrality-${fileName(name)}`, () => centralityCsv(header, name, { scored: { epoch: 0 }, snapshot }));

/** @param {CameIn} network */
function layers({ summary: { weights } }) {
  const rows = weights.map(({ name, outputs, inputs, connections, density }) => make('tr', {}, make('th', { scope: 'row' }, make('code', {}, name)),
    ...[`${count(outputs)} × ${count(inputs)}`, count(connections), `${number(100 * density)} %`].map((text) => make('td', { class: 'value' }, text))));
  return table('Its layers', ['Weights', 'Outputs × inputs', 'Connections', 'of all possible'], rows);
}

/** @param {CameIn} network */
function hubs({ summary, snapshot: { layout } }) {
  const starts = summary.layers.map((_, layer) => summary.layers.slice(0, layer).reduce((sum, n) => sum + n, 0));
  const by = summary.layers.map((_, layer) => summary.hubs.filter((hub) => hub.layer === layer).length);
  const rows = summary.hubs.slice(0, HUBS).map(({ layer, neuron, lc, connections }) => make('tr', {},
    make('th', { scope: 'row' }, nameOf(layout, starts[layer] + neuron)), make('td', { class: 'value' }, number(lc, 4)), make('td', { class: 'value' }, count(connections))));
  return table(`The most central of its ${counted(summary.hubs.length, 'hub')} (a tenth of the neurons; by layer ${by.join('-')})`, ['Neuron', 'LC', 'Connections'], rows);
}

/** @param {CameIn} network */
function facts({ summary, metadata, report, snapshot: { said } }) {
  const { centrality: lc, digest, said_digest: other } = summary;
  const part = (/** @type {number | null} */ value) => (value === null ? 'none' : value.toFixed(3));
  /** @type {[string, string][]} */
  const all = [
    ['Connections', `${count(summary.connections)} before the output layer, ${count(summary.all_connections)} in all`],
    ...(summary.order === undefined ? [] : [/** @type {[string, string]} */ (['Order of its layers', summary.order])]),
    ['Activation', metadata.activation === undefined ? `${summary.activation}, assumed, as the file does not say` : summary.activation],
    ['Centrality', `lc=${lc.lc}: mean ${number(lc.mean)}, deviation ${number(lc.std)}, from ${number(lc.lowest)} to ${number(lc.highest)}; Gini ${part(lc.gini)}, the top tenth holds ${part(lc.top_decile_share)}`],
    ...(said.length > 0 ? [/** @type {[string, string]} */ (['Accuracy', `${percent(report.test_accuracy)} % of ${counted(said.length, 'test image')}`])] : []),
    ...['experiment', 'lane', 'moment'].flatMap((key) => (metadata[key] === undefined ? [] : [/** @type {[string, string]} */ ([key[0].toUpperCase() + key.slice(1), metadata[key]])])),
    ['Digest', other === undefined ? digest : `${digest}; the file says ${other}: it was changed since, or written by another version`],
  ];
  return make('dl', { class: 'facts' }, ...all.flatMap(([name, text]) => [make('dt', {}, name), make('dd', {}, text)]));
}

/** @param {string} caption @param {string[]} head @param {HTMLElement[]} rows */
const table = (caption, head, rows) => make('table', {}, make('caption', {}, caption),
  make('thead', {}, make('tr', {}, ...head.map((text) => make('th', { scope: 'col' }, text)))), make('tbody', {}, ...rows));

/** @param {HTMLElement} inner @param {string} label */
const scrolled = (inner, label) => make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, inner);
