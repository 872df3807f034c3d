// What would go, in words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wouldGoByNeuron, wouldGoByWeight } from '../../../www/app/lanes/would-go.js';

const weights = { epoch: 3, value: 0.3, part: 1, spared: false, ended: null, free: false, neurons: 0, connections: 109, cuts: [], threshold: null, line: null, lowest: 0 };
const neurons = { ...weights, value: 2, neurons: 1, connections: 4, line: 'μ − 2σ = −0.1' };

test('a ζ that has fallen is told beside the one that it began with', () => {
  assert.equal(wouldGoByWeight(weights), 'With ζ = 0.3, 109 connections would go now, as trained in epoch 3.');
  assert.match(wouldGoByWeight({ ...weights, part: 0.0781892 }), /^With ζ = 0\.3, fallen to 0\.0235, 109 connections would go now, /);
  assert.match(wouldGoByWeight({ ...weights, part: 0.000411 }), /, fallen to 0\.000123, /);
  assert.match(wouldGoByWeight({ ...weights, epoch: 0, neurons: 2 }), /, before any training, and 2 neurons would lose the last one\.$/);
});

test('where rewiring has ended nothing goes', () => {
  assert.equal(wouldGoByWeight({ ...weights, ended: 2 }), 'Nothing goes any more: rewiring has ended with epoch 2.');
  assert.equal(wouldGoByNeuron({ ...neurons, ended: 0 }, false), 'Nothing goes any more: rewiring has ended before it began.');
  // Of an epoch that came before the end, what went is told.
  assert.equal(wouldGoByNeuron({ ...neurons, ended: 3 }, true), '1 neuron lies left of μ − 2σ = −0.1 in epoch 3: 4 connections went.');
  assert.equal(wouldGoByNeuron({ ...neurons, ended: 3, epoch: 4 }, true), 'Nothing goes any more: rewiring has ended with epoch 3.');
  assert.equal(wouldGoByNeuron({ ...neurons, connections: 0, spared: true }, false), '1 neuron lies left of μ − 2σ = −0.1 in epoch 3: none goes, as total centrality has risen.');
  assert.equal(wouldGoByNeuron(neurons, false), '1 neuron lies left of μ − 2σ = −0.1 in epoch 3: 4 connections would go now.');
});
