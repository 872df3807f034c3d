/** How fast a run goes on: from slow motion, which stops at every phase, to full speed. */

/**
 * @typedef {object} Pace
 * @property {string} name in an address
 * @property {string} text
 * @property {number} phaseMs milliseconds that every phase is shown; 0 where phases are not shown one by one
 * @property {number} wholeMs milliseconds that a whole run takes at least, so that it can be followed
 */

/** Slowest first; the usual one has full speed on its one side and slow motion on the other. @type {Pace[]} */
export const PACES = [
  { name: 'slowest', text: '3 s a phase', phaseMs: 3000, wholeMs: 0 },
  { name: 'slower', text: '2 s a phase', phaseMs: 2000, wholeMs: 0 },
  { name: 'slow', text: '1 s a phase', phaseMs: 1000, wholeMs: 0 },
  { name: 'watch', text: 'to watch', phaseMs: 0, wholeMs: 18_000 },
  { name: 'full', text: 'full speed', phaseMs: 0, wholeMs: 0 },
];

/** The pace of that name. @param {string | null} name */
export const paceNamed = (name) => PACES.find((pace) => pace.name === name);

/** Full speed. */
export const FULL = /** @type {Pace} */ (paceNamed('full'));
/** What a run goes at unless something else is asked for. */
export const USUAL = /** @type {Pace} */ (paceNamed('watch'));
/** Slow motion as a beginner gets it. */
export const SLOW = /** @type {Pace} */ (paceNamed('slow'));

/** An epoch is held up by so many milliseconds at most. */
const MOST_EPOCH_MS = 600;

/**
 * Milliseconds that an epoch takes at least.
 * @param {Pace} pace
 * @param {number} epochs of the whole run
 */
export const epochMs = ({ wholeMs }, epochs) => Math.min(MOST_EPOCH_MS, wholeMs / Math.max(1, epochs));
