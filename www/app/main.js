/** Starts the page: loads the wasm module, makes the parts and joins them. */

import './offline.js';
import { Address, fragment } from './address.js';
import { ask } from './ask.js';
import { Charts } from './charts.js';
import { DataPanel } from './data-panel.js';
import { datasets } from './datasets.js';
import { Differences } from './differences.js';
import { byId, say } from './dom.js';
import { asLabError } from './errors.js';
import { ExpectView } from './expect-view.js';
import { count, counted } from './format.js';
import { centralityCsv, csvFile, fileName, networkFiles, resultJson, takeAway } from './export.js';
import { Figures } from './figures.js';
import { Form } from './form.js';
import { GraphControls } from './graph-controls.js';
import { Lab } from './lab.js';
import { LaneTabs } from './lane-tabs.js';
import { LaneView } from './lane-view.js';
import { openLane } from './lane.js';
import { names, putAway, strangers } from './hide.js';
import { NeuronTab } from './neuron.js';
import { OverTime } from './over-time.js';
import { LessonPanel } from './lessons/panel.js';
import { Scene } from './lessons/scene.js';
import { Paper } from './paper.js';
import { Predictions } from './predictions.js';
import { showPresets } from './presets.js';
import { copies, Share } from './share.js';
import { Playground } from './playground/view.js';
import { Scrub } from './scrub.js';
import { Saves } from './saves.js';
import { Search } from './search.js';
import { Selection } from './selection.js';
import { Source } from './source.js';
import { Status } from './status.js';
import { Store } from './store.js';
import { requireWasm } from './support.js';
import { NumbersTable } from './table.js';
import { themeButton } from './theme.js';
import { Tabs } from './tabs.js';
import { Toolbar } from './toolbar.js';
import { FIRST, reveal, Views } from './views.js';
import { load } from './wasm.js';
import { Wirings } from './wirings.js';
import { alerts, sentence } from './words.js';

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
  /** Data that must be loaded, by what an experiment calls them. */
  const sources = new Map(datasets(wasm, remote).map((described) => [described.key, new Source(described, store, () => show())]));
  const figures = new Figures(wasm.tones(), (error) => {
    drawError ??= error;
    show();
  });
  const tabs = new LaneTabs();
  const views = new Views();
  const closer = new Tabs(byId('closer-tabs', HTMLElement));
  const notice = byId('notice', HTMLElement);
  const charts = new Charts(figures, wasm);
  const overTime = new OverTime(figures, wasm);
  closer.onChoice(() => overTime.redraw());
  const scrub = new Scrub(() => {
    showEpoch();
    predictions.update();
  });
  const differences = new Differences(wasm);
  const previous = byId('previous', HTMLElement);
  byId('back', HTMLButtonElement).addEventListener('click', () => lab.back());
  /** @type {LaneView[]} */
  let laneViews = [];
  const wirings = new Wirings((wiring) => new wasm.ShownNetwork(wiring));
  const graph = new GraphControls(new Selection(), wirings);
  byId('graph-controls', HTMLElement).replaceWith(graph.element);
  graph.onChange(() => laneViews.forEach((view) => view.redrawNetwork()));
  graph.selection.onChange(() => laneViews.forEach((view) => view.mark()));
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
      putAway(names(lab.asked('hide'), keys).known);
      document.body.toggleAttribute('data-embed', lab.asked('embed') === '1');
      byId('embed-link', HTMLAnchorElement).href = `#${wasm.edit(lab.text ?? '', 'embed', undefined)}`;
      lessons.obey();
      if (lab.asked('lesson') !== null) paper.load();
      expect.read();
      if (lab.text !== null) address.show((views.current === 'search' && search.text) || lab.text);
      const source = sources.get(lab.checked.needs);
      if (source?.eager && !source.loaded) withData(source.local());
      show();
    },
    begin() {
      const { run, checked: { lanes } } = lab;
      if (!run) return;
      dataError = null;
      for (const view of laneViews) view.remove();
      const place = byId('lanes', HTMLElement);
      laneViews = lanes.map((lane, i) => new LaneView(lane, figures, wasm, () => laneViews, graph, () => closer.choose('neuron'), {
        ask: (method, ...args) => run.lanes[i].client?.ask(method, ...args) ?? Promise.reject(),
        problem: (key, value) => {
          const [error] = wasm.check(wasm.edit_lane(lab.text ?? '', i, key, value)).errors;
          return error ? `${error.field} = “${error.value}” cannot be used: ${error.allowed}.` : null;
        },
        commit: (key, value) => leaveFor(wasm.edit_lane(lab.text ?? '', i, key, value)),
      }));
      differences.begin(run, lanes);
      place.dataset.count = String(lanes.length);
      const elements = laneViews.map(({ element }) => element);
      tabs.begin(lanes, elements);
      place.replaceChildren(tabs.element, ...elements);
      const reports = run.lanes.map((lane) => lane.reports);
      charts.begin(lanes, reports);
      predictions.begin(lanes, run);
      wirings.begin();
      neuron.begin(lanes);
      table.begin(lanes.map(({ name }) => name), reports);
      laneViews.forEach((view, i) => offerFigures(view, lanes[i], i));
      overTime.begin(lanes, run);
      scrub.begin(run);
      charts.marked = null;
      saves.begin();
    },
    state() {
      saves.note();
      show();
    },
    epoch(lane, report, snapshot) {
      const byPhase = lab.run?.byPhase ?? false;
      wirings.keep(lane, report.epoch, snapshot);
      if (scrub.shown === null) {
        laneViews[lane].show(report, snapshot, lab.run?.epochs ?? 0, byPhase);
        tabs.tell(lane, report.test_accuracy);
        // The figures' scales are those of all lanes together.
        if (lab.run?.completed === report.epoch) for (const view of laneViews) view.redraw(byPhase);
      }
      table.add(report);
      scrub.update();
      charts.redraw();
      neuron.show();
      overTime.redraw();
      differences.show();
    },
    resumed(lane) {
      const { run } = lab;
      const { reports = [], snapshots = [] } = run?.lanes[lane] ?? {};
      const last = reports.at(-1);
      if (!last) return;
      for (const report of reports) table.add(report);
      snapshots.forEach((snapshot, epoch) => wirings.keep(lane, epoch, snapshot));
      laneViews[lane].show(last, snapshots[last.epoch], run?.epochs ?? 0, false);
      tabs.tell(lane, last.test_accuracy);
      for (const view of laneViews) view.redraw();
      scrub.update();
      charts.redraw();
      predictions.update();
      neuron.show();
      overTime.redraw();
      differences.show();
    },
    phase(lane, soFar, snapshot) {
      if (scrub.shown !== null) return;
      laneViews[lane].showPhase(soFar, snapshot);
      neuron.show();
      tabs.tell(lane, soFar.test_accuracy);
      differences.show();
    },
    laneFailed: (lane, error) => laneViews[lane].fail(error, () => saves.rebuild(lane)),
  });

  const expect = new ExpectView(lab);
  const saves = new Saves(lab, wasm, { came: fragment() !== null, opened: () => go(byId('lanes', HTMLElement)) });
  const fields = wasm.fields();
  const keys = fields.map(({ key }) => key);
  const predictions = new Predictions(figures, wasm, () => scrub.shown);
  closer.onChoice(() => predictions.update());
  const form = new Form(fields, (key, value) => leaveFor(lab.changed(key, value)));
  const toolbar = new Toolbar(lab);
  const neuron = new NeuronTab(graph, figures, wasm, {
    open: () => closer.current === 'neuron',
    shown: (lane) => laneViews[lane]?.shown ?? null,
    client: (lane) => lab.run?.lanes[lane]?.client ?? null,
  });
  closer.onChoice(() => neuron.show());
  const table = new NumbersTable(wasm.csv_header(), {
    copied: () => status.tell('copied', 'epochs.csv is in the clipboard.'),
    centrality: async () => {
      const rows = await Promise.all((lab.run?.lanes ?? []).map((lane) => lane.client?.ask('centrality_csv').catch(() => '') ?? ''));
      return `${wasm.centrality_csv_header()}\n${rows.join('')}`;
    },
    statisticsHeader: wasm.statistics_csv_header(),
    result: () => (lab.run ? resultJson(lab.run, lab.checked.lanes.map(({ name }) => name)) : ''),
  });
  const panel = new DataPanel({
    load() {
      const source = sources.get(lab.checked.needs);
      if (source) withData(source.load().then(() => true));
    },
    take(files) {
      if (files.length === 1 && /\.json$/i.test(files[0].name)) {
        go(byId('search', HTMLElement));
        search.take(files[0]);
        return;
      }
      const fitting = [...sources.values()].find((source) => files.some((file) => source.fits(file)));
      const source = fitting ?? sources.get(lab.checked.needs) ?? [...sources.values()][0];
      withData(source.take(files));
    },
  });
  const address = new Address(obey, go);
  const search = new Search(wasm, figures, {
    openLane: (lane, events) => openLane({ ...lane, module }, events),
    prepare: async (text, ports) => {
      await sources.get(wasm.check(text).needs)?.load();
      await store.prepare(text, ports);
    },
    copy: (text) => sources.get(wasm.check(text).needs)?.note ?? '',
  }, (grid) => {
    views.show('search');
    address.show(grid);
  });

  /**
   * Reads what stands in the address: a grid opens the Search view, all else is the laboratory's.
   * @param {string} text
   */
  function obey(text) {
    if (!wasm.is_grid(text)) return lab.read(text);
    if (!lab.run) lab.read('');
    search.read(text);
    views.show('search');
    address.show(search.text);
  }

  const paper = new Paper({
    loaded(fetched) {
      scene.paper = fetched;
      show();
    },
    canonical: (text) => wasm.check(text).canonical,
    opened() {
      lessons.opening();
      go(byId('lanes', HTMLElement));
    },
  });

  const playground = new Playground(wasm, (sentence) => status.tell(`playground: ${sentence}`, sentence));
  const scene = new Scene(lab, playground, wasm.planned_layers);
  const lessons = new LessonPanel(scene, wasm.edit, wasm.check, (view) => (view === FIRST ? undefined : view));
  playground.watch(() => {
    if (lab.asked('lesson') !== null) show();
  });

  /** Shows the epoch that the slider chose, in every lane. */
  function showEpoch() {
    const { run } = lab;
    run?.lanes.forEach(({ reports, snapshots }, i) => {
      const report = reports[scrub.shown ?? reports.length - 1];
      if (!report) return;
      laneViews[i].show(report, snapshots[report.epoch], run.epochs, false);
      tabs.tell(i, report.test_accuracy);
    });
    for (const view of laneViews) view.redraw();
    charts.marked = scrub.shown;
    overTime.show(scrub.shown);
    neuron.show();
  }

  /**
   * Lets a lane's figures be taken away.
   * @param {LaneView} view
   * @param {import('./types.js').LaneInfo} info
   * @param {number} index
   */
  function offerFigures(view, info, index) {
    const [network, centrality] = view.element.querySelectorAll('figure');
    const name = fileName(info.name);
    takeAway(network, `Network of ${info.label}`, `network-${name}`, networkFiles(() => lab.run, index, info));
    takeAway(centrality, `Centrality of ${info.label}`, `centrality-${name}`, [
      csvFile(`centrality-${name}`, () => centralityCsv(wasm.centrality_csv_header(), info.name, view.shown))]);
  }

  /**
   * Reads another experiment, and asks first where that leaves epochs behind.
   * @param {string} text
   */
  async function leaveFor(text) {
    const epochs = lab.run?.completed ?? 0;
    const agreed = !lab.leaves(text) || await ask({
      title: 'Start a new run?',
      text: `A run never changes its settings: with these, training starts again from epoch 0. The run you have, with ${counted(epochs, 'epoch')}, is paused and kept; you can go back to it.`,
      yes: 'Start a new run',
      no: 'Keep this run',
    });
    if (agreed) lab.read(text);
    else form.show(lab.checked);
  }

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
    expect.show();
    previous.hidden = !lab.previous;
    if (lab.previous) {
      const { run: before, experiment } = lab.previous;
      say(byId('previous-text', HTMLElement), `The run before this one is kept after epoch ${count(before.completed)} of ${count(before.epochs)}: ${experiment.canonical}`);
    }
    const source = sources.get(checked.needs);
    panel.show(source);
    const { kind, text } = sentence(lab, source);
    lessons.update();
    status.tell(lessons.news ? `${kind}, ${lessons.news}` : kind, `${text} ${lessons.news}`.trim());
    status.alert([...alerts(lab, dataError), ...(drawError ? [drawError.text] : [])]);
    const view = lab.asked('view');
    const unknown = view !== null && !views.names.includes(view) ? [`view = “${view}” names no view; there are ${views.names.join(', ')}.`] : [];
    const { unknown: odd } = names(lab.asked('hide'), keys);
    const embed = lab.asked('embed');
    if (odd.length > 0) unknown.push(strangers(odd, keys));
    if (embed !== null && embed !== '1') unknown.push(`embed = “${embed}” means nothing; it may be 1.`);
    for (const id of ['copy-link', 'share']) byId(id, HTMLButtonElement).disabled = !lab.valid;
    say(notice, [...unknown, lessons.wrong, source?.note ?? ''].join(' ').trim());
  }

  showPresets((text) => {
    // What a teacher asks of the page holds for every experiment.
    const kept = Object.entries(lab.checked.view).filter(([key]) => key === 'hide' || key === 'embed');
    lab.read(kept.reduce((all, [key, value]) => wasm.edit(all, key, value), text));
    go(byId('lanes', HTMLElement));
  });
  const tell = (/** @type {string} */ sentence) => status.tell(sentence, sentence);
  new Share({ text: () => lab.text ?? '', edit: wasm.edit, draw: wasm.draw_qr_code, figures, tell });
  copies(byId('copy-bibtex', HTMLButtonElement), () => byId('bibtex', HTMLElement).textContent ?? '', tell);

  obey(fragment() ?? '');
}

/** @typedef {import('./types.js').LabError} LabError */
