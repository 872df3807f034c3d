/**
 * What the paper's code recorded of centrality. Under lc=published the reports hold it beside that of the network: the code
 * measured SET and the MLP on graphs that are not the network's.
 */

/** @typedef {import('../shared/types.js').Report} Report */
/** @typedef {import('../shared/types.js').Snapshot} Snapshot */

/**
 * Whether a lane has recorded values that are not those of its network.
 * @param {Report[]} reports
 */
export const recordedElsewhere = (reports) => {
  const last = reports.at(-1);
  return Boolean(last?.recorded_lc && last.recorded_lc[1] !== last.lc_std);
};

/** @param {Report} report */
export const recordedMean = ({ recorded_lc }) => recorded_lc?.[0] ?? NaN;

/** @param {Report} report */
export const recordedSpread = ({ recorded_lc }) => recorded_lc?.[1] ?? NaN;
