/** How fast a run goes, from what it did lately while it was training; pauses do not count. */

const WINDOW_MS = 10_000;

export class Pace {
  #now;
  /** Training time up to the last start. */
  #before = 0;
  /** @type {number | null} when training was last started, if it goes on */
  #since = null;
  /** @type {{ at: number, position: number }[]} positions by training time, oldest first */
  #samples = [];

  /** @param {() => number} now in milliseconds */
  constructor(now) {
    this.#now = now;
  }

  get #clock() {
    return this.#before + (this.#since === null ? 0 : this.#now() - this.#since);
  }

  /** @param {number} position in epochs */
  start(position) {
    this.#since = this.#now();
    this.note(position);
  }

  stop() {
    this.#before = this.#clock;
    this.#since = null;
  }

  /** @param {number} position in epochs */
  note(position) {
    const at = this.#clock;
    this.#samples.push({ at, position });
    while (this.#samples.length > 2 && at - this.#samples[1].at > WINDOW_MS) this.#samples.shift();
  }

  /**
   * Seconds to go from one position to another, or null while nothing has been measured.
   * @param {number} from
   * @param {number} to
   */
  left(from, to) {
    const first = this.#samples[0];
    const last = this.#samples[this.#samples.length - 1];
    if (!first || last.position <= first.position || last.at - first.at < 250) return null;
    return ((to - from) * (last.at - first.at)) / (last.position - first.position) / 1000;
  }
}
