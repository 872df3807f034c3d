/**
 * The lanes side by side and everything below them that shows what they did: networks, charts, differences, and the
 * tabs to look closer. All of it shows one epoch: the latest, or the one that the slider chose.
 */

import { escapes } from '../shared/errors.js';
import { byId, say } from '../base/dom.js';
import { fileName, networkFiles, neuronsCsv } from '../run/result-files.js';
import { WiringCache } from '../run/wiring-cache.js';
import { takeAway } from '../figures/take-away.js';
import { GraphControls } from '../lanes/graph-controls.js';
import { LaneTabs } from '../lanes/lane-tabs.js';
import { LaneView } from '../lanes/lane-view.js';
import { Selection } from '../lanes/selection.js';
import { Differences } from '../charts/differences.js';
import { EpochCharts } from '../charts/epoch-charts.js';
import { EpochSlider } from '../charts/epoch-slider.js';
import { ending, story } from '../charts/story.js';
import { Clothes } from '../closer/clothes.js';
import { Drawing } from '../closer/drawing.js';
import { KnockOutTab } from '../closer/knock-out.js';
import { NeuronTab } from '../closer/neuron.js';
import { OverTime } from '../closer/over-time.js';
import { Predictions } from '../closer/predictions.js';

/** @typedef {import('../figures/figures.js').Figures} Figures */
/** @typedef {import('../run/run.js').Run} Run */
/** @typedef {import('../base/tabs.js').Tabs} Tabs */
/** @typedef {import('./page-state.js').PageState} PageState */
/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */
/** @typedef {import('../shared/types.js').LabError} LabError */
/** @typedef {import('../shared/types.js').Report} Report */
/** @typedef {import('../shared/types.js').Snapshot} Snapshot */
/** @typedef {import('../shared/types.js').SoFar} SoFar */
/** @typedef {typeof import('../../pkg/censet_page.js')} Wasm */

/**
 * @typedef {object} Settings what is asked about a lane's own settings, and of its network
 * @property {(lane: number, key: string, value: number) => string | null} problem why a setting cannot be used
 * @property {(lane: number, key: string, value: number) => Promise<void>} commit starts a run with it, unless the visitor keeps the run at hand
 * @property {import('../run/result-files.js').Written} written its network as a file
 */

