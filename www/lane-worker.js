/**
 * Trains one lane. It works in slices and yields between them through a MessageChannel (a nested
 * timer would wait 4 ms), so that a pause gets through at once. It runs up to the epoch it was last
 * told to reach, posts one `epoch` message for each report and light progress in between.
 */

import init, { Images, LaneSession, last_panic } from './pkg/censet_lab.js';
import { asLabError } from './app/errors.js';
import { receive } from './app/parts.js';

/**
 * @typedef {{ type: 'open', generation: number, module: WebAssembly.Module, text: string, index: number, data: MessagePort }} Open
 * @typedef {{ type: 'go', until: number }} Go
 * @typedef {{ type: 'pause' }} Pause
 * @typedef {{ type: 'extend', text: string }} Extend the experiment with more epochs
 * @typedef {{ type: 'ask', id: number, method: string, args: unknown[] }} Ask a method of the session to call
 */

const SLICE_MS = 12;
const PROGRESS_MS = 100;

/** @type {LaneSession | undefined} */
let session;
/** @type {import('./app/types.js').Layout | undefined} */
let layout;
/** @type {(session: LaneSession) => void} */
let begin = () => {};
/** The session, once there is one. @type {Promise<LaneSession>} */
const opened = new Promise((resolve) => { begin = resolve; });
let instantiated = false;
let generation = 0;
let until = 0;
/** The experiment with more epochs, if it came before the session existed. @type {string | undefined} */
let raised;
let running = true;
let reported = -1;
let scheduled = false;
let broken = false;
let progressAt = 0;

const turn = new MessageChannel();
turn.port1.onmessage = () => {
  scheduled = false;
  guard(slice);
};

function wake() {
  if (scheduled || broken || !session || !running || reported >= until) return;
  scheduled = true;
  turn.port2.postMessage(null);
}

function slice() {
  if (!session || !running) return;
  const start = performance.now();
  let step;
  do {
    if (reported >= until) return;
    step = session.advance();
    if (step.report) {
      reported = step.report.epoch;
      postEpoch(session, step.report);
    }
  } while (performance.now() - start < SLICE_MS && step.phase !== 'finished');
  const now = performance.now();
  if (now - progressAt >= PROGRESS_MS) {
    progressAt = now;
    const { phase, epoch, done, of } = step;
    self.postMessage({ type: 'progress', generation, progress: { phase, epoch, done, of } });
  }
  if (step.phase !== 'finished') wake();
}

/**
 * @param {LaneSession} lane
 * @param {import('./app/types.js').Report} report
 */
function postEpoch(lane, report) {
  layout ??= lane.layout();
  const [centrality, edges] = [lane.centrality(), lane.edges()];
  const arrays = [centrality, edges.layer, edges.source, edges.target, edges.weight, edges.state];
  self.postMessage({ type: 'epoch', generation, report, snapshot: { layout, centrality, edges } }, arrays.map((array) => array.buffer));
}

/**
 * Calls a method of the session, once there is one. What it throws is the asker's, unless it was a trap.
 * @param {Ask} request
 */
async function answer({ id, method, args }) {
  const lane = await opened;
  try {
    const value = /** @type {any} */ (lane)[method](...args);
    self.postMessage({ type: 'answer', generation, id, value });
  } catch (thrown) {
    if (thrown instanceof WebAssembly.RuntimeError) throw thrown;
    self.postMessage({ type: 'answer', generation, id, error: asLabError(thrown) });
  }
}

/** @param {Open} request */
async function open(request) {
  generation = request.generation;
  await init({ module_or_path: request.module });
  instantiated = true;
  const images = await receive(request.data, (prepared) => new Images(prepared));
  session = new LaneSession(request.text, request.index, images);
  if (raised !== undefined) session.extend(raised);
  begin(session);
}

/**
 * Runs a piece of work; what it throws is posted, and ends this lane: after a trap the instance
 * cannot be trusted.
 * @param {() => void | Promise<void>} work
 */
async function guard(work) {
  if (broken) return;
  try {
    const waiting = work();
    if (waiting) await waiting;
  } catch (thrown) {
    broken = true;
    const error = asLabError(thrown, () => (instantiated ? last_panic() : undefined));
    self.postMessage({ type: 'error', generation, error });
  }
}

/** @param {MessageEvent<Open | Go | Pause | Extend | Ask>} event */
self.onmessage = ({ data: request }) => {
  guard(async () => {
    switch (request.type) {
      case 'open':
        await open(request);
        break;
      case 'go':
        until = request.until;
        running = true;
        break;
      case 'pause':
        running = false;
        break;
      case 'extend':
        if (session) session.extend(request.text);
        else raised = request.text;
        break;
      case 'ask':
        await answer(request);
        break;
    }
    wake();
  });
};
