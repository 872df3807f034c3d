/** About how long a run takes, before it is begun. */

/** Connections times images that a worker does in a second: see README, "What a run costs". */
const RATE = 2.5e9;

/**
 * Seconds that a run takes on a machine with so many processors, about.
 * @param {import('../shared/types.js').Checked} checked
 * @param {import('../shared/types.js').PlannedLayer[]} plan its sparse layers
 * @param {number} processors
 */
export function secondsOf({ lanes, values, epochs }, plan, processors) {
  const sum = (/** @type {(layer: import('../shared/types.js').PlannedLayer) => number} */ of) => plan.reduce((all, layer) => all + of(layer), 0);
  // A test image counts a third of one to train on.
  const images = (Number(values.train) || ALL) + (Number(values.test) || ALL / 6) / 3;
  const work = lanes.reduce((all, { dense }) => all + (dense ? sum(({ possible }) => possible) : sum(({ expected }) => expected)), 0) * images * epochs;
  return secondsOfWork(work, Math.max(1, Math.min(lanes.length, processors)));
}

/**
 * @param {number} work connections times images
 * @param {number} workers that share it
 */
export const secondsOfWork = (work, workers) => work / (RATE * workers);

/** Images of the datasets that are taken whole. */
const ALL = 60_000;

/**
 * "about 20 s", "about 3 minutes", "about 2 hours".
 * @param {number} seconds
 */
export function about(seconds) {
  if (seconds < 90) return `about ${Math.max(10, 10 * Math.round(seconds / 10))} s`;
  if (seconds < 90 * 60) return `about ${Math.round(seconds / 60)} minutes`;
  const hours = Math.round(seconds / 3600);
  return `about ${hours} hour${hours === 1 ? '' : 's'}`;
}
