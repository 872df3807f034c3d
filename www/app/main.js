/** Starts the page: loads the wasm modules, makes the parts and joins them. */

import './platform/offline.js';
import { asLabError, escapes, stopped } from './shared/errors.js';
import { confirmed } from './base/confirm-dialog.js';
import { byId, onFiles, say, setAvailable } from './base/dom.js';
import { onEscape } from './base/escaped-errors.js';
import { brief, counted } from './base/format.js';
import { follow } from './base/live-region.js';
import { Tabs } from './base/tabs.js';
import { explainTerms } from './base/terms.js';
import { themeButton } from './platform/theme.js';
import { Later } from './platform/later.js';
import { onDemand } from './platform/on-demand.js';
import { load, loadReader } from './platform/wasm.js';
import { requireWasm } from './platform/workers.js';
import { DataPanel } from './data/data-panel.js';
import { DataWorker } from './data/data-worker-client.js';
import { drawAhead, prepare } from './data/preparation.js';
import { Sources } from './data/sources.js';
import { resultSoFar } from './run/expected-digests.js';
import { Lab } from './run/lab.js';
import { openLane } from './run/lane-worker-client.js';
import { Overlaps } from './run/overlaps.js';
import { networkFile } from './run/reader.js';
import { centralityFile, resultJson } from './run/result-files.js';
import { WiringTime } from './run/wiring-timeline.js';
import { Figures } from './figures/figures.js';
import { NumbersTable } from './closer/numbers-table.js';
import { Saves } from './saves/saves.js';
import { SearchRoom } from './shell/search-room.js';
import { Paper } from './paper/paper.js';
import { Study } from './paper/study.js';
import { PlaygroundRoom } from './shell/playground-room.js';
import { Lessons } from './lessons/lessons.js';
import { Scene } from './lessons/scene.js';
import { Address, fragment } from './shell/address.js';
import { BrowserCheckView } from './shell/browser-check-view.js';
import { Chooser } from './shell/chooser.js';
import { takeDropped } from './shell/dropped-files.js';
import { ExpectView } from './shell/expect-view.js';
import { Form } from './shell/form.js';
import { names, putAway } from './shell/hidden-parts.js';
import { LabView } from './shell/lab-view.js';
import { LookRoom } from './shell/look-room.js';
import { PaceChoice } from './shell/pace.js';
import { NextSteps } from './shell/next-steps.js';
import { PageLinks } from './shell/page-links.js';
import { PageState } from './shell/page-state.js';
import { showPresets } from './shell/presets.js';
import { PreviousRun } from './shell/previous-run.js';
import { handsOn } from './shell/hand-on.js';
import { Shortcuts } from './shell/shortcuts.js';
import { alerts, needed, sentence } from './shell/status-sentences.js';
import { strange } from './shell/strange.js';
import { Status } from './shell/status.js';
import { takeData } from './shell/taken-data.js';
import { tellToolbarHeight } from './shell/toolbar-height.js';
import { Toolbar } from './shell/toolbar.js';
import { Troubles } from './shell/troubles.js';
import { keepInSight, reveal, Views } from './shell/views.js';
import { Worksheet } from './shell/worksheet.js';

// From here on start.js leaves it to this module to say what goes wrong.
document.documentElement.dataset.begun = '';
tellToolbarHeight(byId('controls', HTMLElement));
for (const place of document.querySelectorAll('[data-heard]')) follow(place);
const status = new Status(byId('status', HTMLElement), byId('alert', HTMLElement));
onEscape((sentence) => status.alertForGood(sentence));
explainTerms();
themeButton(byId('theme', HTMLButtonElement), byId('theme-name', HTMLElement));

try {
  requireWasm();
  await begin();
} catch (thrown) {
  const error = asLabError(thrown);
  status.tell('failed', 'This page could not start.');
  status.alert([error.code === 'unsupported'
    ? `${error.text} ${byId('browsers', HTMLElement).textContent} Update it, or open the page in another one.`
    : `The page could not start: ${stopped(error.text)} Reload it to try again.`]);
}

