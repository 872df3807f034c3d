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
  if (lane.came !== undefined) return lane.came;
  if (epoch === 0) return untrained(lane, connections);
  const at = `Epoch ${epoch}: `;
  if (rests(lane, epoch)) return `${at}trained; the wiring stays as epoch ${count(lane.last_rewiring)} left it.`;
  switch (lane.judges) {
    case 'nothing': return lane.dense ? `${at}trained all ${count(connections)} connections; the wiring stays.`
      : `${at}trained; the ${count(connections)} connections stay where they are.`;
    case 'connections': return at + cutAndGrown(lane, `cut the ${counted(removed, 'connection')} ${lane.words.cut}`, grown, epoch, epochs);
    case 'neurons': return at + neurons(lane, report, epochs);
  }
}

/**
 * @param {LaneInfo} lane
 * @param {number} connections
 */
export function untrained(lane, connections) {
  return lane.dense
    ? `Untrained: every neuron joined to all of the next layer, ${count(connections)} connections.`
    : `Untrained: ${count(connections)} connections placed at random.`;
}

/**
 * @param {LaneInfo} lane
 * @param {Report} report
 * @param {number} epochs
 */
function neurons(lane, { epoch, pruned_neurons, removed, grown, line }, epochs) {
  const where = line === null ? `below ${lane.line} of their layer` : `below ${line}`;
  if (pruned_neurons === 0) return `no neuron lies ${where}, so nothing was cut.`;
  const below = counted(pruned_neurons, 'neuron');
  if (removed === 0) return `${below} ${where}, and nothing of theirs was cut.`;
  return cutAndGrown(lane, `${below} ${where}: cut their ${counted(removed, 'connection')}`, grown, epoch, epochs);
}

/**
 * @param {LaneInfo} lane
 * @param {string} cut
 * @param {number} grown
 * @param {number} epoch
 * @param {number} epochs
 */
function cutAndGrown({ words, unless }, cut, grown, epoch, epochs) {
  if (unless) return grown > 0 ? `${cut}; ${unless[0]}, so ${count(grown)} grew ${words.grown}.` : `${cut}, grew none.`;
  if (grown > 0) return `${cut}, grew ${count(grown)} ${words.grown}.`;
  return epoch === epochs ? `${cut}; after the last epoch none are grown.` : `${cut}.`;
}

/**
 * Whether the lane has rewired for the last time before an epoch.
 * @param {LaneInfo} lane
 * @param {number} epoch
 */
const rests = (lane, epoch) => lane.judges !== 'nothing' && epoch > lane.last_rewiring;

/**
 * What a phase did, when the epoch goes on after it.
 * @param {LaneInfo} lane
 * @param {SoFar} soFar
 */
export function phaseCaption(lane, soFar) {
  const { epoch, phase, train_loss, test_accuracy, validation_accuracy: held, lc_mean, lc_std } = soFar;
  const at = `Epoch ${count(epoch)}, ${phase}: `;
  switch (phase) {
    case 'train':
      return `${at}loss ${train_loss === null ? '–' : number(train_loss)}; ${percent(test_accuracy)} % of the test images${held === undefined ? '' : ` and ${percent(held)} % of the validation images`} are classified rightly.`;
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
  if (lane.judges === 'nothing' || rests(lane, epoch)) return `${at}nothing was cut, so nothing grows.`;
  if (grown > 0) return `${at}${counted(removed, 'connection')} cut, ${count(grown)} grown ${lane.words.grown}.`;
  if (removed === 0) return `${at}nothing was cut, so nothing grows.`;
  if (lane.unless) return `${at}${lane.unless[1]}, so none are grown.`;
  return epoch === epochs ? `${at}after the last epoch none are grown.` : `${at}none are grown.`;
}

/**
 * What the lane makes of the centralities.
 * @param {LaneInfo} lane
 * @param {SoFar} soFar
 */
function chosen(lane, { epoch, pruned_neurons, line }) {
  if (rests(lane, epoch)) return `it decides nothing, the wiring stays as epoch ${count(lane.last_rewiring)} left it`;
  switch (lane.judges) {
    case 'nothing': return 'it decides nothing here, the wiring stays';
    case 'connections': return `${lane.title} does not ask it, ${lane.words.decides}`;
    case 'neurons': return below(pruned_neurons ?? 0, line ?? `${lane.line} of their layer`);
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
function pruned(lane, { epoch, pruned_neurons, removed, line }) {
  if (rests(lane, epoch)) return 'nothing is cut, the wiring stays';
  const cut = counted(removed ?? 0, 'connection');
  switch (lane.judges) {
    case 'nothing': return 'nothing is cut, the wiring stays';
    case 'connections': return `${cut} cut, those ${lane.words.cut}`;
    case 'neurons': {
      const neurons = pruned_neurons ?? 0;
      const where = line ?? `${lane.line} of their layer`;
      if (neurons === 0) return `no neuron lies below ${where}, so nothing is cut`;
      return `${counted(neurons, 'neuron')} below ${where}: ${removed ? `${cut} cut` : 'nothing of theirs is cut'}`;
    }
  }
}
