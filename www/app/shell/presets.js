/** Experiments worth a look, each tried, with a sentence that its numbers bear out. */

import { byId, make, opens } from '../base/dom.js';
import { about, secondsOf } from '../run/estimate.js';

/** @type {{ title: string, text: string, says: string }[]} */
export const PRESETS = [
  { title: 'Instant demo', text: 'v=1',
    says: 'SET beside CenSET on garments that the page draws itself: seconds, and no download.' },
  { title: 'Dense, sparse, rewired', text: 'v=1&lanes=mlp,static,set',
    says: 'The sparse networks have less than a seventh of the dense one’s connections before the output layer.' },
  { title: 'Real clothes, small', text: 'v=1&data=fashion&side=14',
    says: 'The demo’s two networks on 10,000 photographs of clothes, shrunk to 14 × 14 pixels: for a phone, or a slow line.' },
  { title: 'FashionMNIST in a minute', text: 'v=1&data=fashion&epochs=20',
    says: 'The demo’s two networks on 10,000 real photographs of clothes, for 20 epochs.' },
  { title: 'The paper’s text', text: 'v=1&preset=described',
    says: 'What the paper describes, on all of FashionMNIST: 200 epochs of three networks, which take long.' },
  { title: 'The paper’s code', text: 'v=1&preset=published',
    says: 'What its published code did: augmented images, ReLU, and another centrality.' },
  { title: 'CenSET at k = 0', text: 'v=1&lanes=set,censet:k=0',
    says: 'Every neuron below the mean loses all its connections, about seven in ten each epoch, and accuracy stays far behind SET’s.' },
  { title: 'Hubs at large k', text: 'v=1&lanes=censet:k=0.5,censet:k=2.6',
    says: 'At k = 2.6 no neuron lies below the line in the last epochs, so nothing is cut; at 0.5 CenSET still rewires, and is less accurate.' },
  { title: 'A line for each layer', text: 'v=1&lanes=censet,censet:scope=layer',
    says: 'With μ and σ of each layer for itself, CenSET cuts more in the last epochs than with one line for all.' },
];

/** No run is over before that: it is to be watched. */
const LEAST_S = 20;

const SVG = 'http://www.w3.org/2000/svg';
/** Neurons in a column of the picture, and where the columns stand. */
const ROWS = [4, 10, 16, 22];
/** Which connections a picture of each kind of network has, row by row: all, a few, those of one neuron. @type {Record<string, number[][]>} */
const WIRED = {
  nothing: [[0, 1], [0, 3], [1, 0], [2, 2], [3, 1], [3, 3]], connections: [[0, 0], [0, 2], [1, 1], [2, 3], [3, 0], [3, 2]], neurons: [[0, 1], [1, 1], [2, 1], [3, 1], [1, 3], [1, 0]],
};
const ALL = ROWS.flatMap((_, i) => ROWS.map((_, j) => [i, j]));

/** A network as a sign: dense, sparse, or with a hub. @param {Pick<import('../shared/types.js').LaneInfo, 'dense' | 'judges' | 'tone'>} lane */
function picture({ dense, judges, tone }) {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 40 26', width: '60', height: '39', 'aria-hidden': 'true', 'data-tone': tone, class: 'sign' })) svg.setAttribute(name, value);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', (dense ? ALL : WIRED[judges] ?? WIRED.nothing).map(([i, j]) => `M6 ${ROWS[i]}L34 ${ROWS[j]}`).join(''));
  const dots = document.createElementNS(SVG, 'path');
  dots.setAttribute('class', 'dots');
  dots.setAttribute('d', [6, 34].flatMap((x) => ROWS.map((y) => `M${x} ${y}h0`)).join(''));
  svg.append(path, dots);
  return svg;
}

/**
 * @param {Pick<typeof import('../../pkg/censet_page.js'), 'check' | 'planned_layers'>} wasm
 * @param {(text: string) => string} linkTo the address of an experiment
 */
export function showPresets(wasm, linkTo) {
  for (const id of ['presets-list', 'choose-presets']) byId(id, HTMLElement).replaceChildren(...PRESETS.map(({ title, text, says }) => {
    const checked = wasm.check(text);
    const seconds = Math.max(LEAST_S, secondsOf(checked, wasm.planned_layers(text), navigator.hardwareConcurrency));
    return make('li', { class: 'card' },
      make('p', { class: 'signs' }, ...checked.lanes.map(picture)),
      make('p', { class: 'card-networks muted' }, ...checked.lanes.map(({ label, tone }) => make('span', { 'data-tone': tone }, make('span', { class: 'tone', 'aria-hidden': 'true' }), label))),
      make('a', opens(text, linkTo), title), make('span', { class: 'muted' }, says), make('span', { class: 'muted card-time' }, about(seconds)));
  }));
}