async function begin() {
  const { data: dataModule, training, wasm } = await load();
  const store = new DataWorker(dataModule);
  /** Data that must be loaded, by what an experiment calls them. */
  const sources = new Sources(wasm, store, () => show());
  const asked = wasm.check(fragment() ?? '');
  // What is drawn, and not loaded, is drawn while the page is made; a lesson has an experiment of its own.
  if (asked.view.lesson === undefined && !sources.get(asked.needs)) drawAhead(store, asked.canonical);
  const troubles = new Troubles(show);
  const { partFailed, refused } = troubles;
  const figures = new Figures(wasm.tones(), (error) => troubles.figureFailed(error));
  const later = new Later(onDemand(() => import('./shell/later-parts.js')), {
    came() {
      troubles.part = null;
      show();
    },
    failed: partFailed,
  });
  const address = new Address();
  const page = new PageState({
    check: wasm.check,
    edit: wasm.edit,
    isGrid: (text) => wasm.seems_grid(text) ?? later.there?.is_grid(text) ?? false,
    grid: (text) => later.there?.look_at_grid(text).canonical,
    write: (text, step, push) => address.write(text, step, push),
    mayLeave,
    arrives: () => lessons.forgetAside(),
  });
  const { text, grid, view, lesson, embed, hide: hidden } = page.parts;
  const views = new Views();
  const closer = new Tabs(byId('closer-tabs', HTMLElement));
  const notice = byId('notice', HTMLElement);
  const labView = new LabView(figures, wasm, later, closer, {
    problem(lane, key, value) {
      const [error] = wasm.check(wasm.edit_lane(lab.text, lane, key, value)).errors;
      return error ? `${error.field} = “${brief(error.value)}” cannot be used: ${error.allowed}.` : null;
    },
    commit: (lane, key, value) => leaveFor(wasm.edit_lane(lab.text, lane, key, value)),
    written: (run, lane, method, ...args) => networkFile(run, lane, method, args, { load: loadReader, prepare: workers.prepare }),
  }, page);

  /** What runs need of the workers, in the Lab and in searches. @type {Pick<import('./run/run.js').Means, 'openLane' | 'prepare'>} */
  const workers = {
    openLane: (lane, events) => openLane({ ...lane, module: training }, events),
    prepare: (text, ports) => prepare(store, () => sources.get(wasm.check(text).needs)?.load(), text, ports),
  };

  const lab = new Lab({
    check: wasm.check,
    edit: wasm.edit,
    atHand: (needs) => sources.get(needs)?.loaded ?? true,
    run: {
      ...workers,
      now: () => performance.now(),
      wiringTime: () => new WiringTime(wasm),
      inCommon: () => new Overlaps(wasm),
      later: (ms, work) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    },
  }, {
    experiment() {
      page.go({ text: lab.text });
      form.show(lab.checked);
      chooser.show(lab.checked);
      putAway(names(hidden.value, keys).known);
      expect.show();
      search.based();
      const source = sources.get(lab.checked.needs);
      if (source?.eager && !source.loaded) withData(source.local()).catch(escapes);
      show();
    },
    begin() {
      const { run, checked: { lanes } } = lab;
      if (!run) return;
      troubles.data = null;
      labView.begin(run, lanes);
      table.begin(lanes.map(({ name }) => name), run.lanes.map(({ reports }) => reports), wasm.csv_header(lab.checked.values.validation !== 'none'));
      saves.begin();
    },
    state() {
      saves.note();
      show();
    },
    untrained: (lane, snapshot) => labView.untrained(lane, snapshot),
    epoch(lane, report, snapshot) {
      labView.epoch(lane, report, snapshot);
      table.add(report);
    },
    resumed(lane) {
      labView.resumed(lane);
      for (const report of lab.run?.lanes[lane].reports ?? []) table.add(report);
    },
    phase: (lane, soFar, snapshot) => labView.phase(lane, soFar, snapshot),
    laneFailed: (lane, error) => labView.failed(lane, error, () => saves.rebuild(lane)),
  });

  const previous = new PreviousRun(lab);
  const expect = new ExpectView(lab, page.parts.expect);
  const saves = new Saves(lab, wasm, store, { came: fragment() !== null, opened: () => go(byId('lanes', HTMLElement)) });
  const fields = wasm.fields();
  const keys = fields.map(({ key }) => key);
  const form = new Form(fields, (key, value) => leaveFor(lab.changed(key, value)));
  const chooser = new Chooser(fields, wasm.check, (key, value) => leaveFor(lab.changed(key, value)));
  const toolbar = new Toolbar(lab, () => page.go({ text: lab.reseeded }), new PaceChoice(page));
  const table = new NumbersTable({
    told: (sentence) => status.tell(sentence, sentence),
    centrality: () => centralityFile(lab.run, wasm.centrality_csv_header()),
    statisticsHeader: wasm.statistics_csv_header(),
    result: () => (lab.run ? resultJson(lab.run, lab.checked.lanes.map(({ name }) => name), sources.get(lab.checked.needs)?.note ?? '') : ''),
  });
  const worksheet = new Worksheet(lab, () => `${location.href.split('#')[0]}#${page.address({ view: 'lab', lesson: null, hide: null, embed: null, expect: resultSoFar(lab) })}`);
  const tell = (/** @type {string} */ sentence) => status.tell(sentence, sentence);
  const next = new NextSteps(lab, page);
  const panel = new DataPanel({
    load() {
      const source = sources.get(lab.checked.needs);
      if (source) withData(source.load().then(() => true)).catch(escapes);
    },
    cancel: () => sources.get(lab.checked.needs)?.cancel(),
    take: (files) => takeData(files, {
      sources: sources.named(),
      needed: sources.get(lab.checked.needs),
      results(file) {
        go(byId('search', HTMLElement));
        search.take(file).catch(escapes);
      },
      own: takeOwn,
      waits: withData,
      failed: () => troubles.data !== null,
      tell,
    }),
  });
  takeDropped({
    save: (file) => saves.take(file),
    picture(file) {
      const pad = byId('draw', HTMLElement);
      if (pad.closest('[data-away]')) return refused(`${file.name} is a picture, and there is no place for one here.`);
      troubles.data = null;
      go(pad);
      show();
      labView.classify(file);
    },
    networks(files) {
      go(byId('look', HTMLElement));
      look.take(files).catch(escapes);
    },
    others: (files) => panel.take(files),
    refused,
  });
  onFiles(byId('own-files', HTMLInputElement), takeOwn);
  const search = new SearchRoom(partFailed, later, wasm, figures, {
    ...workers,
    copy: (text) => sources.get(wasm.check(text).needs)?.note ?? '',
    linkTo: (text) => page.addressOf(text),
    base: () => ({ text: lab.text, values: lab.checked.values }),
  }, (read) => page.go({ grid: read }));

  const paper = new Paper({
    loaded(fetched) {
      scene.paper = fetched;
      show();
    },
    canonical: (text) => wasm.check(text).canonical,
    linkTo: (text) => page.addressOf(text),
  });

  new Study({ canonical: (text) => wasm.check(text).canonical, linkTo: (text) => page.addressOf(text) }, (study) => {
    scene.study = study;
    show();
  });

  const look = new LookRoom(partFailed, figures, wasm, later, {
    load: loadReader,
    prepare: workers.prepare,
    text: () => (lab.valid ? lab.text : ''),
    atHand(text) {
      const source = sources.get(wasm.check(text).needs);
      return source?.loading ? source.local().catch(() => false) : source?.loaded ?? true;
    },
    imagesOf: (text) => ({ title: sources.get(wasm.check(text).needs)?.name ?? wasm.check(text).values.data, note: sources.get(wasm.check(text).needs)?.note ?? '' }),
  });
  const playground = new PlaygroundRoom(partFailed, later, (sentence) => status.tell(`playground: ${sentence}`, sentence));
  const scene = new Scene(lab, playground, wasm.planned_layers, labView, page);
  const lessons = new Lessons(scene, {
    page: { text, view, lesson, go: (change) => page.go(change) },
    lang: { lang: page.parts.lang, go: (change) => page.go(change), failed: partFailed },
    check: wasm.check,
    edit: wasm.edit,
    go,
    reveal: (place) => keepInSight(place, [closer]),
    told: () => show(),
  });
  const learn = () => {
    if (lesson.value !== null) show();
  };
  playground.watch(learn);
  for (const looked of [page.epoch, page.lane, page.neuron, labView.knockOut.known, labView.drawing.known]) looked.subscribe(learn);

  text.subscribe(() => {
    lessons.forgetNews();
    if (text.value === lab.text && lab.run) return;
    // What Back leads to is still there if it was left for this.
    if (page.returning && lab.previous?.experiment.canonical === text.value) lab.back();
    else lab.read(text.value);
  });
  grid.subscribe(() => {
    if (grid.value !== null) search.read(grid.value).catch(escapes);
  });
  /** What is loaded when its view is opened. @type {Map<string, { open: () => Promise<void> }>} */
  const rooms = new Map(Object.entries({ look, playground, search }));
  views.show(view.value);
  view.subscribe(() => {
    lessons.forgetNews();
    views.show(view.value);
    troubles.part = null;
    rooms.get(view.value)?.open().catch(escapes);
    show();
  });
  lesson.subscribe(() => {
    troubles.part = null;
    if (lesson.value !== null) paper.load().catch(escapes);
    show();
  });
  page.parts.lang.subscribe(() => show());
  embed.subscribe(() => {
    document.body.toggleAttribute('data-embed', embed.value === '1');
    show();
  });
  hidden.subscribe(() => {
    putAway(names(hidden.value, keys).known);
    show();
  });
  const link = () => {
    views.link((name) => page.address({ view: name }));
    byId('embed-link', HTMLAnchorElement).href = `#${page.address({ embed: null })}`;
  };
  for (const part of [text, grid, view, lesson, embed, hidden, page.parts.expect, page.parts.lang]) part.subscribe(link);

  /**
   * Whether the run at hand may be left for an experiment: asks where that leaves epochs behind.
   * @param {string} next
   */
  async function mayLeave(next) {
    const epochs = lab.run?.completed ?? 0;
    return !lab.leaves(next) || confirmed({
      title: 'Start a new run?',
      text: `A run never changes its settings: with these, training starts again from epoch 0. The run you have, with ${counted(epochs, 'epoch')}, is paused and kept; you can go back to it.`,
      yes: 'Start a new run',
      no: 'Keep this run',
    });
  }

  /**
   * Reads another experiment, unless the visitor would rather keep the run at hand.
   * @param {string} next
   */
  async function leaveFor(next) {
    if (!lab.leaves(next) || await mayLeave(next)) page.go({ text: next });
    else {
      form.show(lab.checked);
      chooser.show(lab.checked);
    }
  }

  /**
   * Makes an experiment of the visitor's own images. Classes that were typed are a list like one in a file.
   * @param {File[]} files
   */
  function takeOwn(files) {
    const typed = byId('own-classes', HTMLInputElement).value.split(',').map((name) => name.trim()).filter(Boolean);
    const names = typed.length > 0 ? [new File([typed.join('\n')], 'the names that were typed')] : [];
    withData(sources.takeOwn([...files, ...names]).then(async (data) => {
      await leaveFor(lab.changed('data', data));
      return true;
    })).catch(escapes);
  }

  /**
   * Goes to a place on the page, in whatever view it is.
   * @param {HTMLElement} place
   * @param {{ here?: boolean }} [options] whether the address named it
   */
  function go(place, options) {
    page.go({ view: views.of(place) }, options);
    reveal(place, [closer]);
  }

  /**
   * Waits for data that may arrive; a run that waits for them goes on.
   * @param {Promise<boolean>} arriving
   */
  function withData(arriving) {
    return troubles.wait(arriving, () => lab.dataArrived());
  }

  function show() {
    const { run, checked } = lab;
    if (!run && lab.valid) return; // not yet begun
    labView.epochs = run?.epochs ?? 1;
    if (run?.state === 'training' && lesson.value === null) lessons.forgetNews();
    document.body.toggleAttribute('data-training', run?.state === 'training');
    toolbar.show();
    labView.tell();
    next.show();
    worksheet.show();
    expect.show();
    previous.show();
    const source = sources.get(checked.needs);
    panel.show(source);
    const { kind, text } = sentence(lab, source);
    lessons.update();
    status.tell(lessons.news ? `${kind}, ${lessons.news}` : kind, `${text} ${lessons.news}`.trim());
    status.alert([...alerts(lab, troubles.data), ...troubles.others]);
    const unknown = [...strange(page, views.names, keys), ...checked.notes];
    for (const id of ['copy-link', 'share']) setAvailable(byId(id, HTMLButtonElement), page.usable);
    const memory = needed(checked.memory?.all ?? 0, /** @type {any} */ (navigator).deviceMemory);
    say(notice, [...unknown, lessons.wrong, memory, source?.note ?? ''].join(' ').trim());
  }

  new BrowserCheckView({
    check: wasm.check,
    openLane: workers.openLane,
    data() {
      const worker = new DataWorker(dataModule);
      return { prepare: (text, ports) => prepare(worker, () => undefined, text, ports), end: () => worker.end() };
    },
  }, tell);
  new Shortcuts();
  showPresets(wasm, (preset) => page.addressOf(preset));
  new PageLinks({
    open: async (experiment, beside) => {
      if (await page.open(experiment, { beside })) reveal(byId('lanes', HTMLElement), [closer]);
    },
    view(name) {
      // Pressed again, for one that could not be had.
      rooms.get(name)?.open().catch(escapes);
      go(byId(name, HTMLElement));
    },
    go,
    addressOf: (experiment) => page.addressOf(experiment),
    kept: [embed, hidden],
  });
  handsOn({ page, lab, figures, wasm, later, fields, tell });

  // A lesson has an experiment of its own: no other is begun before.
  if (asked.view.lesson !== undefined) await lessons.load();
  address.obey(page, (place) => go(place, { here: true }), (text) => (later.there || wasm.seems_grid(text) === false ? null : later.load().then(() => true, (thrown) => {
    partFailed(thrown);
    return wasm.seems_grid(text) === true;
  })));
}
