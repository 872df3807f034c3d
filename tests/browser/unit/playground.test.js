// The playground's graph: what may be done to it and undone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../../www/app/base/format.js';
import { Graph } from '../../../www/app/playground/graph.js';

const TRIANGLE = {
  id: 'triangle', title: '', about: '',
  places: /** @type {[number, number][]} */ ([[0.1, 0.1], [0.9, 0.1], [0.5, 0.9]]),
  edges: [{ from: 1, to: 2, weight: 1 }, { from: 2, to: 3, weight: -2 }, { from: 1, to: 3, weight: 0.5 }],
};

function begin(most = 4) {
  const graph = new Graph(most);
  graph.start(TRIANGLE);
  return graph;
}

test('a vertex goes with its edges, and the others keep their names', () => {
  const graph = begin();
  graph.remove(2);
  assert.deepEqual(graph.vertices.map(({ id }) => id), [1, 3]);
  assert.deepEqual(graph.edges, [{ from: 1, to: 3, weight: 0.5 }]);
  assert.equal(graph.add(), 2);
  assert.deepEqual(graph.vertices.map(({ id }) => id), [1, 2, 3]);
});

test('a full graph takes no more vertices', () => {
  const graph = begin();
  assert.equal(graph.add(), 4);
  assert(graph.full);
  assert.equal(graph.add(), null);
});

test('new vertices stay clear of the others and inside', () => {
  const graph = new Graph(12);
  for (let i = 0; i < 12; i += 1) graph.add();
  for (const a of graph.vertices) {
    for (const b of graph.vertices) assert(a === b || Math.hypot(a.x - b.x, a.y - b.y) > 0.1, `x${a.id} and x${b.id}`);
  }
  graph.move(1, { x: -3, y: 7 });
  assert.deepEqual(graph.vertices[0], { id: 1, x: 0.05, y: 0.95 });
});

test('two vertices have one edge, without loops', () => {
  const graph = begin();
  graph.join(3, 2, 4);
  assert.deepEqual(graph.between(2, 3), { from: 2, to: 3, weight: 4 });
  assert.equal(graph.edges.length, 3);
  graph.join(1, 1, 4);
  assert.equal(graph.edges.length, 3);
  graph.part(3, 1);
  assert.equal(graph.between(1, 3), null);
});

test('everything can be undone and done again; the steps of one drag are one', () => {
  const graph = begin();
  assert.equal(graph.canUndo, false);
  const shape = () => JSON.stringify([graph.vertices, graph.edges]);
  const before = shape();
  graph.move(1, { x: 0.2, y: 0.2 });
  graph.move(1, { x: 0.3, y: 0.3 }, true);
  graph.move(1, { x: 0.4, y: 0.4 }, true);
  const moved = shape();
  graph.remove(2);
  const removed = shape();
  graph.undo();
  assert.equal(shape(), moved);
  graph.undo();
  assert.equal(shape(), before);
  graph.redo();
  graph.redo();
  assert.equal(shape(), removed);
  graph.undo();
  graph.join(1, 2, 9);
  assert.equal(graph.canRedo, false);
});

test('a weight that is typed is one step, however many keys that took', () => {
  const graph = begin();
  const before = JSON.stringify(graph.edges);
  graph.join(1, 2, 0);
  graph.join(1, 2, 0.2, true);
  graph.join(1, 2, 0.25, true);
  assert.equal(graph.between(2, 1)?.weight, 0.25);
  graph.undo();
  assert.equal(JSON.stringify(graph.edges), before);
  graph.redo();
  assert.equal(graph.between(2, 1)?.weight, 0.25);
});

test('numbers have no idle digits', () => {
  assert.deepEqual([12, 0.5, -1.25, 1e-15, -1e-15, 5.9999999, 1 / 3].map((value) => plain(value)), ['12', '0.5', '−1.25', '0', '0', '6', '0.333']);
});
