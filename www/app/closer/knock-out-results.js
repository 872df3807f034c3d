/** What is known once neurons were knocked out, and which part of it is drawn. */

import { layerNames } from '../run/neuron-names.js';

/**
 * @typedef {object} Result of one network
 * @property {number} epoch
 * @property {import('../shared/types.js').Layout} layout
 * @property {Float64Array} values accuracy and loss with all neurons, then without each, inputs first
 * @property {Float64Array[]} centralities of every neuron, in the order of {@link CENTRALITIES}; the last may still be missing
 *
 * @typedef {{ id: string, name: string, from: number, to: number }} Group neurons `from` up to `to`, and what the command's tables call them
 * @typedef {{ neurons: number[], x: Float64Array, y: Float64Array, layer: Uint8Array }} Dots
 */

/** What may say how much a neuron matters, as the command's tables have it. */
export const CENTRALITIES = [
  { id: 'lc', title: 'Laplacian centrality', short: 'LC' },
  { id: 'degree', title: 'degree', short: 'degree' },
  { id: 'strength', title: 'strength', short: 'strength' },
  { id: 'betweenness', title: 'betweenness', short: 'betweenness' },
];

/**
 * The groups of neurons that are looked at: each layer but the output layer, all hidden layers, and all of these.
 * @param {Uint32Array} layers sizes
 * @returns {Group[]}
 */
export function groupsOf(layers) {
  let to = 0;
  const names = layerNames(layers.length);
  const each = [...layers].slice(0, -1).map((size, i) => {
    const from = to;
    to += size;
    return { id: String(i), name: names[i], from, to };
  });
  return [...each, { id: 'hidden', name: 'all hidden', from: layers[0], to }, { id: 'all', name: 'all', from: 0, to }];
}

/**
 * How much worse it is without each neuron: the accuracy that falls, in points, or the loss that rises.
 * @param {Float64Array} values of a result
 * @param {boolean} loss
 */
export function lostWithout(values, loss) {
  const [accuracy, whole] = values;
  return Float64Array.from({ length: (values.length - 2) / 2 }, (_, i) => (loss ? values[2 * i + 3] - whole : accuracy - values[2 * i + 2]));
}

/**
 * The dots of a group, from left to right.
 * @param {Result | null} result
 * @param {Group | undefined} group
 * @param {number} at which centrality is across
 * @param {boolean} loss
 * @returns {Dots}
 */
export function dotsOf(result, group, at, loss) {
  const across = result?.centralities[at];
  const none = { neurons: [], x: new Float64Array(), y: new Float64Array(), layer: new Uint8Array() };
  if (!result || !group || !across) return none;
  const lost = lostWithout(result.values, loss);
  const layers = groupsOf(result.layout.layers).slice(0, -2);
  const neurons = Array.from({ length: group.to - group.from }, (_, i) => group.from + i).sort((a, b) => across[a] - across[b] || a - b);
  return {
    neurons,
    x: Float64Array.from(neurons, (neuron) => across[neuron]),
    y: Float64Array.from(neurons, (neuron) => lost[neuron]),
    layer: Uint8Array.from(neurons, (neuron) => layers.findIndex(({ to }) => neuron < to)),
  };
}

/**
 * The result of that epoch, or else the one that was made last.
 * @template {{ epoch: number }} T
 * @param {T[] | undefined} results
 * @param {number | undefined} epoch
 * @returns {T | null}
 */
export const newest = (results, epoch) => results?.filter((one) => one.epoch === epoch).at(-1) ?? results?.at(-1) ?? null;
