// What a file is, whatever it is called, and who gets it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf, offer } from '../../../www/app/shell/dropped-files.js';

const SAVE = Buffer.from('\x89CenSET\n and more', 'latin1');
const PNG = Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1');
/** A length of 60 bytes, and a header. */
const TENSORS = Buffer.from('\x3c\0\0\0\0\0\0\0{"fc1.weight": {', 'latin1');
const zip = (/** @type {string} */ name) => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(22), Buffer.from([name.length, 0, 4, 0]), Buffer.from(`${name}\x01\x00\x93NUMPY`, 'latin1')]);
const IDX = Buffer.from([0, 0, 8, 3, 0, 0, 0, 10]);
const file = (/** @type {string} */ name, /** @type {Buffer} */ bytes) => new File([new Uint8Array(bytes)], name);

test('a file is known by its first bytes', async () => {
  for (const [name, bytes, kind] of /** @type {const} */ ([
    ['run.save', SAVE, 'save'], ['run.save.txt', SAVE, 'save'], ['run (1)', SAVE, 'save'], ['run.png', SAVE, 'save'],
    // Damaged, or cut short: whoever opens it says so.
    ['run.save', Buffer.from('x'), 'save'], ['run.save.txt', Buffer.alloc(0), 'save'],
    ['a.png', PNG, 'picture'], ['a', PNG, 'picture'], ['a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'picture'],
    ['a.webp', Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 ', 'latin1'), 'picture'], ['a.gif', Buffer.from('GIF89a'), 'picture'],
    ['a.avif', Buffer.from('\0\0\0\x20ftypavif', 'latin1'), 'picture'], ['a.heic', Buffer.from('\0\0\0\x20ftypheic', 'latin1'), 'picture'],
    ['train-images-idx3-ubyte', IDX, 'other'], ['sound.wav', Buffer.from('RIFF\x01\x02\x03\x04WAVEfmt ', 'latin1'), 'other'],
    ['net.safetensors', TENSORS, 'network'], ['net', TENSORS, 'network'], ['net.npz', zip('fc1.weight.npy'), 'network'], ['net.zip', zip('0.bias.npy'), 'network'],
    ['net.pt', zip('archive/data.pkl'), 'network'], ['net.bin', Buffer.from('\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.', 'latin1'), 'network'],
    // Damaged, or of another kind: whoever reads networks says so.
    ['net.pth', Buffer.from('\x80\x02}q\0', 'latin1'), 'network'], ['net.safetensors', Buffer.from('<!doctype html>'), 'network'],
    // Images in an archive, and CIFAR's files for Python.
    ['images.zip', zip('train/0.png'), 'other'], ['data_batch_1', Buffer.from('\x80\x02}q\x01(U', 'latin1'), 'other'], ['PK', Buffer.from('PK\x03\x04', 'latin1'), 'other'],
    ['search.json', Buffer.from('{"format": "x"}'), 'other'], ['picture.png', Buffer.from('photograph'), 'other'], ['', Buffer.alloc(0), 'other'],
  ])) assert.equal(await kindOf(file(name, bytes)), kind, `${name} ${bytes.toString('latin1')}`);
});

test('each goes to whom it is for; several kinds at once, a folder and nothing are refused with a sentence', async () => {
  /** @param {File[]} files */
  const taken = async (files) => {
    /** @type {unknown[]} */
    const said = [];
    await offer(files, {
      save: ({ name }) => said.push('save', name), picture: ({ name }) => said.push('picture', name),
      networks: (all) => said.push('networks', ...all.map(({ name }) => name)),
      others: (all) => said.push('others', ...all.map(({ name }) => name)), refused: (sentence) => said.push(sentence),
    });
    return said;
  };
  assert.deepEqual(await taken([file('mine.save.txt', SAVE)]), ['save', 'mine.save.txt']);
  assert.deepEqual(await taken([file('mine', PNG)]), ['picture', 'mine']);
  assert.deepEqual(await taken([file('a', IDX), file('b', IDX)]), ['others', 'a', 'b']);
  assert.deepEqual(await taken([file('a', IDX), file('b', SAVE)]), ['2 files were dropped, and among them is a saved run: drop that alone.']);
  assert.deepEqual(await taken([file('a', TENSORS), file('b.npz', zip('0.weight.npy'))]), ['networks', 'a', 'b.npz']);
  assert.deepEqual(await taken([file('a', IDX), file('b', TENSORS)]), ['2 files were dropped, and among them is a network: drop that alone.']);
  assert.deepEqual(await taken([]), ['What was dropped holds no file.']);
  const folder = /** @type {any} */ ({ name: 'data', slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) });
  assert.deepEqual(await taken([folder]), ['“data” cannot be read: it is a folder perhaps, or has been moved.']);
});
