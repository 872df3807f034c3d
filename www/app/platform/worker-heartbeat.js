/**
 * Whether a worker still lives. One that the browser ends, because memory ran out perhaps, says nothing; so
 * one that has been silent for a while is asked for a sign of life, again and again, and given up when
 * none comes. What counts is how often it was asked in vain, not how long that took: while a page is
 * frozen or a machine sleeps nobody asks, and a busy machine delays question and answer alike.
 *
 * @typedef {object} Means
 * @property {(work: () => void, ms: number) => () => void} later does something after a while; returns how to call it off
 * @property {() => void} ask for a sign of life
 * @property {() => void} dead no sign has come
 */

const EVERY_MS = 10_000;
/** Questions in vain after which it is given up: a minute of silence. */
const MOST = 6;
/** The same before its first sign: its script may have to come over a slow network. */
const MOST_AT_FIRST = 18;

export class Heartbeat {
  #means;
  #heard = false;
  #vain = 0;
  #most = MOST_AT_FIRST;
  #callOff;

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
    this.#callOff = this.#wait();
  }

  /** The worker has said something. */
  beat() {
    this.#heard = true;
    this.#most = MOST;
  }

  /** The worker is ended. */
  stop() {
    this.#callOff();
  }

  #wait() {
    return this.#means.later(() => this.#look(), EVERY_MS);
  }

  #look() {
    this.#vain = this.#heard ? 0 : this.#vain + 1;
    this.#heard = false;
    if (this.#vain > this.#most) {
      this.#means.dead();
      return;
    }
    this.#means.ask();
    this.#callOff = this.#wait();
  }
}
