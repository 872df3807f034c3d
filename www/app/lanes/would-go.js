/** What would go with a value of k or ζ, and what a bar of a distribution holds, in words. */

import { count, counted, number, plain } from '../base/format.js';

/**
 * @typedef {import('../shared/types.js').WouldGo} WouldGo
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 *
 * @typedef {{ epoch: number, lc_mean: number, lc_std: number, threshold: number | null, line?: string | null, pruned_neurons?: number | null,
 *   removed?: number | null }} Scored what is known of the epoch that is shown
 *
 * @typedef {Omit<WouldGo, 'connections'> & { connections: number | null }} Known the same, as far as it is known
 */

/** Of a lane whose rewiring has ended. @param {number} last the last epoch with rewiring */
const over = (last) => `Nothing goes any more: rewiring has ended ${last === 0 ? 'before it began' : `with epoch ${count(last)}`}.`;

/** @param {WouldGo} would */
export function wouldGoByWeight({ epoch, value, part, ended, neurons, connections }) {
  if (ended !== null) return over(ended);
  const lost = neurons > 0 ? `, and ${counted(neurons, 'neuron')} would lose the last one` : '';
  const fallen = part < 1 ? `, fallen to ${plain(Number((value * part).toPrecision(3)), 6)}` : '';
  return `With ζ = ${plain(value)}${fallen}, ${counted(connections, 'connection')} would go now, ${epoch === 0 ? 'before any training' : `as trained in epoch ${count(epoch)}`}${lost}.`;
}

/**
 * @param {Known} would
 * @param {boolean} past whether it is about an epoch before the one scored last
 */
export function wouldGoByNeuron({ epoch, value, ended, spared, neurons, connections, line, lowest }, past) {
  if (ended !== null && (!past || Math.max(epoch, 1) > ended)) return over(ended);
  const left = line === null ? `μ − ${plain(value)}σ of their layer` : line;
  if (neurons === 0) {
    return `No neuron lies left of ${left}; the lowest has LC = ${plain(Number(lowest.toPrecision(3)))}. Nothing would be cut. Once the low outliers are gone and σ settles, the line stays left of every neuron: that is why CenSET stops rewiring (the paper’s Section 7.2).`;
  }
  const what = connections === null ? 'how many connections would go is known of the latest epoch only'
    : spared && !past ? 'none goes, as total centrality has risen'
      : `${counted(connections, 'connection')} ${past ? 'went' : 'would go now'}`;
  return `${counted(neurons, 'neuron')} ${neurons === 1 ? 'lies' : 'lie'} left of ${left} in epoch ${count(epoch)}: ${what}.`;
}

/**
 * What would have gone in the epoch that is shown, as far as the page knows.
 * @param {WouldGo} would what would go in the latest
 * @param {{ scored: Scored, snapshot: Snapshot }} shown
 * @param {boolean} trying whether another k than the run's is tried out
 * @returns {Known}
 */
export function backThen(would, { scored, snapshot }, trying) {
  const { epoch, lc_mean, lc_std, threshold, line = null, pruned_neurons, removed } = scored;
  const scores = snapshot.centrality.filter((lc) => !Number.isNaN(lc));
  const lowest = scores.reduce((low, lc) => Math.min(low, lc), Infinity);
  if (!trying) return { ...would, epoch, line, lowest, neurons: pruned_neurons ?? 0, connections: removed ?? null };
  // Lines that differ by layer are known of the latest epoch only.
  if (threshold === null) return { ...would, connections: null };
  const at = lc_mean - would.value * lc_std;
  return { ...would, epoch, line: `μ − ${plain(would.value)}σ = ${number(at)}`, lowest, neurons: scores.filter((lc) => lc < at).length, connections: null };
}

/**
 * What a bar of a distribution holds.
 * @param {number[]} bar its middle, from, to, how many it holds, and how many of them go
 * @param {'centrality' | 'weights'} what is distributed
 */
export function held([, from, to, all, going], what) {
  const [symbol, noun, goes] = what === 'weights' ? ['weight', 'connection', 'would go'] : ['LC', 'neuron', 'left of the line'];
  const edge = (/** @type {number} */ value) => plain(Number(value.toPrecision(3)), 6);
  const where = from === -Infinity ? `below ${edge(to)}` : to === Infinity ? `${edge(from)} or more` : `${edge(from)} to ${edge(to)}`;
  const lines = [`${symbol} ${where}`, counted(all, noun)];
  if (going > 0) lines.push(`${going === all ? 'all' : count(going)} ${goes}`);
  return lines.map((text) => ({ text }));
}
