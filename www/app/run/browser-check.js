/**
 * Whether this browser computes what all others do: it trains the golden experiments, whose networks are known to the last
 * bit, each with a worker of its own for the data and one for each lane.
 *
 * @typedef {import('../shared/types.js').Checked} Checked
 * @typedef {{ experiment: string, noise?: boolean, digests: Record<string, string> }} Golden as tests/digests.json has them;
 *   those on noise need files that no visitor has
 * @typedef {{ experiment: string, lane: string, expected: string, found: string | null, error: string | null }} Outcome
 *   of one lane: its digest at the end, or why it came to none
 *
 * @typedef {object} CheckMeans
 * @property {(text: string) => Checked} check
 * @property {import('./run.js').Means['openLane']} openLane
 * @property {() => { prepare: import('./run.js').Means['prepare'], end: () => void }} data starts a worker for data
 */

import { asLabError } from '../shared/errors.js';

/** @param {Golden[]} golden */
export const trainable = (golden) => golden.filter(({ noise }) => !noise);

/** @param {Outcome} outcome */
export const agrees = ({ expected, found }) => found === expected;

/**
 * Trains all lanes, those of one experiment side by side.
 * @param {Golden[]} golden
 * @param {CheckMeans} means
 * @param {(outcomes: Outcome[]) => void} told after each experiment: the outcomes so far
 * @param {AbortSignal} signal ends it with the experiment in work left out
 * @returns {Promise<Outcome[]>}
 */
export async function checkBrowser(golden, means, told, signal) {
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const one of golden) {
    const trained = await train(one, means, signal);
    if (signal.aborted) break;
    outcomes.push(...trained);
    told(outcomes);
  }
  return outcomes;
}

/**
 * @param {Golden} golden
 * @param {CheckMeans} means
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome[]>}
 */
async function train({ experiment, digests }, means, signal) {
  const { canonical, lanes, epochs } = means.check(experiment);
  if (canonical === null) throw new Error(`${experiment} is no experiment`);
  const data = means.data();
  const channels = lanes.map(() => new MessageChannel());
  /** @type {import('./lane-worker-client.js').LaneClient[]} */
  const clients = [];
  /** Ends what has not come to its end. @type {((error: string) => void)[]} */
  const failing = [];
  const stop = () => failing.forEach((fail) => fail('stopped'));
  signal.addEventListener('abort', stop);
  try {
    const ends = lanes.map(({ name }, index) => new Promise((/** @type {(outcome: Outcome) => void} */ resolve) => {
      const outcome = { experiment, lane: name, expected: digests[name], found: null, error: null };
      const fail = (/** @type {string} */ error) => resolve({ ...outcome, error });
      failing.push(fail);
      const client = means.openLane({ generation: 0, text: canonical, index, data: channels[index].port1, saved: null, quiet: true }, {
        epoch: (report) => {
          if (report.epoch === epochs) resolve({ ...outcome, found: report.digest });
        },
        phase: () => {},
        progress: () => {},
        resumed: () => {},
        error: (error) => fail(error.text),
      });
      clients.push(client);
      client.go(4 * epochs);
    }));
    data.prepare(canonical, channels.map(({ port2 }) => port2)).catch((thrown) => failing.forEach((fail) => fail(asLabError(thrown).text)));
    return await Promise.all(ends);
  } finally {
    signal.removeEventListener('abort', stop);
    clients.forEach((client) => client.close());
    data.end();
  }
}
