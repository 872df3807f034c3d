// Texts of experiments and sentences about them, without a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caption } from '../../../www/app/lanes/captions.js';
import { brief, duration, megabytes, number, typed } from '../../../www/app/base/format.js';
import { needed, shortened } from '../../../www/app/shell/status-sentences.js';

/** @typedef {import('../../../www/app/shared/types.js').LaneInfo} LaneInfo */
/** @typedef {import('../../../www/app/shared/types.js').Report} Report */

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

test('captions say what happened, with counts', () => {
  const lane = (/** @type {string} */ method, k = 2.6) => /** @type {LaneInfo} */ ({ method, k, line: `μ − ${k}σ` });
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
