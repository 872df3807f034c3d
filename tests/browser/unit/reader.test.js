// Networks that come in: what they are called, which images they are tested on, and what they say once they are measured.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadNetwork } from '../reader-module.js';

/**
 * A safetensors file of matrices, all of whose places are connections.
 * @param {Record<string, [rows: number, columns: number]>} shapes
 * @param {Record<string, string>} [said]
 */
function tensors(shapes, said) {
  let end = 0;
  const entries = Object.entries(shapes).map(([name, shape]) => [name, { dtype: 'F32', shape, data_offsets: [end, end += 4 * shape[0] * shape[1]] }]);
  const header = Buffer.from(JSON.stringify({ ...(said && { __metadata__: said }), ...Object.fromEntries(entries) }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.from(Float32Array.from({ length: end / 4 }, (_, i) => 0.5 - (i % 7) / 7).buffer)]);
}

const read = (/** @type {string} */ name, /** @type {Parameters<typeof tensors>} */ ...file) => new ReadNetwork(name, tensors(...file));

test('the images are those that trained it, else those of the experiment at hand, in a size that fits', () => {
  const network = read('network-best.safetensors', { 'fc1.weight': [5, 196], 'fc2.weight': [10, 5] });
  assert.equal(network.name(), 'best');
  assert.equal(network.has_pixels(), false);
  assert.deepEqual(network.experiments('v=1&data=fashion'), ['v=1&data=fashion&side=14']);
  assert.deepEqual(network.experiments('v=1&train=60&test=40&side=14'), ['v=1&train=60&test=40&side=14']);
  assert.deepEqual(network.experiments('v=1&data=cifar10'), []);
  assert.deepEqual(network.experiments('no experiment'), []);
  const ours = read('a', { 'layers.0.weight': [5, 196], 'layers.1.weight': [10, 5] }, { experiment: 'v=1&data=mnist&side=14', digest: '0' });
  assert.deepEqual(ours.experiments('v=1&data=fashion'), ['v=1&data=mnist&side=14', 'v=1&data=fashion&side=14']);
  // Of other classes.
  assert.deepEqual(read('a', { '0.weight': [5, 196], '2.weight': [4, 5] }).experiments('v=1&data=fashion'), []);
});

test('it is measured once, without images too, and says what it is', () => {
  const session = read('a.b.npz', { '0.weight': [6, 30], '2.weight': [4, 6] }, { digest: '0' }).look('a-2');
  for (let i = 0; i < 9 && session.phases() < 0; i += 1) session.advance();
  const summary = session.summary();
  assert.deepEqual(summary?.layers, [30, 6, 4]);
  assert.deepEqual(summary.weights.map(({ name, outputs, inputs, connections }) => [name, outputs, inputs, connections]), [['0.weight', 6, 30, 180], ['2.weight', 4, 6, 24]]);
  assert.equal(summary.hubs.length, 4);
  assert.equal(summary.said_digest, '0');
  assert.deepEqual(session.metadata(), { digest: '0' });
  assert.equal(session.centrality().length, 40);
  assert.equal(session.predictions().class.length, 0);
  assert.match(session.centrality_csv(), /^a-2,0,0,0,/);
});

test('an order of layers that neither shapes nor numbers settle is said', () => {
  const order = (/** @type {Parameters<typeof tensors>[0]} */ shapes) => {
    const session = read('a', shapes).look('a');
    for (let i = 0; i < 9 && session.phases() < 0; i += 1) session.advance();
    return session.summary()?.order;
  };
  assert.match(order({ 'in.weight': [5, 9], 'mid.weight': [5, 5], 'also.weight': [5, 5], 'out.weight': [2, 5] }) ?? '', /^“also\.weight” and “mid\.weight” fit into either place, /);
  assert.equal(order({ '0.weight': [5, 9], '2.weight': [5, 5], '4.weight': [5, 5], '6.weight': [2, 5] }), undefined);
});

test('what cannot be is refused with a sentence that names the file', () => {
  const text = (/** @type {() => unknown} */ work) => {
    try {
      work();
    } catch (thrown) {
      return /** @type {{ text: string }} */ (thrown).text;
    }
    return '';
  };
  assert.match(text(() => new ReadNetwork('a.pt', Buffer.from('\x80\x02}.', 'latin1'))), /^a\.pt is pickled, .*network\.pt network\.safetensors$/);
  assert.match(text(() => read('b', { 'conv.weight': [3, 3] })), /^b /);
  const network = () => read('c', { '0.weight': [6, 30], '2.weight': [4, 6] });
  assert.match(text(() => network().look('c', 'bright')), /^c has pixels = “bright”: it must be unit/);
  assert.match(text(() => network().look('c', 'standardised')), /^c is to have its pixels standardised, and there are no images/);
});
