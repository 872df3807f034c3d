/**
 * The view of networks that came in: one or two beside each other, as the lanes of a run are shown, but measured once and
 * never trained. The run in the Lab stays as it is.
 */

import { byId, make, onFiles, renew, say } from '../base/dom.js';
import { count, counted } from '../base/format.js';
import { asLabError, escapes, stopped } from '../shared/errors.js';
import { WiringCache } from '../run/wiring-cache.js';
import { fileName, neuronsCsv } from '../run/result-files.js';
import { nameOf } from '../run/neuron-names.js';
import { takeAway } from '../figures/take-away.js';
import { GraphControls } from '../lanes/graph-controls.js';
import { LaneView } from '../lanes/lane-view.js';
import { Selection } from '../lanes/selection.js';
import { KnockOutTab } from '../closer/knock-out.js';
import { TWIN } from '../closer/knock-out-twin.js';
import { Measures } from '../closer/neuron-measures.js';
import { connectionsTable, factsOf, makeUpTable } from '../closer/neuron-parts.js';
import { ReceptiveField } from '../closer/receptive-field.js';
import { COMMIT } from '../shared/build.js';
import { KeptNetworks } from './kept-networks.js';
import { Looked } from './looked.js';
import { MOST, Networks } from './networks.js';
import { Parts, centralityOf } from './parts.js';

/**
 * @typedef {import('./networks.js').CameIn} CameIn
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 *
 * @typedef {import('./networks.js').Means & { imagesOf: (text: string) => { title: string, note: string } }} Means what the view needs
 *   of the page; `imagesOf` says what the images of an experiment are, and what must be said of them
 */

/** The colours and line styles of two networks. */
const TONES = ['static', 'further'];