export class LabView {
  #place = byId('lanes', HTMLElement);
  #lenses = byId('lenses', HTMLElement);
  #story = byId('story-text', HTMLElement);
  #wasm;
  #figures;
  #closer;
  #settings;
  /** @type {Run | null} */
  #run = null;
  /** @type {LaneInfo[]} */
  #lanes = [];
  /** @type {LaneView[]} */
  #views = [];
  #page;
  #tabs;
  #graph;
  #wirings;
  #charts;
  #neuron;
  #knockOut;
  #drawing = new Drawing();
  #clothes;
  #predictions;
  #overTime;
  #differences;
  #slider;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {import('../platform/later.js').Later} later
   * @param {Tabs} closer the tabs to look closer
   * @param {Settings} settings
   * @param {PageState} page
   */
  constructor(figures, wasm, later, closer, settings, page) {
    this.#page = page;
    this.#figures = figures;
    this.#wasm = wasm;
    this.#closer = closer;
    this.#settings = settings;
    this.#wirings = new WiringCache((wiring) => new wasm.ShownNetwork(wiring), wasm.most_connections_sent());
    // The lanes come first: what else shows a chosen epoch may ask them what they show.
    page.epoch.subscribe(() => this.#showChosen());
    this.#tabs = new LaneTabs(page);
    this.#slider = new EpochSlider(page);
    this.#graph = new GraphControls(new Selection(page), this.#wirings);
    byId('graph-controls', HTMLElement).replaceWith(this.#graph.element);
    this.#graph.onChange(() => this.#views.forEach((view) => view.redrawNetwork()));
    this.#graph.selection.onChange(() => this.#views.forEach((view) => view.mark()));
    const lookBack = (/** @type {number} */ epoch) => this.#slider.choose(epoch);
    this.#charts = new EpochCharts(figures, wasm, page.epoch, lookBack);
    this.#differences = new Differences(figures, wasm, page, lookBack);
    this.#neuron = new NeuronTab(this.#graph, figures, wasm, {
      open: () => closer.current === 'neuron',
      shown: (lane) => this.shown(lane),
      client: (lane) => this.#run?.lanes[lane]?.client ?? null,
    });
    this.#knockOut = new KnockOutTab(page, figures, later, {
      open: () => closer.current === 'knock-out',
      shown: (lane) => this.shown(lane),
      client: (lane) => this.#run?.lanes[lane]?.client ?? null,
      wirings: this.#wirings,
      look: () => closer.choose('neuron'),
    });
    this.#clothes = new Clothes(page, this.#drawing);
    this.#predictions = new Predictions(figures, wasm, page, this.#drawing);
    this.#overTime = new OverTime(figures, wasm, later, page.epoch, lookBack);
    closer.onChoice(() => {
      later.again();
      this.#lookCloser();
    });
  }

  /** The neuron that the visitor looks at. */
  get selection() {
    return this.#graph.selection;
  }

  /** What is known of networks without some of their neurons. */
  get knockOut() {
    return this.#knockOut;
  }

  /** What the visitor has drawn. */
  get drawing() {
    return this.#drawing;
  }

  /**
   * What a lane's pictures show, or null.
   * @param {number} lane
   */
  shown(lane) {
    return this.#views[lane]?.shown ?? null;
  }

  /** Has a picture of the visitor's own classified. @param {File} file */
  classify(file) {
    this.#drawing.take(file);
  }

  /** @param {number} epochs the epoch budget, where the charts end */
  set epochs(epochs) {
    this.#charts.epochs = epochs;
  }

  /**
   * Starts over with another run.
   * @param {Run} run
   * @param {LaneInfo[]} lanes
   */
  begin(run, lanes) {
    for (const view of this.#views) view.remove();
    this.#views = [];
    this.#run = run;
    this.#lanes = lanes;
    this.#page.begin(lanes.length);
    this.#views = lanes.map((lane, i) => this.#view(lane, i, run));
    const elements = this.#views.map(({ element }) => element);
    this.#tabs.begin(lanes, elements);
    for (const place of [byId('stage', HTMLElement), this.#place, this.#lenses]) place.dataset.count = String(lanes.length);
    this.#place.replaceChildren(this.#tabs.element, ...elements);
    this.#lenses.replaceChildren(...this.#views.map(({ why }) => why));
    this.#differences.begin(run, lanes);
    this.#charts.begin(lanes, run.lanes.map(({ reports }) => reports));
    this.#clothes.begin(lanes, run);
    this.#drawing.begin(lanes, run);
    this.#predictions.begin(lanes, run);
    this.#wirings.begin();
    this.#neuron.begin(lanes);
    this.#knockOut.begin(lanes);
    this.#overTime.begin(lanes, run);
    this.#slider.begin(run);
    this.tell();
  }

  /**
   * A lane's network is made, and waits for its images.
   * @param {number} lane
   * @param {Snapshot} snapshot
   */
  untrained(lane, snapshot) {
    this.#views[lane].showUntrained(snapshot);
    // The figures' scales are those of all lanes together.
    if (this.#views.every(({ shown }) => shown)) for (const view of this.#views) view.redrawNetwork();
  }

  /**
   * A lane has completed an epoch.
   * @param {number} lane
   * @param {Report} report
   * @param {Snapshot} snapshot
   */
  epoch(lane, report, snapshot) {
    const { completed = 0, epochs = 0, byPhase = false } = this.#run ?? {};
    this.#wirings.keep(lane, report.epoch, snapshot);
    this.#views[lane].recover();
    if (this.#page.epoch.value === null) {
      this.#show(lane, report, snapshot, epochs, byPhase);
      // The figures' scales are those of all lanes together.
      if (completed === report.epoch) for (const view of this.#views) view.redraw(byPhase);
    }
    this.#follow();
  }

  /**
   * A lane goes on from a save.
   * @param {number} lane
   */
  resumed(lane) {
    const { reports = [], snapshots = [] } = this.#run?.lanes[lane] ?? {};
    this.#views[lane].recover();
    const last = reports.at(-1);
    if (!last) return;
    snapshots.forEach((snapshot, epoch) => this.#wirings.keep(lane, epoch, snapshot));
    this.#show(lane, last, snapshots[last.epoch], this.#run?.epochs ?? 0);
    for (const view of this.#views) view.redraw();
    this.#follow();
  }

  /**
   * A lane rests between two phases of an epoch.
   * @param {number} lane
   * @param {SoFar} soFar
   * @param {Snapshot} snapshot
   */
  phase(lane, soFar, snapshot) {
    if (this.#page.epoch.value !== null) return;
    this.#views[lane].showPhase(soFar, snapshot);
    this.#tabs.tell(lane, soFar.test_accuracy);
    this.tell();
    this.#neuron.show();
    this.#differences.show().catch(escapes);
  }

  /**
   * @param {number} lane
   * @param {LabError} error
   * @param {() => void} rebuild
   */
  failed(lane, error, rebuild) {
    this.#views[lane].fail(error, rebuild);
  }

  /**
   * @param {number} lane
   * @param {Report} report
   * @param {Snapshot | undefined} snapshot
   * @param {number} epochs
   * @param {boolean} [byPhase]
   */
  #show(lane, report, snapshot, epochs, byPhase = false) {
    this.#views[lane].show(report, snapshot, epochs, byPhase);
    this.#tabs.tell(lane, report.test_accuracy);
  }

  /** Says what all networks did last or in the epoch that was chosen, and at the end what was seen. */
  tell() {
    if (!this.#run) return;
    const { value } = this.#page.epoch;
    // Between two phases one network is ahead for a moment: what all have done then is told already.
    const { byPhase, lanes, phases } = this.#run;
    if (value === null && byPhase && lanes.some((lane) => !lane.error && lane.phases !== phases)) return;
    say(this.#story, this.#run.state === 'finished' && value === null ? ending(this.#lanes, this.#run.lanes) : story(this.#lanes, this.#run, value));
  }

  /** Brings up to date what shows all epochs so far. */
  #follow() {
    this.tell();
    this.#clothes.update();
    this.#drawing.update();
    this.#slider.update();
    this.#charts.redraw();
    this.#differences.show().catch(escapes);
    this.#lookCloser();
  }

  /** Shows the epoch that was chosen, in every lane. */
  #showChosen() {
    const chosen = this.#page.epoch.value;
    this.#run?.lanes.forEach(({ reports, snapshots }, i) => {
      const report = reports[chosen ?? reports.length - 1];
      if (report && this.#views[i]) this.#show(i, report, snapshots[report.epoch], this.#run?.epochs ?? 0);
    });
    for (const view of this.#views) view.redraw();
    this.tell();
    this.#clothes.update();
    this.#lookCloser();
  }

  /** A tab works only while it is seen. */
  #lookCloser() {
    this.#neuron.show();
    this.#knockOut.show();
    this.#predictions.update();
    this.#overTime.redraw();
  }

  /**
   * @param {LaneInfo} info
   * @param {number} lane
   * @param {Run} run
   */
  #view(info, lane, run) {
    const view = new LaneView(info, this.#figures, this.#wasm, () => this.#views, this.#graph, (go) => {
      this.#closer.choose('neuron');
      if (go) byId('closer', HTMLElement).scrollIntoView();
    }, {
      ask: (method, ...args) => run.lanes[lane].client?.ask(method, ...args) ?? Promise.reject({ code: 'closed', field: null, text: 'The lane has ended.' }),
      problem: (key, value) => this.#settings.problem(lane, key, value),
      looksBack: () => this.#page.epoch.value !== null,
      commit: async (key, value) => {
        const { top } = view;
        await this.#settings.commit(lane, key, value);
        if (this.#views[lane] !== view) this.#views[lane]?.takeOver(top);
      },
    });
    const network = /** @type {HTMLElement} */ (view.element.querySelector('figure'));
    const centrality = /** @type {HTMLElement} */ (view.why.querySelector('figure'));
    const name = fileName(info.name);
    takeAway(network, `Network of ${info.label}`, `network-${name}`, networkFiles(() => this.#run, lane, info, this.#settings.written), () => neuronsCsv(view.shown));
    takeAway(centrality, `Distribution in ${info.label}`, `distribution-${name}`, [view.distributionFile]);
    return view;
  }
}
