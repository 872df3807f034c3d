/** The tab "Knock out": what networks lose without neurons and connections, and whether centrality says so. */

import { byId, make, renew, say } from '../base/dom.js';
import { csv } from '../base/csv.js';
import { csvFile } from '../base/hand-out.js';
import { count, number, plain } from '../base/format.js';
import { Signal } from '../base/signal.js';
import { ChartReader } from '../figures/chart-reader.js';
import { takeAway } from '../figures/take-away.js';
import { LOADING } from '../platform/later.js';
import { nameOf } from '../run/neuron-names.js';
import './knock-out-twin.js';
import { AttackChart } from './knock-out-attack.js';
import { CENTRALITIES, dotsOf, groupsOf, lostWithout, newest } from './knock-out-results.js';
import { Job, measure } from './measuring.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../lanes/looked-at.js').LookedAt} LookedAt
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('../run/lane-worker-client.js').LaneClient} LaneClient
 * @typedef {import('../run/wiring-cache.js').WiringCache} WiringCache
 * @typedef {import('./neuron.js').Shown} Shown
 * @typedef {import('./knock-out-results.js').Result} Result
 * @typedef {import('./measuring.js').Wanted} Wanted
 * @typedef {import('../platform/later.js').Later} Later
 *
 * @typedef {object} Place where the tab gets what it shows
 * @property {() => boolean} open whether it is seen
 * @property {(lane: number) => Shown | null} shown what the figures of a lane show
 * @property {(lane: number) => LaneClient | null} client
 * @property {WiringCache} wirings
 * @property {() => void} look opens the tab of the neuron that is selected
 * @property {string} [prefix] of the ids of its parts
 */

export class KnockOutTab {
  #lane;
  #group;
  #lost;
  #centrality;
  #absence;
  #neuron;
  #look;
  #rho;
  #canvas = make('canvas');
  #looked;
  #figures;
  #later;
  /** Draws when what draws is there. */
  #draws = () => this.show();
  #place;
  #job;
  #attack;
  #reader;
  /** @type {LaneInfo[]} */
  #lanes = [];
  /** @type {Result[][]} by lane, the newest last */
  #results = [];
  /** How often something became known. */
  #known = new Signal(0);

