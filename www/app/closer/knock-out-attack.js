/** What all networks still know as neurons or connections go, one after the other. */

import { byId, make } from '../base/dom.js';
import { csv } from '../base/csv.js';
import { csvFile } from '../base/hand-out.js';
import { percent } from '../base/format.js';
import { ChartReader } from '../figures/chart-reader.js';
import { takeAway } from '../figures/take-away.js';
import { LOADING } from '../platform/later.js';
import { newest } from './knock-out-results.js';
import { Job, measure } from './measuring.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('./knock-out.js').Place} Place
 * @typedef {import('../platform/later.js').Later} Later
 * @typedef {import('./measuring.js').Wanted} Wanted
 * @typedef {{ epoch: number, removed: number[], orders: number[][] }} Curve how many are gone at each step, and the accuracy
 *   then: the most central first, the least central first, and at random
 */

export class AttackChart {
  #target;
  #canvas = make('canvas');
  #figures;
  #later;
  #place;
  #told;
  #job;
  /** @type {LaneInfo[]} */
  #lanes = [];
  /** @type {Record<string, Curve[][]>} by what goes and lane, the newest last */
  #curves = {};

  /**
   * @param {Figures} figures
   * @param {Later} later
   * @param {Place} place
   * @param {() => void} told called when something more is known
   */
  constructor(figures, later, place, told) {
    const { prefix = '' } = place;
    this.#target = byId(`${prefix}attack-target`, HTMLSelectElement);
    this.#figures = figures;
    this.#later = later;
    this.#place = place;
    this.#told = told;
    this.#job = new Job(`${prefix}attack`, (wanted) => this.#attack(wanted));
    this.#target.addEventListener('change', () => this.show());
    const figure = make('figure', {}, this.#canvas,
      make('figcaption', {}, 'Thick: the most central first. Thin: the least central first. The band: five random orders, from the lowest to the highest.'));
    byId(`${prefix}attack-chart`, HTMLElement).append(figure);
    const file = csvFile('attack', () => this.#csv());
    const fileName = () => (this.#connections ? 'attack-connections.csv' : file.name);
    takeAway(figure, 'Attack', 'attack', [{ ...file, get name() { return fileName(); } }]);
    figures.add(this.#canvas, (canvas, theme) => {
      const said = later.there?.draw_attack(canvas, this.#networks(), this.#connections, theme) ?? LOADING;
      reader.drawn();
      return said;
    });
    const reader = new ChartReader(this.#canvas, {
      name: 'Attack: accuracy by how much is gone',
      places: () => {
        const networks = this.#networks();
        const [left, right] = later.there?.attack_places(this.#canvas, networks, figures.theme) ?? [0, 0];
        return Array.from(networks[0]?.gone ?? [], (gone) => left + (gone / 100) * (right - left));
      },
      read: (at) => {
        const networks = this.#networks();
        return [{ text: `${percent(networks[0].gone[at])} % gone` }, ...networks.map(({ name, tone, orders: [most, least, ...random] }) => {
          const chance = random.map((order) => order[at]);
          return { tone, text: `${name}: most central first ${percent(most[at])} %, least ${percent(least[at])} %, at random ${percent(Math.min(...chance))} to ${percent(Math.max(...chance))} %` };
        })];
      },
    });
  }

  get #connections() {
    return this.#target.value === 'connections';
  }

  /** @param {LaneInfo[]} lanes */
  begin(lanes) {
    this.#lanes = lanes;
    this.#curves = { neurons: lanes.map(() => []), connections: lanes.map(() => []) };
    this.#job.end('');
  }

  show() {
    this.#job.possible = this.#lanes.some((_, lane) => this.#ready(lane) !== null);
    this.#figures.redraw(this.#canvas);
  }

  /** What a lane can be asked about, if it can. @param {number} lane */
  #ready(lane) {
    const [client, wiring] = [this.#place.client(lane), this.#place.shown(lane)?.snapshot.wiring];
    return client && wiring ? { lane, client, wiring } : null;
  }

  /** @param {Wanted} wanted */
  async #attack({ goOn, tell }) {
    await this.#later.load();
    const connections = this.#connections;
    const curves = this.#curves[this.#target.value];
    const ready = this.#lanes.flatMap((_, lane) => this.#ready(lane) ?? []);
    const parts = ready.map(() => 0);
    const names = ready.map(({ lane }) => this.#lanes[lane].label).join(', ');
    const what = connections ? 'connections' : 'hidden neurons';
    tell(`Attacking the ${what} of ${names} …`);
    await Promise.all(ready.map(async ({ lane, client, wiring }, i) => {
      const measured = await measure(client, ['begin_attack', wiring, connections], (part) => {
        parts[i] = part;
        return goOn(parts.reduce((sum, one) => sum + one, 0) / parts.length);
      });
      if (!measured) return;
      curves[lane].push(curveOf(wiring.epoch, [...measured.values]));
      this.#told();
    }));
    return `The ${what} of ${names} were attacked.`;
  }

  /** What is drawn: of each lane the curve of the epoch shown, or else the newest. */
  #networks() {
    return this.#lanes.flatMap(({ label, tone }, lane) => {
      const curve = this.curve(this.#target.value, lane);
      const all = curve?.removed.at(-1) || 1;
      return curve ? [{ name: label, tone, epoch: curve.epoch, gone: Float64Array.from(curve.removed, (n) => (100 * n) / all), orders: curve.orders, accuracies: Float64Array.from(curve.orders.flat()) }] : [];
    });
  }

  /**
   * What is known of a lane, of the epoch shown if that is.
   * @param {string} target what goes
   * @param {number} lane
   */
  curve(target, lane) {
    return newest(this.#curves[target]?.[lane], this.#place.shown(lane)?.snapshot.wiring?.epoch);
  }

  /** The columns of the command's attack.csv. */
  #csv() {
    return csv(['lane', 'epoch', 'order', 'draw', 'removed', 'accuracy'], this.#lanes.flatMap(({ name }, lane) => {
      const { epoch = 0, removed = [], orders = [] } = this.curve(this.#target.value, lane) ?? {};
      return orders.flatMap((order, i) => {
        const called = i > 1 ? ['random', i - 1] : [['most', 'least'][i], 1];
        return order.map((accuracy, step) => [name, epoch, ...called, removed[step], accuracy]);
      });
    }));
  }
}

/**
 * What a worker sends of an attack: how many are gone at each step, then the accuracies of each order.
 * @param {number} epoch
 * @param {number[]} values
 * @returns {Curve}
 */
export function curveOf(epoch, values) {
  const steps = values.length / (1 + ORDERS);
  const row = (/** @type {number} */ i) => values.slice(i * steps, (i + 1) * steps);
  return { epoch, removed: row(0), orders: Array.from({ length: ORDERS }, (_, i) => row(i + 1)) };
}

/** The most central first, the least central first, and five random orders. */
const ORDERS = 7;
