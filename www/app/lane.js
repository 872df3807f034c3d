/** The page's side of one lane's worker. */

import { startWorker } from './support.js';

/**
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').Progress} Progress
 * @typedef {import('./types.js').LabError} LabError
 *
 * @typedef {object} LaneEvents what a lane tells
 * @property {(report: Report, snapshot: Snapshot) => void} epoch
 * @property {(progress: Progress) => void} progress
 * @property {(error: LabError) => void} error
 *
 * @typedef {object} LaneClient what a run asks of a lane
 * @property {(until: number) => void} go work on, up to the end of this epoch
 * @property {() => void} pause stop at the end of the slice, a few milliseconds
 * @property {(text: string) => void} extend go on with the same experiment but more epochs
 * @property {() => Promise<string>} centrality the lane's rows of centrality.csv
 * @property {() => void} close
 */

/**
 * Starts a worker for one lane. It waits for its data on the port.
 * @param {{ generation: number, module: WebAssembly.Module, text: string, index: number, data: MessagePort }} lane
 * @param {LaneEvents} events
 * @returns {LaneClient}
 */
export function openLane(lane, events) {
  const worker = startWorker('lane-worker.js');
  /** @type {Map<number, (text: string) => void>} */
  const waiting = new Map();
  let requests = 0;

  worker.onmessage = ({ data }) => {
    if (data.generation !== lane.generation) return;
    switch (data.type) {
      case 'epoch': events.epoch(data.report, data.snapshot); break;
      case 'progress': events.progress(data.progress); break;
      case 'error': events.error(data.error); break;
      case 'centrality':
        waiting.get(data.id)?.(data.text);
        waiting.delete(data.id);
        break;
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    events.error({ code: 'worker', field: null, text: event.message || 'its worker could not be started' });
  };
  worker.postMessage({ type: 'open', ...lane }, [lane.data]);

  return {
    go: (until) => worker.postMessage({ type: 'go', until }),
    pause: () => worker.postMessage({ type: 'pause' }),
    extend: (text) => worker.postMessage({ type: 'extend', text }),
    centrality: () => new Promise((resolve) => {
      const id = ++requests;
      waiting.set(id, resolve);
      worker.postMessage({ type: 'centrality', id });
    }),
    close() {
      worker.terminate();
      // Nobody answers any more.
      for (const resolve of waiting.values()) resolve('');
      waiting.clear();
    },
  };
}