  /**
   * @param {LookedAt} looked
   * @param {Figures} figures
   * @param {Later} later
   * @param {Place} place
   */
  constructor(looked, figures, later, place) {
    const { prefix = '' } = place;
    const part = /** @template {Element} T @param {string} name @param {new () => T} type */ (name, type) => byId(`${prefix}knock-out-${name}`, type);
    this.#lane = part('lane', HTMLSelectElement);
    this.#group = part('group', HTMLSelectElement);
    this.#lost = part('lost', HTMLSelectElement);
    this.#centrality = part('centrality', HTMLSelectElement);
    this.#absence = part('absence', HTMLElement);
    this.#neuron = part('neuron', HTMLElement);
    this.#look = part('look', HTMLButtonElement);
    this.#rho = part('rho', HTMLElement);
    this.#looked = looked;
    this.#figures = figures;
    this.#later = later;
    this.#place = place;
    this.#centrality.append(...CENTRALITIES.map(({ title }, i) => make('option', { value: String(i) }, title)));
    this.#lane.addEventListener('change', () => looked.go({ lane: Number(this.#lane.value) }));
    for (const choice of [this.#group, this.#lost, this.#centrality]) choice.addEventListener('change', () => this.show());
    for (const seen of [looked.lane, looked.neuron]) seen.subscribe(() => this.show());
    this.#look.addEventListener('click', () => place.look());
    this.#job = new Job(`${prefix}knock-out`, (wanted) => this.#knockOut(wanted));
    const figure = make('figure', {}, this.#canvas,
      make('figcaption', {}, 'A dot a neuron: small an input pixel, filled a neuron of the first hidden layer, hollow of the second, and so in turn. Press one to select it.'));
    part('chart', HTMLElement).append(figure);
    takeAway(figure, 'Knock out', 'knockout', [
      csvFile('knockout', () => this.#csv()),
      { ...csvFile('spearman', () => this.#rhoCsv()), label: 'Spearman’s ρ' },
    ]);
    figures.add(this.#canvas, (canvas, theme) => {
      const said = later.there?.draw_knock_out(canvas, this.#dots().drawn, theme) ?? LOADING;
      this.#reader.drawn();
      return said;
    });
    /** @type {Int32Array} x and y of the dots */
    let places = new Int32Array();
    this.#reader = new ChartReader(this.#canvas, {
      name: 'Knock out: neurons by their centrality',
      places: () => {
        places = later.there?.knock_out_places(this.#canvas, this.#dots().drawn, figures.theme) ?? new Int32Array();
        return [...places].filter((_, i) => i % 2 === 0);
      },
      near(x, y) {
        let [best, least] = [0, Infinity];
        for (let i = 0; 2 * i < places.length; i += 1) {
          const far = Math.hypot(places[2 * i] - x, places[2 * i + 1] - y);
          if (far < least) [best, least] = [i, far];
        }
        return best;
      },
      read: (at) => {
        const { result, neurons } = this.#dots();
        return result ? this.#of(result, neurons[at]).map((text) => ({ text })) : [];
      },
      choose: (at) => {
        const neuron = this.#dots().neurons[at];
        if (neuron !== undefined) looked.go({ lane: this.#chosen, neuron: { neuron, pinned: true, over: null } });
      },
    });
    this.#attack = new AttackChart(figures, later, place, () => this.#tell());
  }

  /** Told whenever something more is known. */
  get known() {
    return this.#known;
  }

  /**
   * What a lane loses without each neuron, in points of accuracy, with its Laplacian centrality and their ρ over the hidden
   * neurons; null before that is known.
   * @param {number} lane
   */
  result(lane) {
    const result = this.#resultOf(lane);
    if (!result) return null;
    const groups = groupsOf(result.layout.layers);
    const rho = this.#rhos(result, 0, false)[groups.findIndex(({ id }) => id === 'hidden')];
    return { layout: result.layout, lost: lostWithout(result.values, false), lc: result.centralities[0], rho };
  }

  /** The attack on the neurons of a lane; null before that is known. @param {number} lane */
  attack(lane) {
    return this.#attack.curve('neurons', lane);
  }

  /** The lane whose neurons are shown. */
  get #chosen() {
    return this.#looked.lane.value ?? 0;
  }

  get #result() {
    return this.#resultOf(this.#chosen);
  }

  /** What is known of a lane, of the epoch shown if that is. @param {number} lane */
  #resultOf(lane) {
    return newest(this.#results[lane], this.#place.shown(lane)?.snapshot.wiring?.epoch);
  }

  /**
   * Starts over with another run.
   * @param {LaneInfo[]} lanes
   */
  begin(lanes) {
    this.#lanes = lanes;
    this.#results = lanes.map(() => []);
    this.#lane.replaceChildren(...lanes.map(({ label }, i) => make('option', { value: String(i) }, label)));
    this.#group.replaceChildren();
    this.#job.end('');
    this.#attack.begin(lanes);
    this.show();
  }

  /** Brings the tab up to date, while it is seen. */
  show() {
    if (!this.#place.open()) return;
    this.#later.draws(this.#draws);
    const lane = this.#chosen;
    this.#lane.value = String(lane);
    const shown = this.#place.shown(lane);
    const ready = shown?.snapshot.wiring !== undefined;
    this.#job.possible = ready && this.#place.client(lane) !== null;
    say(this.#absence, shown && !ready ? this.#place.wirings.absence(lane, shown.report, shown.snapshot) : '');
    const result = this.#result;
    const groups = shown ? groupsOf(shown.snapshot.layout.layers) : [];
    if (groups.length !== this.#group.options.length) {
      this.#group.replaceChildren(...groups.map(({ name }, i) => make('option', { value: String(i) }, name)));
      this.#group.value = String(groups.findIndex(({ id }) => id === 'hidden'));
    }
    this.#figures.redraw(this.#canvas);
    this.#showRho(result);
    const { neuron } = this.#looked.neuron.value;
    const known = result !== null && neuron !== null && 2 * neuron + 2 < result.values.length;
    say(this.#neuron, known ? `Selected: ${this.#of(result, neuron).join('; ')}.` : '');
    this.#look.hidden = !known;
    this.#attack.show();
  }

  /** @param {Wanted} wanted */
  async #knockOut({ goOn, tell }) {
    await this.#later.load();
    const lane = this.#chosen;
    const [client, shown] = [this.#place.client(lane), this.#place.shown(lane)];
    const wiring = shown?.snapshot.wiring;
    const network = this.#place.wirings.network(shown?.snapshot);
    if (!client || !wiring || !network) return '';
    const { label } = this.#lanes[lane];
    const results = this.#results[lane];
    const centralities = network.quick_centralities();
    tell(`Knocking out the neurons of ${label} …`);
    const measured = await measure(client, ['begin_knock_out', wiring], goOn);
    if (!measured) return '';
    /** @type {Result} */
    const result = { epoch: wiring.epoch, layout: shown.snapshot.layout, values: measured.values, centralities };
    results.push(result);
    this.#tell();
    tell(`Knocked out. Now the betweenness of ${label} …`);
    const betweenness = await measure(client, ['begin_measure', wiring, 'betweenness'], goOn);
    if (betweenness) centralities.push(betweenness.values);
    this.#tell();
    return `${label}${this.#when(lane, result)}: ${count((result.values.length - 2) / 2)} neurons knocked out, one at a time.`;
  }

  /** Of which epoch a result is, behind the name of its lane; a network that came in has none. @param {number} lane @param {Result} result */
  #when(lane, { epoch }) {
    return this.#lanes[lane].came === undefined ? `, epoch ${count(epoch)}` : '';
  }

  #tell() {
    this.show();
    this.#known.value += 1;
  }

  /** What is drawn: the dots of the group that is chosen, from left to right. */
  #dots() {
    const result = this.#result;
    const [lane, at, loss] = [this.#chosen, Number(this.#centrality.value), this.#lost.value === 'loss'];
    const groups = result ? groupsOf(result.layout.layers) : [];
    const group = groups[Number(this.#group.value)];
    const { neurons, ...dots } = dotsOf(result, group, at, loss);
    const selected = neurons.indexOf(this.#looked.neuron.value.neuron ?? -1);
    const rho = result?.centralities[at] ? this.#rhos(result, at, loss)[groups.indexOf(group)] : NaN;
    const { title } = CENTRALITIES[at];
    return {
      result, neurons,
      drawn: { ...dots, lane: this.#lanes[lane]?.label ?? '', tone: this.#lanes[lane]?.tone ?? 'further', epoch: result?.epoch ?? 0, centrality: title, loss, selected: selected < 0 ? undefined : selected, rho: Number.isNaN(rho) ? undefined : rho },
    };
  }

  /**
   * Spearman's ρ of a centrality with what is lost, by group.
   * @param {Result} result @param {number} at which centrality @param {boolean} loss
   */
  #rhos({ layout: { layers }, values, centralities }, at, loss) {
    const later = this.#later.there;
    const lost = lostWithout(values, loss);
    if (!later) throw new Error('nothing is knocked out before the module is there');
    return later.rank_correlations(layers, centralities[at].subarray(0, lost.length), lost);
  }

  /** @param {Result | null} result */
  #showRho(result) {
    if (!result) return renew(this.#rho);
    const loss = this.#lost.value === 'loss';
    const all = CENTRALITIES.map((_, at) => (result.centralities[at] ? this.#rhos(result, at, loss) : null));
    const rows = groupsOf(result.layout.layers).map(({ name, from, to }, i) => make('tr', {}, make('th', { scope: 'row' }, name),
      ...[count(to - from), ...all.map((rho) => (rho === null ? '…' : Number.isNaN(rho[i]) ? '–' : number(rho[i], 3)))].map((text) => make('td', { class: 'value' }, text))));
    renew(this.#rho,
      make('caption', {}, `Spearman’s ρ of ${loss ? 'the loss that rises' : 'the accuracy lost'} without a neuron with its centrality${this.#when(this.#chosen, result)}. A ρ of 1: the more central, the more is lost; around 0: centrality does not say.`),
      make('thead', {}, make('tr', {}, ...['Neurons', 'How many', ...CENTRALITIES.map(({ title }) => title)].map((text) => make('th', { scope: 'col' }, text)))),
      make('tbody', {}, ...rows));
  }

  /**
   * What is known of a neuron.
   * @param {Result} result @param {number} neuron
   */
  #of({ layout, values, centralities }, neuron) {
    const [accuracy, loss] = [values[0] - values[2 * neuron + 2], values[2 * neuron + 3] - values[1]];
    return [nameOf(layout, neuron),
      `without it accuracy ${plain(values[2 * neuron + 2], 2)} %, ${plain(Math.abs(accuracy), 2)} points ${accuracy < 0 ? 'more' : 'less'}`,
      `loss ${number(values[2 * neuron + 3])}, ${number(Math.abs(loss), 2)} ${loss < 0 ? 'less' : 'more'}`,
      centralities.map((of, i) => `${CENTRALITIES[i].short} ${number(of[neuron])}`).join(', ')];
  }

  /** The columns of the command's knockout.csv. */
  #csv() {
    const result = this.#result;
    const header = ['lane', 'epoch', 'layer', 'neuron', 'accuracy', 'loss', ...CENTRALITIES.map(({ id }) => id)];
    if (!result) return csv(header, []);
    const { epoch, values, centralities, layout: { layers } } = result;
    const { name } = this.#lanes[this.#chosen];
    const own = CENTRALITIES.map((_, i) => centralities[i]);
    return csv(header, [[name, epoch, '', '', values[0], values[1], ...own.map(() => '')],
      ...groupsOf(layers).slice(0, layers.length - 1).flatMap(({ id, from, to }) => Array.from({ length: to - from }, (_, i) => {
        const neuron = from + i;
        return [name, epoch, id, i, values[2 * neuron + 2], values[2 * neuron + 3], ...own.map((of) => of?.[neuron])];
      }))]);
  }

  /** The columns of the command's spearman.csv. */
  #rhoCsv() {
    const result = this.#result;
    const { name } = this.#lanes[this.#chosen];
    const header = ['lane', 'epoch', 'layer', 'centrality', 'neurons', 'accuracy_rho', 'loss_rho'];
    if (!result) return csv(header, []);
    const both = result.centralities.map((_, at) => [false, true].map((loss) => this.#rhos(result, at, loss)));
    return csv(header, groupsOf(result.layout.layers).flatMap(({ id, from, to }, i) => (
      both.map((rhos, at) => [name, result.epoch, id, CENTRALITIES[at].id, to - from, ...rhos.map((rho) => rho[i])]))));
  }
}
