/** What just happened to a network, in words: in a whole epoch, and in each phase of one. */

import { count, counted, number, percent } from '../base/format.js';

/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */
/** @typedef {import('../shared/types.js').Report} Report */
/** @typedef {import('../shared/types.js').SoFar} SoFar */

/**
 * @param {LaneInfo} lane
 * @param {Report} report of the epoch completed last
 * @param {number} epochs the epoch budget
 */
export function caption(lane, report, epochs) {
  const { epoch, connections, removed, grown } = report;
  if (epoch === 0) return untrained(lane, connections);
  const at = `Epoch ${epoch}: `;
  switch (lane.method) {
    case 'mlp': return `${at}trained all ${count(connections)} connections; the wiring stays.`;
    case 'static': return `${at}trained; the ${count(connections)} connections stay where they are.`;
    case 'set': return at + cutAndGrown(`cut the ${counted(removed, 'connection')} with weights nearest to zero`, grown, epoch, epochs);
    case 'accset': return at + accset(removed, grown);
    case 'censet': return at + censet(lane, report, epochs);
  }
}

/**
 * @param {LaneInfo} lane
 * @param {number} connections
 */
function untrained(lane, connections) {
  return lane.method === 'mlp'
    ? `Untrained: every neuron joined to all of the next layer, ${count(connections)} connections.`
    : `Untrained: ${count(connections)} connections placed at random.`;
}

/**
 * @param {LaneInfo} lane
 * @param {Report} report
 * @param {number} epochs
 */
function censet(lane, { epoch, pruned_neurons, removed, grown, line }, epochs) {
  const where = line === null ? `below ${lane.line} of their layer` : `below ${line}`;
  if (pruned_neurons === 0) return `no neuron lies ${where}, so nothing was cut.`;
  const neurons = counted(pruned_neurons, 'neuron');
  if (removed === 0) return `${neurons} ${where}, with nothing left to cut.`;
  return cutAndGrown(`${neurons} ${where}: cut their ${counted(removed, 'connection')}`, grown, epoch, epochs);
}

/**
 * @param {number} removed
 * @param {number} grown
 */
function accset(removed, grown) {
  const cut = `cut the ${counted(removed, 'connection')} with weights nearest to zero`;
  return grown > 0 ? `${cut}; test accuracy had fallen, so ${count(grown)} grew at random.` : `${cut}, grew none.`;
}

/**
 * @param {string} cut
 * @param {number} grown
 * @param {number} epoch
 * @param {number} epochs
 */
function cutAndGrown(cut, grown, epoch, epochs) {
  if (grown > 0) return `${cut}, grew ${count(grown)} at random.`;
  return epoch === epochs ? `${cut}; after the last epoch none are grown.` : `${cut}.`;
}

/**
 * What a phase did, when the epoch goes on after it.
 * @param {LaneInfo} lane
 * @param {SoFar} soFar
 */
export function phaseCaption(lane, soFar) {
  const { epoch, phase, train_loss, test_accuracy, lc_mean, lc_std } = soFar;
  const at = `Epoch ${count(epoch)}, ${phase}: `;
  switch (phase) {
    case 'train':
      return `${at}loss ${train_loss === null ? '–' : number(train_loss)}; ${percent(test_accuracy)} % of the test images are classified rightly.`;
    case 'score':
      return `${at}Laplacian centrality has μ = ${number(lc_mean ?? NaN)}, σ = ${number(lc_std ?? NaN)}; ${chosen(lane, soFar)}.`;
    case 'prune':
      return `${at}${pruned(lane, soFar)}.`;
  }
}

/**
 * What the last phase of an epoch did.
 * @param {LaneInfo} lane
 * @param {Report} report
 * @param {number} epochs the epoch budget
 */
export function regrowCaption(lane, { epoch, removed, grown }, epochs) {
  const at = `Epoch ${count(epoch)}, regrow: `;
  if (lane.method === 'mlp' || lane.method === 'static') return `${at}nothing was cut, so nothing grows.`;
  if (grown > 0) return `${at}${counted(removed, 'connection')} cut, ${count(grown)} grown at random.`;
  if (removed === 0) return `${at}nothing was cut, so nothing grows.`;
  if (lane.method === 'accset') return `${at}test accuracy has not fallen, so none are grown.`;
  return epoch === epochs ? `${at}after the last epoch none are grown.` : `${at}none are grown.`;
}

/**
 * What the lane makes of the centralities.
 * @param {LaneInfo} lane
 * @param {SoFar} soFar
 */
function chosen(lane, { pruned_neurons, line }) {
  switch (lane.method) {
    case 'mlp':
    case 'static': return 'it decides nothing here, the wiring stays';
    case 'set':
    case 'accset': return `${lane.title} does not ask it, the weights decide`;
    case 'censet': return below(pruned_neurons ?? 0, line ?? `${lane.line} of their layer`);
  }
}

/**
 * @param {number} neurons
 * @param {string} line
 */
const below = (neurons, line) => (neurons === 0 ? `no neuron lies below ${line}`
  : `${counted(neurons, 'neuron')} ${neurons === 1 ? 'lies' : 'lie'} below ${line}`);

/**
 * What the lane cut.
 * @param {LaneInfo} lane
 * @param {SoFar} soFar
 */
function pruned(lane, { pruned_neurons, removed, line }) {
  const cut = counted(removed ?? 0, 'connection');
  switch (lane.method) {
    case 'mlp':
    case 'static': return 'nothing is cut, the wiring stays';
    case 'set':
    case 'accset': return `${cut} cut, those with weights nearest to zero`;
    case 'censet': {
      const neurons = pruned_neurons ?? 0;
      const where = line ?? `${lane.line} of their layer`;
      if (neurons === 0) return `no neuron lies below ${where}, so nothing is cut`;
      return `${counted(neurons, 'neuron')} below ${where}: ${removed ? `${cut} cut` : 'nothing left to cut'}`;
    }
  }
}
