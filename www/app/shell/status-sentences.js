/** What goes on, in sentences. */

import { stopped } from '../shared/errors.js';
import { brief, count, counted, percent } from '../base/format.js';

/**
 * @typedef {import('../run/lab.js').Lab} Lab
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {{ name: string, loaded: boolean, loading: boolean, news: string, loadedAs: string, total: number | null }} Source where data come from that must be loaded
 */

/** So many errors are listed at most. */
const MOST = 10;

/**
 * The status line: its kind changes when the state does.
 * @param {Lab} lab
 * @param {Source | undefined} source of the experiment's data, if they must be loaded
 * @returns {{ kind: string, text: string }}
 */
export function sentence(lab, source) {
  const { run, checked } = lab;
  if (!lab.valid) return { kind: 'invalid', text: 'This experiment cannot run; its form below says why.' };
  if (!run) return { kind: 'loading', text: 'Loading …' };
  const of = `of ${count(run.epochs)}`;
  const done = Math.max(0, run.completed);
  switch (run.state) {
    case 'ready':
      if (source?.loading && source.news) return { kind: 'data', text: source.news };
      if (run.opening) return { kind: 'opening', text: run.continued ? 'Making the networks as they were saved …' : 'Ready. Making the untrained networks …' };
      if (source && !source.loaded && source.total === null) return { kind: 'ready, no data', text: 'Ready, but for the images: choose their files below.' };
      if (source && !source.loaded) return { kind: 'ready, no data', text: `Ready. Run fetches ${source.name} first.` };
      return { kind: 'ready', text: `Ready. Run trains ${list(checked.lanes.map(({ label }) => label))} for ${counted(run.epochs, 'epoch')}. ${source?.loadedAs ?? ''}`.trim() };
    case 'training':
      if (source?.loading && source.news) return { kind: 'data', text: source.news };
      if (run.opening) return { kind: 'opening, training', text: run.continued ? 'Making the networks as they were saved …' : 'Making the untrained networks …' };
      if (run.byPhase && run.phase) return { kind: 'training', text: `Epoch ${count(done + 1)} ${of}: ${run.phase} done.` };
      return { kind: 'training', text: `Training epoch ${count(Math.min(run.epochs, done + 1))} ${of}.` };
    case 'paused':
      if (run.phase) return { kind: `paused ${run.phases}`, text: `Paused in epoch ${count(done + 1)} ${of}, after ${run.phase}.` };
      return { kind: `paused ${done}`, text: `Paused after epoch ${count(done)} ${of}.${accuracies(lab)}` };
    case 'finished':
      return { kind: 'finished', text: `Finished: ${counted(run.epochs, 'epoch')}.${accuracies(lab)}` };
    case 'failed':
      if (lab.failure?.code === 'experiment') return { kind: 'failed', text: 'Not started: there are fewer images than the experiment takes.' };
      if (lab.failure?.code === 'renewed') return { kind: 'failed', text: 'Not started: this page has been renewed. Reload it.' };
      return { kind: 'failed', text: lab.failure ? 'Not started: the data are missing. Run tries again.' : 'Failed: every network has stopped.' };
  }
}

/**
 * What is wrong at the moment, most pressing first.
 * @param {Lab} lab
 * @param {LabError | null} dataError
 */
export function alerts(lab, dataError) {
  const wrong = shortened(lab.checked.errors.map(({ field, value, allowed }) => `${brief(field)} = “${brief(value)}” cannot be used: ${allowed}.`));
  if (dataError) wrong.push(withAdvice(dataError));
  wrong.push(...diverged(lab));
  if (lab.failure && lab.failure !== dataError && lab.failure.text !== dataError?.text) wrong.push(withAdvice(lab.failure));
  return wrong;
}

/** Experiments that need less than this are not worth a word about it. */
const MUCH = 1e9;
/** A browser tells no more than this of its device, in gigabytes, however much there is. */
const MOST_TOLD = 8;

/**
 * What an experiment needs, if that is much, and whether the device is likely to have it; else nothing.
 * @param {number} bytes
 * @param {number | undefined} device gigabytes that the device has, where the browser tells
 */
export function needed(bytes, device) {
  if (bytes < MUCH) return '';
  const needs = `This needs about ${(bytes / 1e9).toFixed(1)} GB of memory.`;
  // Half of it is for other pages and programs.
  if (device === undefined || device >= MOST_TOLD || bytes < device * 2 ** 30 / 2) return needs;
  return `${needs} This device has about ${device} GB in all, so the browser may stop it: fewer networks, smaller layers or fewer images need less.`;
}

/** A mean loss beyond which nothing is learned any more, as in the command. */
const RUNAWAY_LOSS = 1e4;

/**
 * Which lanes have diverged, and when.
 * @param {Lab} lab
 */
function diverged({ run, checked }) {
  return (run?.lanes ?? []).flatMap((lane, i) => {
    const first = lane.reports.find(({ lc_mean, train_loss }) => !Number.isFinite(lc_mean) || (train_loss ?? 0) > RUNAWAY_LOSS);
    if (!first || !checked.lanes[i]) return [];
    const why = Number.isFinite(first.lc_mean) ? `its loss is ${first.train_loss?.toExponential(1).replace('+', '')}` : 'its weights are no longer numbers';
    return [`${checked.lanes[i].label} diverged in epoch ${count(first.epoch)}: ${why}. A smaller learning rate may help.`];
  });
}

/** @param {LabError} error */
function withAdvice({ code, text }) {
  const stop = stopped(text);
  if (code === 'network') return `${stop} Try again, or choose the files yourself.`;
  if (code === 'file') return `${stop} Nothing was replaced; choose the right file, or load it again.`;
  return stop;
}

/** @param {Lab} lab */
function accuracies({ run, checked }) {
  if (!run || run.completed < 1) return '';
  const each = run.lanes.flatMap((lane, i) => {
    const report = lane.reports.at(-1);
    return report && checked.lanes[i] ? [`${checked.lanes[i].label} ${percent(report.test_accuracy)} %`] : [];
  });
  return ` Accuracy: ${each.join(', ')}.`;
}

/**
 * The first lines of a long list, and how many more there are.
 * @param {string[]} lines
 */
export function shortened(lines) {
  return lines.length <= MOST ? lines : [...lines.slice(0, MOST), `And ${count(lines.length - MOST)} more.`];
}

/** @param {string[]} words */
function list(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
