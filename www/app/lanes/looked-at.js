/**
 * What the visitor looks at: the same for all that the page shows of a run.
 *
 * @typedef {object} Pointed the neuron that is looked at, the same in every lane
 * @property {number | null} neuron its number among all neurons, inputs first
 * @property {boolean} pinned whether it stays when the pointer leaves
 * @property {number | null} over the lane that it is pointed at in, in passing; null where it is looked at in the lane that was chosen
 *
 * @typedef {object} LookedAt
 * @property {import('../base/signal.js').Watched<number | null>} epoch null for the latest, whatever it is
 * @property {import('../base/signal.js').Watched<number | null>} lane null before one is chosen
 * @property {import('../base/signal.js').Watched<Pointed>} neuron
 * @property {(change: { epoch?: number | null, lane?: number | null, neuron?: Pointed }) => void} go
 */

/** No neuron. @type {Pointed} */
export const NONE = { neuron: null, pinned: false, over: null };
