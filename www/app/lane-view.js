/** One lane on the page: name, headline number, network graph, distribution of centrality. */

import { caption } from './captions.js';
import { make, say } from './dom.js';
import { stopped } from './errors.js';
import { percent } from './format.js';

/**
 * @typedef {import('./types.js').LaneInfo} LaneInfo
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').LabError} LabError
 * @typedef {import('./figures.js').Figures} Figures
 * @typedef {typeof import('../pkg/censet_lab.js')} Lab
 */

export class LaneView {
  element;
  /** @type {{ report: Report, snapshot: Snapshot } | null} what the figures show */
  shown = null;
  #info;
  #figures;
  #number = make('span', { class: 'number' }, '–');
  #unit = make('span', { class: 'unit' });
  #network = make('canvas');
  #centrality = make('canvas');
  #says = make('figcaption', { class: 'says' });
  #why = make('p');
  #rebuild = make('button', { type: 'button' });
  #failure = make('div', { class: 'failure', hidden: '' }, this.#why, this.#rebuild);
  #digest = make('code');
  #digestLine = make('p', { class: 'digest', hidden: '' }, 'digest ', this.#digest);
  #lab;
  #beside;

  /**
   * @param {LaneInfo} info
   * @param {Figures} figures
   * @param {Lab} lab
   * @param {() => LaneView[]} beside all lanes, this one included: their figures share their scales
   */
  constructor(info, figures, lab, beside) {
    this.#info = info;
    this.#figures = figures;
    this.#lab = lab;
    this.#beside = beside;
    const title = make('h2', {}, make('span', { class: 'tone', 'aria-hidden': 'true' }), info.label);
    if (info.setting && !info.label.endsWith(info.setting)) title.append(make('span', { class: 'own' }, info.setting));
    this.element = make('section', { class: 'lane', 'data-tone': info.tone, 'data-lane': info.name, 'aria-label': `Lane ${info.name}` },
      make('header', {},
        title,
        make('p', { class: 'rule' }, unbroken(info.rule)),
        make('p', { class: 'headline' }, this.#number, this.#unit, make('small', {}, 'test accuracy')),
        this.#failure),
      make('figure', { class: 'network empty' }, this.#network, this.#says, key(info)),
      make('figure', { class: 'centrality' }, this.#centrality,
        make('figcaption', {}, 'How many neurons have which Laplacian centrality, before rewiring.')),
      this.#digestLine);
    say(this.#says, 'The network will appear here, untrained, once it has its data.');
    for (const [canvas, what] of /** @type {const} */ ([[this.#network, 'Network graph'], [this.#centrality, 'Distribution of centrality']])) {
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', `${what} of ${info.label}: nothing to show yet.`);
    }
  }

  /** Nothing is drawn before there is something to show. */
  #beginDrawing() {
    for (const [canvas, draw] of /** @type {const} */ ([
      [this.#network, this.#lab.draw_network], [this.#centrality, this.#lab.draw_centrality]])) {
      this.#figures.add(canvas, (target, theme) => {
        const views = this.#beside().filter(({ shown }) => shown);
        const shown = views.flatMap((view) => (view.shown ? [{ title: view.#info.label, k: view.#info.k, ...view.shown }] : []));
        const lanes = shown.map(({ title, k, report: { epoch, lc_mean, lc_std, threshold } }) => (
          { title, epoch, mean: lc_mean, std: lc_std, k, threshold }));
        return draw(target, lanes, shown.map(({ snapshot }) => snapshot), views.indexOf(this), theme);
      });
    }
  }

  /**
   * Shows an epoch.
   * @param {Report} report
   * @param {Snapshot | undefined} snapshot what its figures are drawn from, unless it was not kept
   * @param {number} epochs
   */
  show(report, snapshot, epochs) {
    this.#failure.hidden = true;
    say(this.#number, percent(report.test_accuracy));
    say(this.#unit, ' %');
    say(this.#says, caption(this.#info, report, epochs));
    say(this.#digest, report.digest);
    this.#digestLine.hidden = false;
    if (!snapshot) {
      if (!this.shown) say(this.#says, `${caption(this.#info, report, epochs)} Its picture was not kept; the next epoch brings one.`);
      return;
    }
    if (!this.shown) {
      this.#network.parentElement?.classList.remove('empty');
      this.#beginDrawing();
    }
    this.shown = { report, snapshot };
    this.redraw();
  }

  redraw() {
    this.#figures.redraw(this.#network);
    this.#figures.redraw(this.#centrality);
  }

  /**
   * @param {LabError} error
   * @param {() => void} rebuild makes the lane anew from what was saved of it
   */
  fail(error, rebuild) {
    const others = this.#beside().length > 1 ? ' The other lanes go on.' : '';
    say(this.#why, `${this.#info.label} stopped: ${stopped(error.text)}${others}`);
    say(this.#rebuild, `Rebuild ${this.#info.label}`);
    this.#rebuild.title = 'From what was saved of it last, else from the start; the other lanes wait for it to catch up.';
    this.#rebuild.disabled = false;
    this.#rebuild.onclick = () => {
      this.#rebuild.disabled = true;
      rebuild();
    };
    this.#failure.hidden = false;
  }

  remove() {
    this.#figures.remove(this.#network);
    this.#figures.remove(this.#centrality);
    this.element.remove();
  }
}

/**
 * A text whose formulas stay on one line.
 * @param {string} text
 */
const unbroken = (text) => text.replace(/ ([<−]) /g, '\u00a0$1\u00a0');

/**
 * What the lines of the network graph mean.
 * @param {LaneInfo} info
 */
function key(info) {
  const list = make('ul', { class: 'key', 'aria-label': 'Connections in the graph' });
  const rewired = info.method !== 'mlp' && info.method !== 'static';
  const kinds = [['positive', 'positive weight'], ['negative', 'negative weight'],
    ...(rewired ? [['cut', 'cut'], ['grown', 'grown']] : [])];
  for (const [kind, text] of kinds) {
    const item = make('li');
    item.append(line(kind), text);
    list.append(item);
  }
  list.append(make('li', {}, rewired ? 'The strongest of each layer, and a sample of what changed.' : 'The strongest of each layer.'));
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
  path.setAttribute('d', { cut: 'M0 5h7M17 5h7M9 2l6 6m0-6-6 6', grown: 'M0 5h24M12 1v8' }[kind] ?? 'M0 5h24');
  svg.append(path);
  return svg;
}
