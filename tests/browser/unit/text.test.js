// Texts of experiments and sentences about them, without a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../page-module.js';
import { caption, phaseCaption, regrowCaption } from '../../../www/app/lanes/captions.js';
import { brief, duration, megabytes, number, typed, withPoint } from '../../../www/app/base/format.js';
import { needed, shortened } from '../../../www/app/shell/status-sentences.js';

/** @typedef {import('../../../www/app/shared/types.js').LaneInfo} LaneInfo */
/** @typedef {import('../../../www/app/shared/types.js').Report} Report */
/** @typedef {import('../../../www/app/shared/types.js').SoFar} SoFar */

/** What the page knows of a lane. @param {string} lane @returns {LaneInfo} */
const laneOf = (lane) => check(`lanes=${lane}`).lanes[0];

test('numbers are written as people read them', () => {
  assert.equal(duration(14.4), '0:14');
  assert.equal(duration(7503), '2:05:03');
  assert.equal(megabytes(30_878_645), '30.9 MB');
  assert.deepEqual([-3.707, 0.26649, 1278.4, 0].map((value) => number(value)), ['−3.71', '0.266', '1278', '0']);
});

test('numbers are read as people type them, and long values are cut in errors', () => {
  assert.deepEqual(['−0,43', '1,278', '12,345.5', '85.9 %', '-3.7', '0,5'].map(typed), [-0.43, 1278, 12345.5, 85.9, -3.7, 0.5]);
  assert.deepEqual(['', 'much', '1,2,3'].map(typed), [NaN, NaN, NaN]);
  assert.equal(brief('a'.repeat(41)), `${'a'.repeat(40)}…`);
  assert.equal(brief('a'.repeat(40)), 'a'.repeat(40));
});

test('a decimal comma is read in a field for one number, unless it may stand between thousands', () => {
  assert.deepEqual(['0,05', ',5', '−0,5', '12,5', '0,005', '1234,567', '10,0000'].map(withPoint), ['0.05', '.5', '−0.5', '12.5', '0.005', '1234.567', '10.0000']);
  for (const left of ['1,000', '-12,345', '1,2,3', '0.05', '5', '', 'much', '0,05 ', '1,']) assert.equal(withPoint(left), left);
});

test('captions say what happened, with counts', () => {
  const lane = (/** @type {string} */ method) => laneOf(method === 'censet' ? 'censet:k=2.6' : method);
  const report = (/** @type {Partial<Report>} */ values) => /** @type {Report} */ (
    { epoch: 4, connections: 33_040, removed: 0, grown: 0, pruned_neurons: 0, line: null, ...values });
  assert.equal(caption(lane('mlp'), report({ epoch: 0, connections: 246_272 }), 9),
    'Untrained: every neuron joined to all of the next layer, 246,272 connections.');
  assert.equal(caption(lane('set'), report({ removed: 1650, grown: 1650 }), 9),
    'Epoch 4: cut the 1,650 connections with weights nearest to zero, grew 1,650 at random.');
  assert.equal(caption(lane('censet'), report({ removed: 927, grown: 927, pruned_neurons: 8, line: 'μ − 2.6σ = −3.71' }), 9),
    'Epoch 4: 8 neurons below μ − 2.6σ = −3.71: cut their 927 connections, grew 927 at random.');
  assert.equal(caption(lane('censet'), report({ line: 'μ − 2.6σ = −3.71' }), 9),
    'Epoch 4: no neuron lies below μ − 2.6σ = −3.71, so nothing was cut.');
  assert.equal(caption(lane('censet'), report({ epoch: 9, removed: 1, pruned_neurons: 1 }), 9),
    'Epoch 9: 1 neuron below μ − 2.6σ of their layer: cut their 1 connection; after the last epoch none are grown.');
  assert.equal(caption(lane('static'), report({}), 9), 'Epoch 4: trained; the 33,040 connections stay where they are.');
  assert.equal(caption(lane('mlp'), report({ connections: 246_272 }), 9), 'Epoch 4: trained all 246,272 connections; the wiring stays.');
  const accset = [{ removed: 1650, grown: 1650 }, { removed: 1650, grown: 0 }].map((values) => caption(lane('accset'), report(values), 9));
  assert.deepEqual(accset, [
    'Epoch 4: cut the 1,650 connections with weights nearest to zero; test accuracy had fallen, so 1,650 grew at random.',
    'Epoch 4: cut the 1,650 connections with weights nearest to zero, grew none.',
  ]);
  assert.equal(caption(lane('rigl'), report({ removed: 40, grown: 40 }), 9),
    'Epoch 4: cut the 40 connections with the smallest weights, grew 40 where the gradient is largest.');
  assert.equal(caption(lane('random'), report({ removed: 40, grown: 40 }), 9),
    'Epoch 4: cut the 40 connections chosen at random, grew 40 at random.');
  const resting = { ...laneOf('censet:until=0.5'), last_rewiring: 4 };
  assert.equal(caption(resting, report({ epoch: 5 }), 9), 'Epoch 5: trained; the wiring stays as epoch 4 left it.');
  assert.match(caption(resting, report({}), 9), /^Epoch 4: no neuron lies/);
  assert.equal(laneOf('censet').last_rewiring, 2 * laneOf('censet:until=0.5').last_rewiring);
  assert.equal(caption(lane('magnitude'), report({ removed: 40 }), 9), 'Epoch 4: cut the 40 connections with the smallest weights.');
  assert.match(caption(laneOf('censet:grow=central'), report({ removed: 40, grown: 40, pruned_neurons: 2 }), 9),
    /2 neurons below .*: cut their 40 connections, grew 40 drawn by the centralities of both ends\.$/);
  assert.match(caption(laneOf('censet:when=falling'), report({ pruned_neurons: 2 }), 9), /2 neurons below .*, and nothing of theirs was cut\.$/);
  assert.equal(regrowCaption(lane('accset'), report({ removed: 1650 }), 9),
    'Epoch 4, regrow: test accuracy has not fallen, so none are grown.');
  const phase = (/** @type {string} */ name, /** @type {SoFar['phase']} */ phase) => phaseCaption(lane(name), /** @type {SoFar} */ (
    { epoch: 4, phase, lc_mean: 1, lc_std: 2, pruned_neurons: 3, removed: 50, line: 'μ − 2.6σ = −4.2' }));
  assert.match(phase('set', 'score'), /; SET does not ask it, the weights decide\.$/);
  assert.match(phase('random', 'score'), /; Random does not ask it, chance decides\.$/);
  assert.match(phase('censet', 'prune'), /prune: 3 neurons below μ − 2\.6σ = −4\.2: 50 connections cut\.$/);
  assert.match(phase('set', 'prune'), /prune: 50 connections cut, those with weights nearest to zero\.$/);
});

test('much memory is foretold, and what a small device has', () => {
  assert.equal(needed(0.9e9, 1), '');
  assert.equal(needed(2.14e9, undefined), 'This needs about 2.1 GB of memory.');
  assert.equal(needed(2.14e9, 8), 'This needs about 2.1 GB of memory.', 'it may have more');
  assert.match(needed(2.14e9, 2), /^This needs about 2\.1 GB of memory\. This device has about 2 GB in all, so the browser may stop it: /);
  assert.equal(needed(1.2e9, 4), 'This needs about 1.2 GB of memory.');
});

test('a long list of errors is cut short', () => {
  const lines = Array.from({ length: 1012 }, (_, i) => `line ${i}`);
  assert.deepEqual(shortened(lines.slice(0, 10)), lines.slice(0, 10));
  assert.deepEqual(shortened(lines).slice(9), ['line 9', 'And 1,002 more.']);
});
