/**
 * What a worker does that has one lane, whichever module it works with. It works in slices and yields between them through
 * a MessageChannel (a nested timer would wait 4 ms), so that a pause gets through at once. It runs up to the phase it was
 * last told to reach (four an epoch, see `LaneSession.phases`), posts one `untrained` message once its network is made, one
 * `epoch` message for each report, one `phase` message where it comes to rest within an epoch, and light progress in between.
 */

import { asLabError, escapes } from '../shared/errors.js';
import { requireBuild } from '../shared/build.js';
import { receive } from '../shared/image-transfer.js';
import { buffers, heavy, light } from '../shared/saved-bytes.js';

/**
 * @typedef {import('../../pkg/censet_worker.js').LaneSession} LaneSession
 * @typedef {Pick<typeof import('../../pkg/censet_worker.js'), 'default' | 'Images' | 'LaneSession' | 'last_panic'>} Bindings
 *
 * @typedef {{ type: 'open', build: string, module: WebAssembly.Module } & import('../run/lane-worker-client.js').Opening} Open
 * @typedef {{ type: 'go', until: number }} Go work on until so many phases are done
 * @typedef {{ type: 'pause' }} Pause
 * @typedef {{ type: 'ping' }} Ping a sign of life is wanted
 * @typedef {{ type: 'extend', text: string }} Extend the experiment with more epochs
 * @typedef {{ type: 'ask', id: number, method: string, args: unknown[] }} Ask a method of the session to call
 */

const SLICE_MS = 12;
const PROGRESS_MS = 100;

/** @type {LaneSession | undefined} */
let session;
/** @type {import('../shared/types.js').Layout | undefined} */
let layout;
/** @type {(session: LaneSession) => void} */
let begin = () => {};
/** The session, once there is one. @type {Promise<LaneSession>} */
const opened = new Promise((resolve) => { begin = resolve; });
let generation = 0;
/** Whether nobody looks: reports go without snapshots. */
let quiet = false;
let until = 0;
/** The experiment with more epochs, if it came before the session existed. @type {string | undefined} */
let raised;
let running = true;
/** The number of phases that the page has been told of. */
let told = -1;
let scheduled = false;
let broken = false;
let progressAt = 0;
/** What a panic said, where the module is there. @type {() => string | undefined} */
let panic = () => undefined;
/** @type {(request: Open) => Promise<LaneSession>} */
let make = () => Promise.reject(new Error('no lane is served'));

const turn = new MessageChannel();
turn.port1.onmessage = () => {
  scheduled = false;
  guard(slice).catch(escapes);
};

function wake() {
  if (scheduled || broken || !session || !running) return;
  if (session.phases() >= until) return tell(session);
  scheduled = true;
  turn.port2.postMessage(null);
}

