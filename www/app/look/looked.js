/** Which of the networks that came in, and which neuron of theirs, the visitor looks at: apart from what is looked at in a run. */

import { Signal, together } from '../base/signal.js';
import { NONE } from '../lanes/looked-at.js';

/** @typedef {import('../lanes/looked-at.js').Pointed} Pointed */

/** @implements {LookedAt} @typedef {import('../lanes/looked-at.js').LookedAt} LookedAt */
export class Looked {
  epoch = new Signal(/** @type {number | null} */ (null));
  lane = new Signal(/** @type {number | null} */ (null));
  neuron = new Signal(/** @type {Pointed} */ (NONE));

  /** @param {{ epoch?: number | null, lane?: number | null, neuron?: Pointed }} change */
  go({ epoch, lane, neuron }) {
    together(() => {
      if (epoch !== undefined) this.epoch.value = epoch;
      if (lane !== undefined) this.lane.value = lane;
      if (neuron !== undefined) this.neuron.value = neuron;
    });
  }
}
