// Which epochs keep their connections when memory is short.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locate, nameOf } from '../../../www/app/run/neuron-names.js';
import { WiringCache } from '../../../www/app/run/wiring-cache.js';

/** A snapshot whose connections take 1,000 bytes. @returns {any} */
const snapshot = () => ({ wiring: { epoch: 0, weight: new Float32Array(250) } });

/** Networks that say how many of them were freed. */
function networks() {
  const made = { now: 0, freed: 0 };
  return { made, make: () => /** @type {any} */ ({ id: made.now++, free: () => { made.freed += 1; } }) };
}

/** More connections than any network here has. */
const MOST = 1000;

test('memory keeps evenly spread epochs and the latest', () => {
  const wirings = new WiringCache(networks().make, MOST, 5000);
  const all = Array.from({ length: 20 }, snapshot);
  all.forEach((one, epoch) => wirings.keep(0, epoch, one));
  assert.equal(wirings.stride, 8);
  const kept = all.flatMap((one, epoch) => (one.wiring ? [epoch] : []));
  assert.deepEqual(kept, [0, 8, 16, 19]);
});

test('where connections are missing it is said why', () => {
  const wirings = new WiringCache(networks().make, MOST, 5000);
  const small = { degrees: Uint16Array.of(300, 300) };
  assert.match(wirings.absence(0, { epoch: 3, test_accuracy: 50 }, { degrees: Uint16Array.of(1500, 1500) }), /has 1,500 connections: .* up to 1,000\./);
  assert.match(wirings.absence(0, { epoch: 0 }, small), /once the untrained network has been measured\.$/);
  assert.match(wirings.absence(0, { epoch: 3, test_accuracy: 50 }, small), /opened or gone back to .* with the end of the next epoch\.$/);
  for (let epoch = 4; epoch < 9; epoch += 1) wirings.keep(0, epoch, snapshot());
  assert.match(wirings.absence(0, { epoch: 3, test_accuracy: 50 }, small), /opened or gone back to .* from epoch 4 on\.$/);
  assert.match(wirings.absence(0, { epoch: 9, test_accuracy: 50 }, small), /once this epoch has been scored\.$/);
  for (let epoch = 9; epoch < 12; epoch += 1) wirings.keep(0, epoch, snapshot());
  assert.match(wirings.absence(0, { epoch: 5, test_accuracy: 50 }, small), /those of every 2nd epoch and of the latest\.$/);
  assert.match(wirings.absence(1, { epoch: 5, test_accuracy: 50 }, small), /opened or gone back to/);
});

test('two lanes share the memory, and an epoch done anew replaces what it was', () => {
  const wirings = new WiringCache(networks().make, MOST, 6000);
  const lanes = [0, 1].map(() => Array.from({ length: 5 }, snapshot));
  for (let epoch = 0; epoch < 5; epoch += 1) lanes.forEach((lane, i) => wirings.keep(i, epoch, lane[epoch]));
  for (const lane of lanes) assert.deepEqual(lane.flatMap((one, epoch) => (one.wiring ? [epoch] : [])), [0, 2, 4]);
  const again = snapshot();
  wirings.keep(0, 4, again);
  assert(again.wiring && lanes[0][2].wiring, 'nothing else had to go');
});

test('networks are made once, and freed when they have not been used for long', () => {
  const { made, make } = networks();
  const wirings = new WiringCache(make, MOST);
  const all = Array.from({ length: 9 }, snapshot);
  assert.equal(wirings.network(all[0]), wirings.network(all[0]));
  for (const one of all) wirings.network(one);
  assert.deepEqual([made.now, made.freed], [9, 3]);
  wirings.begin();
  assert.equal(made.freed, 9);
  assert.equal(wirings.network({ ...all[0], wiring: undefined }), null);
});

test('neurons have names', () => {
  const layout = { layers: Uint32Array.of(12, 5, 2), shape: Uint32Array.of(2, 2, 3), classes: ['Coat', 'Bag'] };
  assert.deepEqual(locate(layout.layers, 16), { layer: 1, index: 4 });
  assert.equal(nameOf(layout, 7), 'input, row 1, column 0, channel 1');
  assert.equal(nameOf(layout, 12), 'hidden 1, neuron 0');
  assert.equal(nameOf(layout, 18), 'output, Bag');
  assert.throws(() => locate(layout.layers, 19), /no neuron 19/);
});