function slice() {
  if (!session || !running) return;
  const start = performance.now();
  let step;
  do {
    if (session.phases() >= until) return tell(session);
    step = session.advance();
    if (step.report) {
      told = session.phases();
      post({ type: 'epoch', report: step.report }, session);
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
 * Says what is known within an epoch, where work rests between two phases.
 * @param {LaneSession} lane
 */
function tell(lane) {
  if (told === lane.phases()) return;
  told = lane.phases();
  const soFar = lane.so_far();
  if (soFar) post({ type: 'phase', soFar }, lane);
}

/**
 * Tells what a lane brings along from its save.
 * @param {LaneSession} lane
 */
function tellResumed(lane) {
  const news = { type: 'resumed', reports: lane.reports() };
  told = 4 * Math.max(0, news.reports.length - 1);
  if (lane.is_between_epochs()) post(news, lane);
  else self.postMessage({ ...news, generation, snapshot: null });
}

/**
 * Posts news of a lane with what its figures are drawn from.
 * @param {object} news
 * @param {LaneSession} lane
 */
function post(news, lane) {
  if (quiet) {
    self.postMessage({ ...news, generation, snapshot: null });
    return;
  }
  layout ??= lane.layout();
  const { class: said, confidence: sure } = lane.predictions();
  const [centrality, edges, degrees] = [lane.centrality(), lane.edges(), lane.degrees()];
  // Told with the epoch that they are of.
  const changes = lane.phases() < 0 ? new Uint8Array(0) : lane.changes();
  const [wiring, recorded] = [lane.wiring(false), lane.recorded_density()];
  const arrays = [centrality, said, sure, changes, degrees, ...(recorded ? [recorded] : []), ...Object.values(edges), ...Object.values(wiring ?? {}).filter((part) => ArrayBuffer.isView(part))];
  self.postMessage({ ...news, generation, snapshot: { layout, centrality, said, sure, edges, one_in: lane.one_in(), changes, degrees, ...(recorded && { recorded }), wiring } }, arrays.map((array) => array.buffer));
}

/** Methods that write a file, piece by piece. */
const FILES = ['graphml', 'edges_csv', 'safetensors', 'rewired'];

/**
 * What is written, which may be more than one text or the memory of this worker can hold.
 * @param {(take: (piece: Uint8Array<ArrayBuffer>) => void) => void} write
 */
function written(write) {
  /** @type {Blob[]} */
  const pieces = [];
  write((piece) => {
    pieces.push(new Blob([piece]));
    // It takes a while, in which nobody else can say that this worker lives.
    self.postMessage({ type: 'alive', generation });
  });
  return new Blob(pieces);
}

/**
 * Calls a method of the session, once there is one. What it throws is the asker's, unless it was a trap.
 * @param {Ask} request
 */
async function answer({ id, method, args }) {
  const lane = await opened;
  try {
    const call = (/** @type {unknown[]} */ ...more) => /** @type {any} */ (lane)[method](...args, ...more);
    const value = FILES.includes(method) ? written(call) : call();
    if (method === 'save') value.bytes = light(value.bytes);
    self.postMessage({ type: 'answer', generation, id, value }, buffers(value));
  } catch (thrown) {
    if (thrown instanceof WebAssembly.RuntimeError) throw thrown;
    self.postMessage({ type: 'answer', generation, id, error: asLabError(thrown) });
  }
}

/** @param {Open} request */
async function open(request) {
  generation = request.generation;
  quiet = request.quiet ?? false;
  requireBuild(request.build);
  const lane = await make(request);
  session = lane;
  if (raised !== undefined) lane.extend(raised);
  if (request.saved) tellResumed(lane);
  begin(lane);
}

/**
 * The session of a lane that is trained, from its start or from what was saved. At its start the network can be looked at while
 * its images are still being made.
 * @param {Open} request
 * @param {Bindings} bindings
 * @returns {Promise<LaneSession>}
 */
export async function trained({ text, index, data, saved }, { Images, LaneSession }) {
  const images = () => receive(data, (prepared) => new Images(prepared));
  if (saved) return LaneSession.resume(text, index, await images(), await heavy(saved));
  const lane = new LaneSession(text, index);
  if (!quiet) post({ type: 'untrained' }, lane);
  // The files of own images may have names for their classes.
  layout = undefined;
  lane.take_images(await images());
  return lane;
}

/** Says something of the lane that is about to begin. @param {object} news */
export const tellOf = (news) => self.postMessage({ ...news, generation });

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
    const error = asLabError(thrown, () => panic());
    self.postMessage({ type: 'error', generation, error });
  }
}

/**
 * Serves the lane that is opened.
 * @param {Bindings} bindings of the module
 * @param {(request: Open) => Promise<LaneSession>} session makes what it works with, once the module is there
 */
export function serveLane({ default: init, last_panic }, session) {
  make = async (request) => {
    await init({ module_or_path: request.module });
    panic = last_panic;
    return session(request);
  };
  self.onmessage = answerAll;
  self.onmessageerror = () => guard(() => { throw { code: 'worker', field: null, text: 'what the page says cannot be read; reload it' }; });
}

/** @param {MessageEvent<Open | Go | Pause | Ping | Extend | Ask>} event */
function answerAll({ data: request }) {
  if (request.type === 'ping') {
    self.postMessage({ type: 'alive', generation });
    return;
  }
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
        if (session) {
          session.extend(request.text);
          // The last epoch's prune was undone: it rests there until it is told to go on.
          told = session.phases();
          until = Math.min(until, told);
        } else raised = request.text;
        break;
      case 'ask':
        await answer(request);
        break;
    }
    wake();
  }).catch(escapes);
}
