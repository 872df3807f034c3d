// Files of a dataset as they are chosen: by their names where these say which they are, else by what the data worker finds in them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sourcesOf } from '../../../www/build-data.js';
import { ChosenFiles } from '../../../www/app/data/chosen-files.js';
import { DatasetLoader } from '../../../www/app/data/dataset-loader.js';
import { datasets } from '../../../www/app/data/datasets.js';

const all = datasets(await sourcesOf(fileURLToPath(new URL('../../../www/dist', import.meta.url))));
const described = (/** @type {string} */ key) => {
  const found = all.find((one) => one.key === key);
  if (!found) throw new Error(`no source ${key}`);
  return found;
};
const file = (/** @type {string} */ name) => new File(['x'], name);

test('files whose names say what they are take their places, and the whole set goes by its official names', () => {
  const chosen = new ChosenFiles(described('mnist'));
  chosen.add(['t10k-labels (1).gz', 'train-images', 'train-labels.gz'].map(file));
  assert.deepEqual([chosen.whole], [null]);
  assert.equal(chosen.soFar, '3 of the four files chosen; still missing: t10k-images-idx3-ubyte.gz.');
  chosen.add([file('test-images.bin'), file('train-images.idx3-ubyte')]);
  assert.deepEqual(chosen.whole?.files.map(({ name }) => name), ['train-images.idx3-ubyte', 'train-labels.gz', 'test-images.bin', 't10k-labels (1).gz']);
  assert.throws(() => chosen.add([/** @type {any} */ ({ name: 'a', size: 1e9 })]), { text: 'a has 1000.0 MB, more than any file of MNIST has, even unpacked.' });
});

test('files whose names say nothing are counted, and all go by names that can be told apart', () => {
  const chosen = new ChosenFiles(described('mnist'));
  chosen.add(['a', 'train-images (2).gz'].map(file));
  assert.deepEqual([chosen.unnamed, chosen.few, chosen.whole, chosen.soFar], [true, true, null, '2 of the four files chosen; two are still missing.']);
  chosen.add(['b', 'a', 'c'].map(file));
  assert.deepEqual(chosen.all.map(({ name }) => name), ['train-images-idx3-ubyte.gz', 'a', 'b', 'c']);
  assert.deepEqual([chosen.few, chosen.mayGrow], [false, false]);
  const cifar = new ChosenFiles(described('cifar10'));
  cifar.add([file('download (3)')]);
  assert.deepEqual([cifar.few, cifar.mayGrow, cifar.soFar], [false, true, '1 of the six files chosen; five are still missing.']);
});

/** A data worker that takes these files only when all are there. @param {string[]} whole @param {string} [wrong] the name of one that is none */
function worker(whole, wrong) {
  /** @type {string[][]} */
  const asked = [];
  const store = /** @type {any} */ ({
    has: () => false,
    async take(/** @type {string} */ _, /** @type {string[]} */ names) {
      asked.push(names);
      if (wrong !== undefined && names.includes(wrong)) throw { code: 'file', field: wrong, text: `${wrong} is a web page saved as a file.` };
      if (names.length < whole.length) throw { code: 'file', field: 'a file of labels', text: 'a file of labels is missing: it needs its four files.' };
      return null;
    },
  });
  return { asked, store };
}

test('what each file is, is found one by one until there are enough, and then of all', async () => {
  const { asked, store } = worker(['a', 'b', 'c', 'd']);
  const loader = new DatasetLoader(described('mnist'), store, () => {});
  assert.equal(await loader.take([file('a')]), false);
  assert.equal(loader.news, '1 of the four files chosen; three are still missing.');
  assert.equal(await loader.take([file('b'), file('c')]), false);
  assert.equal(await loader.take([file('d')]), true);
  assert.deepEqual(asked, [['a'], ['b'], ['c'], ['a', 'b', 'c', 'd']]);
});

test('one that is none of them is told at once, and what was chosen before is forgotten', async () => {
  const { store } = worker(['a', 'b', 'c', 'd'], 'b');
  const loader = new DatasetLoader(described('mnist'), store, () => {});
  await loader.take([file('a')]);
  await assert.rejects(loader.take([file('b')]), { text: 'b is a web page saved as a file.' });
  assert.equal(await loader.take([file('c')]), false);
  assert.equal(loader.news, '1 of the four files chosen; three are still missing.');
});

test('one of six files is no failure where the whole would be one', async () => {
  const { store } = worker(['1', '2', '3', '4', '5', '6']);
  const loader = new DatasetLoader(described('cifar10'), store, () => {});
  assert.equal(await loader.take([file('1')]), false);
  assert.equal(loader.news, '1 of the six files chosen; five are still missing.');
});