export class LookView {
  #figures;
  #wasm;
  #means;
  #networks;
  #kept = new KeptNetworks();
  /** Brings back what was kept. @type {Promise<void> | null} */
  #before = null;
  #wirings;
  #graph;
  #measures;
  #field;
  #knockOut;
  #place = byId('look-lanes', HTMLElement);
  #lenses = byId('look-lenses', HTMLElement);
  #parts = byId('look-parts', HTMLElement);
  #detail = byId('look-neuron', HTMLElement);
  #closer = byId('look-closer', HTMLElement);
  #says = byId('look-says', HTMLElement);
  #error = byId('look-error', HTMLElement);
  #keptSays = byId('look-kept', HTMLElement);
  #pixels = byId('look-pixels', HTMLSelectElement);
  #normalised = byId('look-normalised', HTMLInputElement);
  /** @type {{ network: CameIn, info: LaneInfo, view: LaneView, parts: Parts }[]} */
  #shown = [];
  /** What is done one after the other. */
  #turn = Promise.resolve();

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {import('../platform/later.js').Later} later
   * @param {Means} means
   */
  constructor(figures, wasm, later, means) {
    this.#figures = figures;
    this.#wasm = wasm;
    this.#means = means;
    this.#networks = new Networks(means, (network, error) => this.#refuse(`${network.name} stopped: ${stopped(error.text)} Choose its file again.`));
    this.#wirings = new WiringCache((wiring) => new wasm.ShownNetwork(wiring), wasm.most_connections_sent());
    const looked = new Looked();
    this.#graph = new GraphControls(new Selection(looked), this.#wirings, {
      rewired: false,
      alike: ({ layout: { layers } }) => String(layers) === String(this.#at?.network.snapshot.layout.layers),
    });
    byId('look-controls', HTMLElement).append(this.#graph.element);
    const { selection } = this.#graph;
    this.#graph.onChange(() => this.#shown.forEach(({ view }) => view.redrawNetwork()));
    selection.onChange(() => this.#mark());
    this.#measures = new Measures(wasm, {
      lane: () => selection.lane,
      shown: () => this.#at?.view.shown ?? null,
      client: () => this.#at?.network.client ?? null,
      selected: () => selection.neuron,
      select: (neuron) => selection.pin(selection.lane, neuron),
    }, { id: 'look-measure', rewired: false });
    this.#field = new ReceptiveField(figures, wasm, () => {
      const { neuron } = selection;
      const at = this.#at;
      const network = at && this.#wirings.network(at.network.snapshot);
      return network && neuron !== null ? { snapshot: at.network.snapshot, network, neuron, name: at.network.name, label: at.network.name } : null;
    }, 'look-neuron-field');
    this.#detail.parentElement?.after(this.#field.element);
    byId('look-knock-out-place', HTMLElement).append(...TWIN.querySelectorAll(':scope > section'));
    this.#knockOut = new KnockOutTab(looked, figures, later, {
      prefix: 'look-',
      open: () => this.#tested,
      shown: (lane) => this.#shown[lane]?.view.shown ?? null,
      client: (lane) => (this.#shown[lane]?.network.labels ? this.#shown[lane].network.client : null),
      wirings: this.#wirings,
      look: () => byId('look-neuron', HTMLElement).scrollIntoView({ block: 'center' }),
    });
    onFiles(byId('look-files', HTMLInputElement), (files) => this.take(files).catch(escapes));
    for (const input of [this.#pixels, this.#normalised]) input.addEventListener('change', () => this.#again().catch(escapes));
    this.#show();
    // Those of a former visit come back when the view is looked at first: what reads them is large.
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      this.#restore().catch(escapes);
    });
    seen.observe(byId('look', HTMLElement));
  }

  /** Whether any is tested on images. */
  get #tested() {
    return this.#shown.some(({ network }) => network.labels !== null);
  }

  /** The network whose neuron is looked at. */
  get #at() {
    return this.#shown[this.#graph.selection.lane];
  }

  /**
   * Takes in networks; what is none is refused with a sentence, and what is there stays.
   * @param {File[]} files
   */
  async take(files) {
    if (files.length > MOST) return this.#refuse(`${files.length} files: at most ${MOST} networks are looked at side by side.`);
    await this.#restore();
    return this.#work(`Reading ${files.map(({ name }) => name).join(' and ')} …`, async () => {
      for (const file of files) await this.#networks.add(file);
    });
  }

  /** Brings back what this browser kept, once. */
  #restore() {
    return this.#before ??= this.#kept.all().then(({ files, pixels }) => (files.length === 0 ? undefined
      : this.#work(`Reading ${files.map(({ name }) => name).join(' and ')} as kept in this browser …`, async () => {
        this.#networks.pixels = pixels;
        /** @type {unknown[]} */
        const wrong = [];
        for (const file of files) {
          await this.#networks.add(file).catch(() => {
            // The images that the pixels went by are not here perhaps.
            this.#networks.pixels = null;
            return this.#networks.add(file);
          }).catch((error) => wrong.push(error));
        }
        this.#showPixels();
        // What reads them cannot be had perhaps: then they are asked for once more.
        if (this.#networks.all.length === 0) this.#before = null;
        if (wrong.length > 0) throw wrong[0];
      })));
  }

  /** Keeps the networks there are, and says so. */
  #keep() {
    const { all, pixels } = this.#networks;
    this.#kept.keep(all.map(({ file }) => file), pixels).then((said) => {
      if (all === this.#networks.all) say(this.#keptSays, said);
    }).catch(escapes);
  }

  /** Measures them anew with what was chosen for the pixels. */
  async #again() {
    const own = this.#pixels.value === 'normalised';
    byId('look-normalised-label', HTMLElement).hidden = !own;
    const pixels = own ? this.#normalised.value.replaceAll(' ', '') : this.#pixels.value;
    if (own && pixels === '') return undefined;
    await this.#restore();
    return this.#work('Measuring again …', async () => {
      try {
        await this.#networks.again(pixels || null);
      } catch (thrown) {
        // They are as they were.
        this.#showPixels();
        throw thrown;
      }
    });
  }

  /** Shows how pixels become inputs. */
  #showPixels() {
    const pixels = this.#networks.pixels ?? '';
    const own = pixels.includes(',');
    this.#pixels.value = own ? 'normalised' : pixels;
    if (own) this.#normalised.value = pixels;
    byId('look-normalised-label', HTMLElement).hidden = !own;
  }

  /**
   * @param {string} sentence said meanwhile
   * @param {() => Promise<void>} work
   */
  #work(sentence, work) {
    this.#turn = this.#turn.then(async () => {
      say(this.#error, '');
      say(this.#says, sentence);
      const { all } = this.#networks;
      try {
        await work();
      } catch (thrown) {
        // A clause that ends in a command is left as it is.
        this.#refuse(asLabError(thrown).text);
      }
      if (all !== this.#networks.all) this.#keep();
      this.#show();
    });
    return this.#turn;
  }

  /** @param {string} sentence */
  #refuse(sentence) {
    say(this.#error, sentence);
  }

  /** Shows the networks there are. */
  #show() {
    const { all } = this.#networks;
    say(this.#says, all.length === 0 ? 'No network is here yet.' : `${all.map(({ name }) => name).join(' beside ')}: measured.`);
    this.#closer.hidden = all.length === 0;
    if (all.length === this.#shown.length && all.every((network, i) => network === this.#shown[i].network)) return;
    for (const { view, parts } of this.#shown) {
      view.remove();
      parts.remove();
    }
    this.#graph.selection.clear();
    this.#wirings.begin();
    this.#shown = [];
    all.forEach((network, i) => this.#wirings.keep(i, 0, network.snapshot));
    this.#shown = all.map((network, i) => this.#one(network, i));
    this.#place.dataset.count = this.#lenses.dataset.count = String(all.length);
    this.#place.replaceChildren(...this.#shown.map(({ view }) => view.element));
    this.#lenses.replaceChildren(...this.#shown.map(({ view }) => view.why));
    this.#parts.replaceChildren(...this.#shown.map(({ parts }) => parts.element));
    this.#shown.forEach(({ network: { report, snapshot }, view }) => view.show(report, snapshot, 0, false));
    for (const { view } of this.#shown) view.redraw();
    this.#measures.begin();
    byId('look-knock-out-place', HTMLElement).hidden = !this.#tested;
    this.#knockOut.begin(this.#shown.map(({ info }) => info));
    this.#mark();
  }

  /**
   * @param {CameIn} network
   * @param {number} i
   */
  #one(network, i) {
    const { name, client, snapshot } = network;
    const { selection } = this.#graph;
    const go = (/** @type {boolean} */ far) => {
      if (far) this.#closer.scrollIntoView();
    };
    const info = infoOf(network, TONES[i], this.#told(network));
    const view = new LaneView(info, this.#figures, this.#wasm, () => this.#shown.map((one) => one.view), this.#graph, go, {
      ask: (method, ...args) => client.ask(method, ...args), problem: () => null, looksBack: () => false, commit: () => {},
    });
    const away = make('button', { type: 'button', class: 'quiet' }, 'Put away');
    away.setAttribute('aria-label', `Put away ${name}`);
    away.addEventListener('click', () => {
      this.#networks.remove(network);
      this.#keep();
      this.#show();
      byId('look-files', HTMLElement).focus();
    });
    view.element.querySelector('.rule')?.append(' ', away);
    const file = `network-${fileName(name)}`;
    const asked = (/** @type {string} */ label, /** @type {string} */ ending, /** @type {string} */ type, /** @type {string} */ method, /** @type {unknown[]} */ ...args) => (
      { label, name: `${file}.${ending}`, type, text: () => client.ask(method, ...args) });
    takeAway(/** @type {HTMLElement} */ (view.element.querySelector('figure')), `Network of ${name}`, file, [
      asked('GraphML', 'graphml', 'application/graphml+xml', 'graphml'), asked('Edges', 'csv', 'text/csv', 'edges_csv'),
      asked('safetensors', 'safetensors', 'application/octet-stream', 'safetensors', COMMIT),
      { ...centralityOf(network, this.#wasm.centrality_csv_header()), label: 'centrality.csv' },
    ], () => neuronsCsv(view.shown));
    takeAway(/** @type {HTMLElement} */ (view.why.querySelector('figure')), `Distribution in ${name}`, `distribution-${fileName(name)}`, [view.distributionFile]);
    const parts = new Parts(network, TONES[i], this.#figures, this.#wasm, {
      network: () => this.#wirings.network(snapshot), neuron: () => (selection.lane === i ? selection.neuron : null),
    });
    return { network, info, view, parts };
  }

  /** What is said of a network under its graph. @param {CameIn} network */
  #told({ experiment, wanted, summary, snapshot: { said } }) {
    const connections = counted(summary.connections, 'connection');
    if (experiment !== null) {
      const { title, note } = this.#means.imagesOf(experiment);
      return `${connections} before the output layer. Tested on ${counted(said.length, 'image')} of ${title}. ${note}`.trim();
    }
    return `${connections} before the output layer. ${wanted === null ? 'The images of the experiment in the Lab have another size or other classes, so its accuracy is not known.'
      : `Its accuracy is not known: load the images of ${this.#means.imagesOf(wanted).title} in the Lab, then choose the file again.`}`;
  }

  /** Shows which neuron is selected, and what it is made of. */
  #mark() {
    for (const { view, parts } of this.#shown) {
      view.mark();
      parts.redraw();
    }
    this.#measures.show();
    this.#field.show();
    const { neuron } = this.#graph.selection;
    const at = this.#at;
    if (neuron === null || !at) return renew(this.#detail, make('p', { class: 'note' }, 'No neuron is selected: point at one in a graph and click it, or focus a graph and use the arrow keys.'));
    const { network: { snapshot, name } } = at;
    const network = this.#wirings.network(snapshot);
    const found = network?.neuron(neuron);
    renew(this.#detail, make('p', { class: 'says' }, `${name}, ${nameOf(snapshot.layout, neuron)}${found ? '' : ': its connections are too many to be sent to the page'}.`),
      ...(found ? [makeUpTable(found, snapshot.centrality.filter((lc) => !Number.isNaN(lc)).length), factsOf(found, false), connectionsTable(found, snapshot.layout, false)] : []));
  }
}

/**
 * A network that came in as the page knows its lanes.
 * @param {CameIn} network
 * @param {string} tone
 * @param {string} came
 * @returns {LaneInfo}
 */
const infoOf = ({ name, summary: { layers, activation } }, tone, came) => ({
  name, came, tone, method: 'static', title: name, label: name, rule: `${layers.map(count).join(' – ')}, ${activation}`, dense: false, baseline: false, recorded: null,
  scheduled: false, last_rewiring: 0, judges: 'nothing', tunes: null, words: { decides: '', cut: '', grown: '' }, unless: null, k: 0, zeta: 0,
  sparse_layers: layers.length - 2, setting: null, line: null,
});
