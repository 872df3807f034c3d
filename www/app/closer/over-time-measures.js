/** What the tab "Over time" draws epoch by epoch, a line a lane: the rows of a table in the module. */

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').OverTimeQuantity} OverTimeQuantity
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {{ info: LaneInfo, reports: Report[], snapshots: Snapshot[], wiring: import('../run/lane-state.js').Lane['wiring'] }} Lane
 */

/**
 * The values of a quantity in a lane, one an epoch, not a number where there is none.
 * @param {OverTimeQuantity} row
 * @param {Lane} lane
 * @returns {Float64Array}
 */
export function valuesOf({ quantity, field }, { reports, wiring }) {
  if (field !== null) return Float64Array.from(reports, (report) => /** @type {number | null} */ (report[/** @type {keyof Report} */ (field)]) ?? NaN);
  return wiring.timeline?.quantity(quantity) ?? new Float64Array();
}
