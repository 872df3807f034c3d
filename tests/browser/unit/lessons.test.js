// The lessons' texts: every number in them is computed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, LESSONS } from '../../../www/app/lessons/index.js';
import { Scene } from '../../../www/app/lessons/scene.js';
import { pageState } from '../page-means.js';

/** Parts of names, which are no numbers. */
const NAMES = /\b(Equations? \d( and \d)?|Table \d|Section [\d.]+|x\d|2·w|epoch 0|weight near 0|near 0)/g;

/** A page without a run. */
const empty = () => new Scene(
  /** @type {any} */ ({ run: null, checked: { values: {}, lanes: [], canonical: null } }),
  /** @type {any} */ ({ worked: { vertices: [], eigenvalues: [], laplacian: [] }, ids: [], edges: [], chosen: null, done: new Set() }),
  () => [],
  /** @type {any} */ ({ shown: () => null, selection: { lane: 0, neuron: null }, knockOut: { result: () => null, attack: () => null } }),
  pageState().page,
);

for (const { id, pages } of LESSONS) {
  test(`${id}: every number is computed, and every computed one is known`, () => {
    for (const page of pages) {
      const texts = [page.title, ...page.text, page.task, page.said, page.question?.label ?? ''];
      for (const text of texts) assert.doesNotMatch(text.replace(NAMES, ''), /\d/, text);
      assert(page.done || page.question, `${page.title} checks nothing`);
    }
  });
  test(`${id}: nothing is done before anything happened`, () => {
    const scene = empty();
    for (const page of pages) {
      page.facts?.(scene);
      if (page.done) assert.equal(page.done(scene, undefined), false, page.title);
      else assert.equal(page.question?.answer(scene), undefined, page.title);
    }
  });
}

test('links name lessons and pages', () => {
  assert.equal(find('set')?.at, 0);
  assert.equal(find('set.3')?.at, 2);
  for (const bad of ['', 'list', 'set.', 'set.0', 'set.99', 'set.1.1', 'nothing.1', '<b>']) assert.equal(find(bad), null, bad);
});
