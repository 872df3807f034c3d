/** What lanes' workers measure on request, in pieces between slices of training, and the buttons for it. */

import { byId, hide, say, setAvailable } from '../base/dom.js';
import { asLabError, stopped } from '../shared/errors.js';

/** @typedef {import('../shared/types.js').Measured} Measured */
/** @typedef {import('../run/lane-worker-client.js').LaneClient} LaneClient */

/** Milliseconds of a worker's time for each piece of a measurement. */
const PIECE_MS = 10;

/** The measurement that a lane is at: its worker keeps one at a time. @type {WeakMap<LaneClient, Promise<unknown>>} */
const turns = new WeakMap();

/**
 * Measures something once the lane is done with what was begun before.
 * @param {LaneClient} client
 * @param {[method: string, ...args: unknown[]]} begin what begins it
 * @param {(part: number) => boolean} wanted told how much is done; whether to go on
 * @returns {Promise<Measured | null>} null if it was not wanted any more
 */
export function measure(client, begin, wanted) {
  const turn = Promise.resolve(turns.get(client)).then(async () => {
    if (!wanted(0)) return null;
    await client.ask(...begin);
    for (let part = 0; part < 1;) {
      part = await client.ask('advance_measure', PIECE_MS);
      if (!wanted(part)) return null;
    }
    return client.ask('finish_measure');
  });
  turns.set(client, turn.catch(() => null));
  return turn;
}

/**
 * @typedef {object} Wanted what a work asks and tells while it goes on
 * @property {(part: number) => boolean} goOn told how much is done; whether to go on
 * @property {(sentence: string) => void} tell
 */

/** Buttons that start and stop a work, how far it is, and what became of it. */
export class Job {
  #start;
  #stop;
  #progress;
  #says;
  #turn = 0;
  #busy = false;
  #possible = false;

  /**
   * @param {string} id its parts are `id-start`, `id-stop`, `id-progress` and `id-says`
   * @param {(wanted: Wanted) => Promise<string>} work resolves to what is said at its end
   */
  constructor(id, work) {
    this.#start = byId(`${id}-start`, HTMLButtonElement);
    this.#stop = byId(`${id}-stop`, HTMLButtonElement);
    this.#progress = byId(`${id}-progress`, HTMLProgressElement);
    this.#says = byId(`${id}-says`, HTMLElement);
    this.#start.addEventListener('click', () => this.#run(work));
    this.#stop.addEventListener('click', () => this.end('Stopped.'));
  }

  /** @param {boolean} possible whether it may be started */
  set possible(possible) {
    this.#possible = possible;
    setAvailable(this.#start, possible && !this.#busy);
  }

  /** @param {(wanted: Wanted) => Promise<string>} work */
  async #run(work) {
    const turn = ++this.#turn;
    const current = () => this.#turn === turn;
    this.#busy = true;
    this.#progress.hidden = this.#stop.hidden = false;
    this.#progress.value = 0;
    this.possible = this.#possible;
    try {
      const sentence = await work({
        goOn: (part) => {
          if (current()) this.#progress.value = part;
          return current();
        },
        tell: (sentence) => {
          if (current()) say(this.#says, sentence);
        },
      });
      if (current()) this.end(sentence);
    } catch (thrown) {
      if (current()) this.end(stopped(asLabError(thrown).text));
    }
  }

  /** Ends the work that is under way, if there is any. @param {string} sentence */
  end(sentence) {
    this.#turn += 1;
    this.#busy = false;
    say(this.#says, sentence);
    this.possible = this.#possible;
    this.#progress.hidden = true;
    hide(this.#stop, this.#start.disabled ? null : this.#start);
  }
}
