// Packs of a dataset: made of its files, checked, told from the whole, and done without where there is none.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePacks } from '../../../www/build-packs.js';
import { datasets, packsOf } from '../../../www/app/data/datasets.js';
import { PackLoader } from '../../../www/app/data/pack-loader.js';
import { take } from '../../../www/app/shared/image-transfer.js';
import { DataStore } from '../data-module.js';
import { check, sources } from '../page-module.js';
import { Images, lane } from '../worker-module.js';

const all = sources();
const packed = all.filter(({ files }) => (files?.packs.length ?? 0) > 0);

test('an experiment needs a pack if that holds all that it takes', () => {
  const needs = (/** @type {string} */ text) => check(text).needs;
  for (const { id, files } of packed) {
    for (const { name, side, train, test } of files?.packs ?? []) {
      const at = `data=${id}&side=${side}&train=${train}`;
      assert.equal(needs(`${at}&test=${test}`), `${id}/${name}`);
      assert.equal(needs(`${at}&test=1`), `${id}/${name}`);
      assert.equal(needs(`${at}&test=${test + 1}`), id);
      assert.equal(needs(`data=${id}&side=${side}&train=${train + 1}`), id);
      assert.equal(needs(`preset=described&data=${id}&side=${side}`), id);
    }
    assert.equal(needs(`data=${id}&train=100&test=100`), id);
  }
  assert.equal(needs('side=14'), 'garments');
});

test('a pack is a small part of its dataset, and has a name of its own', () => {
  for (const whole of datasets(all)) {
    for (const { key, name, remote, sets: [{ files: [file] }] } of packsOf(whole)) {
      assert.equal(key, `${whole.key}/${file.name}`);
      assert.match(name, new RegExp(`^${whole.name}, [\\d,]+ \\+ [\\d,]+ images of \\d+ × \\d+ pixels$`));
      assert.equal(remote, null);
      assert(file.size < whole.sets[0].files.reduce((sum, { size }) => sum + size, 0) / 15);
      // No file that is chosen is taken for it.
      assert(!whole.sets.some(({ like }) => like.some((pattern) => pattern.test(file.name))));
    }
  }
});

/**
 * One of two loaders, which does as it is told.
 * @param {boolean | { code: string, field: null, text: string }} outcome of looking nearby
 */
function loader(outcome) {
  const made = {
    asked: 0, loaded: false, loading: false, name: 'this', total: 2e6,
    async local() {
      made.asked += 1;
      if (typeof outcome !== 'boolean') throw outcome;
      made.loaded = outcome;
      return outcome;
    },
    async load() { made.loaded = true; },
  };
  return made;
}

/** @param {ReturnType<typeof loader>} pack @param {ReturnType<typeof loader>} whole */
const eitherOf = (pack, whole) => new PackLoader(/** @type {any} */ (pack), /** @type {any} */ (whole));

const error = (/** @type {string} */ code) => ({ code, field: null, text: '' });

test('where there is a pack, the whole is not asked for', async () => {
  const [pack, whole] = [loader(true), loader(true)];
  const either = eitherOf(pack, whole);
  assert.equal(await either.local(), true);
  assert.deepEqual([either.loaded, whole.asked], [true, 0]);
  assert.equal(either.loadedAs, 'this: 2.0 MB loaded in place of 2.0 MB.');
});

test('where there is none, a wrong one, or none to be had, the whole takes its place', async () => {
  for (const outcome of [false, error('file'), error('network')]) {
    const [pack, whole] = [loader(outcome), loader(true)];
    const either = eitherOf(pack, whole);
    assert.equal(await either.local(), true);
    assert.deepEqual([either.loaded, pack.loaded, whole.loaded, either.loadedAs], [true, false, true, '']);
  }
  const nowhere = eitherOf(loader(false), loader(false));
  assert.equal(await nowhere.local(), false);
  assert.equal(nowhere.loaded, false);
  await nowhere.load();
  assert.equal(nowhere.loaded, true);
});

test('whoever cancels the pack is not given the whole', async () => {
  const whole = loader(true);
  await assert.rejects(eitherOf(loader(error('cancelled')), whole).local(), { code: 'cancelled' });
  assert.equal(whole.asked, 0);
});

const folder = process.env.FASHION_MNIST_DIR;
test('with packs and with the whole files networks are the same', { skip: !folder && 'FASHION_MNIST_DIR is not set' }, async () => {
  const made = mkdtempSync(join(tmpdir(), 'censet-lab-packs-'));
  after(() => rmSync(made, { recursive: true }));
  const [fashion] = packed;
  const paths = (fashion.files?.sets[0].files ?? []).map(({ name }) => join(folder ?? '', name));
  const page = fileURLToPath(new URL('../../../www/dist', import.meta.url));
  await makePacks(page, fashion, paths, made);
  const packs = fashion.files?.packs ?? [];
  const times = () => packs.map(({ name }) => statSync(join(made, name)).mtimeMs);
  const before = times();
  await makePacks(page, fashion, paths, made);
  assert.deepEqual(times(), before, 'what is there is not made again');

  const blob = (/** @type {Buffer} */ bytes) => /** @type {any} */ ({ size: bytes.length, slice: (/** @type {number} */ from, /** @type {number} */ to) => bytes.subarray(from, to) });
  const [whole, small] = [new DataStore(), new DataStore()];
  whole.load(fashion.id, paths.map((path) => path.split('/').at(-1) ?? ''), paths.map((path) => blob(readFileSync(path))));
  const digest = (/** @type {DataStore} */ store, /** @type {string} */ text) => {
    const session = lane(text, 0, take(store, text, (prepared) => new Images(prepared)));
    let found = '';
    for (let step = session.advance(); step.phase !== 'finished'; step = session.advance()) found = step.report?.digest ?? found;
    session.free();
    return found;
  };
  for (const { name, side, train, test, size } of packs) {
    const path = join(made, name);
    assert(Math.abs(statSync(path).size / size - 1) < 0.02, `${name} has ${statSync(path).size} bytes`);
    const key = `${fashion.id}/${name}`;
    assert.equal(small.load(key, [name], [blob(readFileSync(path))]), undefined);
    for (const counts of [`train=${train}&test=${test}`, 'train=300&test=100']) {
      const text = `data=${fashion.id}&side=${side}&${counts}&hidden=20&lanes=set&epochs=1`;
      assert.equal(digest(small, text), digest(whole, text), text);
    }
    // Cut short, it is named; what was loaded stays.
    const bytes = readFileSync(path).subarray(0, size / 2);
    assert.throws(() => small.load(key, [name], [blob(bytes)]), { code: 'file', field: name, text: /^first-10000-at-\d+\.gz is cut short or damaged/ });
    assert.equal(digest(small, `data=${fashion.id}&side=${side}&train=10&test=10&hidden=20&lanes=set&epochs=1`).length > 0, true);
    truncateSync(path, size / 2);
  }
  await makePacks(page, fashion, paths, made);
  assert(packs.every(({ name, size }) => statSync(join(made, name)).size > 0.9 * size), 'what was cut short is made anew');
});
