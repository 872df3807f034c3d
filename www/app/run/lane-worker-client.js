/** The page's side of one lane's worker. */

import { Heartbeat } from '../platform/worker-heartbeat.js';
import { escapes } from '../shared/errors.js';
import { BUILD } from '../shared/build.js';
import { buffers } from '../shared/saved-bytes.js';
import { startWorker, whyNot } from '../platform/workers.js';

/**
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../shared/types.js').SoFar} SoFar
 * @typedef {import('../shared/types.js').Progress} Progress
 * @typedef {import('../shared/types.js').LabError} LabError
 *
 * @typedef {object} LaneEvents what a lane tells
 * @property {(snapshot: Snapshot) => void} [untrained] its network is made; its images may not be there yet
 * @property {(report: Report, snapshot: Snapshot) => void} epoch
 * @property {(soFar: SoFar, snapshot: Snapshot) => void} phase it rests between two phases of an epoch
 * @property {(progress: Progress) => void} progress
 * @property {(reports: Report[], snapshot: Snapshot | null) => void} resumed it goes on from a save
 * @property {(error: LabError) => void} error
 * @property {(read: Read) => void} [read] its file was read: it waits for an answer on the port of its images
 *
 * @typedef {object} Opening what a lane begins with
 * @property {number} generation of its run
 * @property {string} text the experiment
 * @property {number} index which of its lanes
 * @property {MessagePort} data where its images will come from
 * @property {import('../shared/saved-bytes.js').SavedBytes | null} saved what it goes on from
 * @property {boolean} [quiet] whether reports come alone, with null for the snapshots that figures are drawn from
 * @property {File} [file] of a network that came in, for the reader: the experiment is then the one at hand
 *
 * @typedef {{ name: string, pixels: boolean, experiments: string[] }} Read a network's file: what a lane is called that has it,
 *   whether it says how pixels become inputs, and the experiments whose images fit
 * @typedef {{ name: string, pixels: string | null, experiment: string | null }} Answer how it is looked at: what it is called, how
 *   pixels become inputs unless as the file says, and on the images of which experiment it is tested
 *
 * @typedef {object} LaneClient what a run asks of a lane
 * @property {(until: number) => void} go work on until so many phases are done since the untrained network, four an epoch
 * @property {() => void} pause stop at the end of the slice, a few milliseconds
 * @property {(text: string) => void} extend go on with the same experiment but more epochs
 * @property {(method: string, ...args: unknown[]) => Promise<any>} ask calls a method of the worker's LaneSession between
 *   two slices; rejects with a typed error if that throws or the lane ends
 * @property {() => void} close
 */

/**
 * Starts a worker for one lane. It waits for its data on the port.
 * @param {Opening & { module: WebAssembly.Module }} lane
 * @param {LaneEvents} events
 * @param {string} [script] of the worker, which goes with the module
 * @returns {LaneClient}
 */
export function openLane(lane, events, script = 'app/workers/lane-worker.js') {
  const worker = startWorker(script);
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: LabError) => void }>} */
  const waiting = new Map();
  let requests = 0;
  /** The same for every snapshot, so that one is enough. @type {Snapshot['layout'] | undefined} */
  let layout;
  /** @template {Snapshot | null} T @param {T} snapshot @returns {T} */
  const sharing = (snapshot) => {
    if (snapshot) snapshot.layout = layout ??= snapshot.layout;
    return snapshot;
  };

  const heartbeat = new Heartbeat({
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    ask: () => worker.postMessage({ type: 'ping' }),
    dead: () => events.error({ code: 'worker', field: null, text: 'its worker has not answered for a minute; the browser may have ended it because memory ran out' }),
  });

  worker.onmessage = ({ data }) => {
    heartbeat.beat();
    if (data.generation !== lane.generation) return;
    switch (data.type) {
      case 'untrained': events.untrained?.(data.snapshot); break;
      case 'epoch': events.epoch(data.report, sharing(data.snapshot)); break;
      case 'phase': events.phase(data.soFar, sharing(data.snapshot)); break;
      case 'progress': events.progress(data.progress); break;
      case 'resumed': events.resumed(data.reports, sharing(data.snapshot)); break;
      case 'error': events.error(data.error); break;
      case 'read': events.read?.(data.read); break;
      case 'answer':
        if (data.error) waiting.get(data.id)?.reject(data.error);
        else waiting.get(data.id)?.resolve(data.value);
        waiting.delete(data.id);
        break;
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    whyNot(event, 'its worker could not be started').then(events.error, escapes);
  };
  worker.onmessageerror = () => events.error({ code: 'worker', field: null, text: 'what its worker says cannot be read' });
  worker.postMessage({ type: 'open', build: BUILD, ...lane }, [lane.data, ...buffers(lane.saved)]);

  return {
    go: (until) => worker.postMessage({ type: 'go', until }),
    pause: () => worker.postMessage({ type: 'pause' }),
    extend: (text) => worker.postMessage({ type: 'extend', text }),
    ask: (method, ...args) => new Promise((resolve, reject) => {
      const id = ++requests;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ type: 'ask', id, method, args });
    }),
    close() {
      heartbeat.stop();
      worker.terminate();
      // Nobody answers any more.
      for (const { reject } of waiting.values()) reject({ code: 'closed', field: null, text: 'The network’s worker has ended.' });
      waiting.clear();
    },
  };
}
