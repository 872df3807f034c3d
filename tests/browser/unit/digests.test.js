// The bits of tests/digests.json in Node: the wasm module gives the networks that the native tests pin.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { take } from '../../../www/app/shared/image-transfer.js';
import { DataStore } from '../data-module.js';
import { check } from '../page-module.js';
import { Images, LaneSession, lane } from '../worker-module.js';
import { NAMES, noise } from '../cifar-files.js';
import { GOLDEN, NOISE } from '../golden.js';

const store = new DataStore();
/** @param {string} experiment */
const images = (experiment) => take(store, experiment, (prepared) => new Images(prepared));

/** Trains every lane to its end. @param {string} experiment */
function digestsOf(experiment) {
  const found = check(experiment).lanes.map(({ name }, index) => {
    const session = lane(experiment, index, images(experiment));
    let digest = '';
    for (let step = session.advance(); step.phase !== 'finished'; step = session.advance()) {
      digest = step.report?.digest ?? digest;
    }
    session.free();
    return [name, digest];
  });
  return Object.fromEntries(found);
}

for (const { experiment, digests } of GOLDEN) {
  test(`same bits as natively: ${experiment}`, () => assert.deepEqual(digestsOf(experiment), digests));
}

for (const { experiment, digests, train, test: tested } of NOISE) {
  test(`same bits as natively, out of CIFAR-10's files: ${experiment}`, () => {
    // What a worker of a browser has, and Node has not: a way to read a blob at once.
    /** @param {Buffer} bytes */
    const blob = (bytes) => /** @type {any} */ ({ size: bytes.length, slice: (/** @type {number} */ from, /** @type {number} */ to) => bytes.subarray(from, to) });
    Object.assign(globalThis, {
      FileReaderSync: class {
        /** @param {Buffer} slice */
        readAsArrayBuffer(slice) {
          return Uint8Array.from(slice).buffer;
        }
      },
    });
    store.load('cifar10', NAMES, noise(train, tested).map(blob));
    assert.deepEqual(digestsOf(experiment), digests);
  });
}

test('a network can be looked at before its images are there, and is the one that they are shown to', () => {
  for (const { experiment } of GOLDEN.slice(0, 3)) {
    check(experiment).lanes.forEach(({ name }, index) => {
      const session = new LaneSession(experiment, index);
      const picture = () => [session.layout(), session.edges(), session.one_in(), session.degrees(), session.changes(), session.centrality()];
      const before = picture();
      assert.equal(session.phases(), -1);
      assert.equal(session.predictions().class.length, 0);
      session.take_images(images(experiment));
      let { report } = session.advance();
      while (!report) ({ report } = session.advance());
      assert.equal(report.epoch, 0);
      // The changes of an epoch are known once it is over; of epoch 0 they are all there is.
      assert.deepEqual(picture(), before, name);
      session.free();
    });
  }
});

test('the same bits after a save, half-way through an epoch', () => {
  const { experiment, digests } = GOLDEN[0];
  check(experiment).lanes.forEach(({ name }, index) => {
    let session = lane(experiment, index, images(experiment));
    for (let step = session.advance(); step.epoch < 2 || step.done < step.of / 2; step = session.advance());
    const { bytes, completed } = session.save();
    const [reports, table] = [session.reports(), session.centrality_csv()];
    session.free();
    assert.equal(completed, 1);
    session = LaneSession.resume(experiment, index, images(experiment), bytes);
    assert.deepEqual(session.reports(), reports);
    assert.equal(session.centrality_csv(), table);
    let digest = '';
    for (let step = session.advance(); step.phase !== 'finished'; step = session.advance()) digest = step.report?.digest ?? digest;
    assert.equal(digest, digests[name]);
    assert(session.is_between_epochs());
    session.free();
  });
});
