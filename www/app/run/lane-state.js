/**
 * How far one lane of a run is, and what is kept of it.
 *
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../shared/types.js').SoFar} SoFar
 * @typedef {import('../shared/types.js').Progress} Progress
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {import('./wiring-timeline.js').WiringTime} WiringTime
 *
 * @typedef {object} SavedLane
 * @property {import('../shared/saved-bytes.js').SavedBytes} bytes
 * @property {Snapshot[]} snapshots
 * @property {number} [stride] every how many epochs there is one, where the run was thinned out
 * @property {Uint8Array<ArrayBuffer> | null} [wiring] see wiring-timeline.js
 * @property {Float64Array<ArrayBuffer>[] | null} [common] see overlaps.js
 *
 * @typedef {object} Lane
 * @property {import('./lane-worker-client.js').LaneClient | null} client
 * @property {number} completed the last epoch reported; −1 before the first
 * @property {number} phases done since the untrained network, four an epoch, as far as is known; −1 before it is measured
 * @property {SoFar | null} soFar what is known of the epoch in work, where it rests between two phases
 * @property {Snapshot | null} within what its figures are drawn from there
 * @property {Progress | null} progress
 * @property {Report[]} reports by epoch
 * @property {Snapshot[]} snapshots by epoch, with holes: see snapshot-history.js, and after a lane has gone on from a file
 * @property {Pick<WiringTime, keyof WiringTime>} wiring what became of its wiring
 * @property {SavedLane | null} saved what it is to go on from
 * @property {LabError | null} error
 */

/** Phases of an epoch: train (and evaluate), score, prune, regrow. */
export const PHASES = /** @type {const} */ (['train', 'score', 'prune', 'regrow']);

/**
 * What is known of a lane before it is heard of.
 * @param {SavedLane | null} saved what it is to go on from
 * @returns {Omit<Lane, 'client' | 'reports' | 'wiring'>}
 */
export const atStart = (saved) => ({ completed: -1, phases: -1, soFar: null, within: null, progress: null, snapshots: saved?.snapshots ?? [], saved, error: null });

/**
 * Whether a lane has not been heard of: it may not have its data.
 * @param {Lane} lane
 */
export const isUnheard = ({ completed, progress, error }) => !error && completed < 0 && !progress;

/**
 * How many epochs of a lane are behind, counting the part of the one in work.
 * @param {Lane} lane
 */
function position({ completed, progress }) {
  if (completed < 0) return 0;
  if (!progress || progress.epoch !== completed + 1) return completed;
  // Everything after training is a small part of an epoch.
  return completed + (progress.phase === 'train' ? 0.95 * (progress.done / progress.of) : 0.95);
}

/**
 * Lanes that have not failed.
 * @param {Lane[]} lanes
 */
export const alive = (lanes) => lanes.filter((lane) => !lane.error);

/**
 * What all lanes have reached; where all have failed, what all of these had.
 * @param {Lane[]} lanes
 * @param {'completed' | 'phases'} count
 */
export function reached(lanes, count) {
  const going = alive(lanes);
  return Math.min(...(going.length > 0 ? going : lanes).map((lane) => lane[count]));
}

/**
 * How many epochs are behind, one lane with another, counting the parts of the ones in work.
 * @param {Lane[]} lanes
 */
export function meanPosition(lanes) {
  const going = alive(lanes);
  if (going.length === 0) return Math.max(0, reached(lanes, 'completed'));
  return going.reduce((sum, lane) => sum + position(lane), 0) / going.length;
}
