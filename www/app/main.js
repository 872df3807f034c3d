/** Starts the page: loads the wasm module, makes the parts and joins them. */

import { Address, fragment } from './address.js';
import { Charts } from './charts.js';
import { DataPanel } from './data-panel.js';
import { byId, say } from './dom.js';
import { asLabError } from './errors.js';
import { Fashion } from './fashion.js';
import { Figures } from './figures.js';
import { Form } from './form.js';
import { Lab } from './lab.js';
import { LaneTabs } from './lane-tabs.js';
import { LaneView } from './lane-view.js';
import { openLane } from './lane.js';
import { Paper } from './paper.js';
import { Playground } from './playground/view.js';
import { Status } from './status.js';
import { Store } from './store.js';
import { requireWasm } from './support.js';
import { NumbersTable } from './table.js';
import { themeButton } from './theme.js';
import { Tabs } from './tabs.js';
import { Toolbar } from './toolbar.js';
import { FIRST, reveal, Views } from './views.js';
import { load } from './wasm.js';
import { alerts, notes, sentence } from './words.js';

const status = new Status(byId('status', HTMLElement), byId('alert', HTMLElement));
themeButton(byId('theme', HTMLButtonElement), byId('theme-name', HTMLElement));

try {
  requireWasm();
  await begin();
} catch (thrown) {
  const error = asLabError(thrown);
  status.tell('failed', 'This page could not start.');
  status.alert([error.code === 'unsupported' ? error.text : `The page could not start: ${error.text}. Reload it to try again.`]);
}

async function begin() {
  const { module, lab: wasm } = await load();
  const store = new Store(module);
  const remote = document.querySelector('meta[name="dataset-base"]')?.getAttribute('content') ?? '';
  const fashion = new Fashion(store, wasm.fashion_files(), remote, () => show());
  /** Data that must be loaded, by what an experiment calls them. @type {Map<string, Fashion>} */
  const sources = new Map([['fashion', fashion]]);
  const figures = new Figures(wasm.tones(), (error) => {
    drawError ??= error;
    show();
  });
  const tabs = new LaneTabs();
  const views = new Views();
  const closer = new Tabs(byId('closer-tabs', HTMLElement));
  const notice = byId('notice', HTMLElement);
  const charts = new Charts(figures, wasm);
  /** @type {LaneView[]} */
  let laneViews = [];
  /** @type {LabError | null} what went wrong with data, until something goes right */
  let dataError = null;
  /** @type {LabError | null} the first figure that could not be drawn */
  let drawError = null;

  const lab = new Lab({
    check: wasm.check,
    edit: wasm.edit,
    freshSeed: wasm.fresh_seed,
    atHand: (needs) => sources.get(needs)?.loaded ?? true,
    run: {
      openLane: (lane, events) => openLane({ ...lane, module }, events),
      prepare: async (text, ports) => {
        await sources.get(wasm.check(text).needs)?.load();
        await store.prepare(text, ports);
      },
      now: () => performance.now(),
      later: (ms, work) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    },
  }, {
    experiment() {
      form.show(lab.checked);
      views.show(lab.asked('view') ?? FIRST);
      if (lab.text !== null) address.show(lab.text);
      const source = sources.get(lab.checked.needs);
      if (source && !source.loaded) withData(source.local());
      show();
    },
    begin() {
      const { run, checked: { lanes } } = lab;
      if (!run) return;
      dataError = null;
      for (const view of laneViews) view.remove();
      const place = byId('lanes', HTMLElement);
      laneViews = lanes.map((lane) => new LaneView(lane, figures, wasm, () => laneViews));
      place.dataset.count = String(lanes.length);
      const elements = laneViews.map(({ element }) => element);
      tabs.begin(lanes, elements);
      place.replaceChildren(tabs.element, ...elements);
      const reports = run.lanes.map((lane) => lane.reports);
      charts.begin(lanes, reports);
      table.begin(lanes.map(({ name }) => name), reports);
    },
    state: () => show(),
    epoch(lane, report, snapshot) {
      const byPhase = lab.run?.byPhase ?? false;
      laneViews[lane].show(report, snapshot, lab.run?.epochs ?? 0, byPhase);
      tabs.tell(lane, report.test_accuracy);
      // The figures' scales are those of all lanes together.
      if (lab.run?.completed === report.epoch) for (const view of laneViews) view.redraw(byPhase);
      table.add(report);
      charts.redraw();
    },
    resumed(lane) {
      const { run } = lab;
      const { reports = [], snapshots = [] } = run?.lanes[lane] ?? {};
      const last = reports.at(-1);
      if (!last) return;
      for (const report of reports) table.add(report);
      laneViews[lane].show(last, snapshots[last.epoch], run?.epochs ?? 0, false);
      tabs.tell(lane, last.test_accuracy);
      for (const view of laneViews) view.redraw();
      charts.redraw();
    },
    phase(lane, soFar, snapshot) {
      laneViews[lane].showPhase(soFar, snapshot);
      tabs.tell(lane, soFar.test_accuracy);
    },
    laneFailed: (lane, error) => laneViews[lane].fail(error, () => lab.run?.rebuild(lane, null)),
  });

  const form = new Form(wasm.fields(), (key, value) => lab.change(key, value));
  const toolbar = new Toolbar(lab);
  const table = new NumbersTable(wasm.csv_header(), {
    copied: () => status.tell('copied', 'epochs.csv is in the clipboard.'),
    centrality: async () => {
      const rows = await Promise.all((lab.run?.lanes ?? []).map((lane) => lane.client?.ask('centrality_csv').catch(() => '') ?? ''));
      return `${wasm.centrality_csv_header()}\n${rows.join('')}`;
    },
  });
  const panel = new DataPanel(fashion.total, {
    load: () => withData(fashion.load().then(() => true)),
    take: (files) => withData(fashion.take(files)),
  });
  const address = new Address((text) => lab.read(text), go);

  new Paper({
    canonical: (text) => wasm.check(text).canonical,
    opened: () => go(byId('lanes', HTMLElement)),
  });

  new Playground(wasm, (sentence) => status.tell(`playground: ${sentence}`, sentence));

  /**
   * Goes to a place on the page, in whatever view it is.
   * @param {HTMLElement} place
   */
  function go(place) {
    const view = views.of(place);
    lab.change('view', view === FIRST ? null : view);
    reveal(place, [closer]);
  }

  /**
   * Waits for data that may arrive; a run that waits for them goes on.
   * @param {Promise<boolean>} arriving
   */
  async function withData(arriving) {
    try {
      const arrived = await arriving;
      dataError = null;
      if (arrived) lab.dataArrived();
    } catch (thrown) {
      dataError = asLabError(thrown);
    }
    show();
  }

  function show() {
    const { run, checked } = lab;
    if (!run && lab.valid) return; // not yet begun
    charts.epochs = run?.epochs ?? 1;
    toolbar.show();
    panel.show(fashion, sources.get(checked.needs) === fashion);
    const { kind, text } = sentence(lab, sources.get(checked.needs));
    status.tell(kind, text);
    status.alert([...alerts(lab, dataError), ...(drawError ? [drawError.text] : [])]);
    const view = lab.asked('view');
    const unknown = view !== null && !views.names.includes(view) ? [`view = “${view}” names no view; there are ${views.names.join(', ')}.`] : [];
    say(notice, [...unknown, notes(checked.view)].join(' ').trim());
  }

  lab.read(fragment() ?? '');
}

/** @typedef {import('./types.js').LabError} LabError */
