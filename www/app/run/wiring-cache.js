/**
 * The connections of past epochs: as many as fit into a budget of memory, evenly spread over the
 * epochs, the latest always. They are parts of the snapshots, which do without those that are dropped.
 */

import { count } from '../base/format.js';

/** @typedef {import('../shared/types.js').Snapshot} Snapshot */
/** @typedef {import('../shared/types.js').Wiring} Wiring */
/** @typedef {import('../../pkg/censet_page.js').ShownNetwork} ShownNetwork */

/** Bytes of all connections that are kept. */
const BUDGET = 64 * 2 ** 20;
/** Networks that are kept ready to be asked: one a lane, and a few to go back and forth. */
const READY = 6;

export class WiringCache {
  /** @type {Map<number, { epoch: number, snapshot: Snapshot }[]>} kept, by lane */
  #kept = new Map();
  /** One epoch in so many is kept. */
  #stride = 1;
  #bytes = 0;
  #budget;
  #make;
  #most;
  /** @type {Map<Wiring, ShownNetwork>} the one used last at the end */
  #ready = new Map();

  /**
   * @param {(wiring: Wiring) => ShownNetwork} make
   * @param {number} most connections of a network that is sent with every epoch
   * @param {number} [budget] in bytes
   */
  constructor(make, most, budget = BUDGET) {
    this.#make = make;
    this.#most = most;
    this.#budget = budget;
  }

  /** One epoch in so many has its connections at hand; the latest always has. */
  get stride() {
    return this.#stride;
  }

  /** Starts over with another run. The one before may be gone back to: it keeps its latest connections only. */
  begin() {
    for (const kept of this.#kept.values()) for (const one of kept.slice(0, -1)) this.#drop(one);
    this.#kept.clear();
    this.#stride = 1;
    this.#bytes = 0;
    for (const network of this.#ready.values()) network.free();
    this.#ready.clear();
  }

  /**
   * Keeps what a new epoch brought.
   * @param {number} lane
   * @param {number} epoch
   * @param {Snapshot} snapshot
   */
  keep(lane, epoch, snapshot) {
    if (!snapshot.wiring) return;
    const kept = this.#kept.get(lane) ?? [];
    this.#kept.set(lane, kept);
    // An epoch that is done anew takes the place of what it was.
    while (kept.length > 0 && kept[kept.length - 1].epoch >= epoch) this.#bytes -= size(kept.pop()?.snapshot.wiring);
    const latest = kept.at(-1);
    if (latest && latest.epoch % this.#stride !== 0) this.#drop(kept.pop());
    kept.push({ epoch, snapshot });
    this.#bytes += size(snapshot.wiring);
    while (this.#bytes > this.#budget && this.#thin());
  }

  /**
   * The network of a snapshot, to be asked; null if its connections were not kept. It is not to be
   * held on to.
   * @param {Snapshot | undefined} snapshot
   * @returns {ShownNetwork | null}
   */
  network(snapshot) {
    const wiring = snapshot?.wiring;
    if (!wiring) return null;
    const network = this.#ready.get(wiring) ?? this.#make(wiring);
    this.#ready.delete(wiring);
    this.#ready.set(wiring, network);
    for (const [oldest, unused] of this.#ready) {
      if (this.#ready.size <= READY) break;
      unused.free();
      this.#ready.delete(oldest);
    }
    return network;
  }

  /**
   * Why the connections of a snapshot are not at hand.
   * @param {number} lane
   * @param {{ epoch: number, test_accuracy?: number }} report of the epoch that is shown; without an accuracy where the network is made, and no more
   * @param {Pick<Snapshot, 'degrees'>} snapshot
   */
  absence(lane, { epoch, test_accuracy: measured }, { degrees }) {
    const connections = degrees.reduce((sum, degree) => sum + degree, 0) / 2;
    if (connections > this.#most) {
      return `This network has ${count(connections)} connections: too many to be sent to the page with every epoch, which it does with up to ${count(this.#most)}.`;
    }
    const kept = this.#kept.get(lane) ?? [];
    const [first, last] = [kept[0]?.epoch, kept.at(-1)?.epoch];
    if (measured === undefined) return 'Its connections are not at hand yet: they come once the untrained network has been measured.';
    if (first === undefined || last === undefined) {
      return 'Its connections are not at hand: a run that is opened or gone back to comes without those of its past epochs. They come with the end of the next epoch.';
    }
    if (epoch > last) return 'Its connections are not at hand yet: they come once this epoch has been scored.';
    if (epoch < first) {
      return `Its connections are not at hand: a run that is opened or gone back to comes without those of its past epochs. The page has them from epoch ${count(first)} on.`;
    }
    return this.#stride > 1
      ? `The connections of this epoch were not kept: memory has those of every ${ordinal(this.#stride)} epoch and of the latest.`
      : 'The connections of this epoch were not kept.';
  }

  /** Drops every other epoch; false if only the latest ones are left. */
  #thin() {
    const old = [...this.#kept.values()].some((kept) => kept.length > 1);
    if (!old) return false;
    this.#stride *= 2;
    for (const [lane, kept] of this.#kept) {
      const stays = kept.filter((one, i) => {
        const wanted = i === kept.length - 1 || one.epoch % this.#stride === 0;
        if (!wanted) this.#drop(one);
        return wanted;
      });
      this.#kept.set(lane, stays);
    }
    return true;
  }

  /** @param {{ snapshot: Snapshot } | undefined} one */
  #drop(one) {
    const wiring = one?.snapshot.wiring;
    if (!one || !wiring) return;
    this.#bytes -= size(wiring);
    delete one.snapshot.wiring;
    this.#ready.get(wiring)?.free();
    this.#ready.delete(wiring);
  }
}

/** @param {Wiring | undefined} wiring */
function size(wiring) {
  let bytes = 0;
  for (const part of Object.values(wiring ?? {})) if (ArrayBuffer.isView(part)) bytes += part.byteLength;
  return bytes;
}

/**
 * "2nd", "4th", "32nd".
 * @param {number} n a power of two
 */
const ordinal = (n) => `${count(n)}${n % 10 === 2 && n % 100 !== 12 ? 'nd' : 'th'}`;
