/** What just happened to a network, in words. */

import { count, counted } from './format.js';

/** @typedef {import('./types.js').LaneInfo} LaneInfo */
/** @typedef {import('./types.js').Report} Report */

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
