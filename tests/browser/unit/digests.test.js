// The bits of tests/digests.json in Node: the wasm module gives the networks that the native tests pin.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { take } from '../../../www/app/parts.js';
import { DataStore, Images, LaneSession, check, initSync } from '../../../www/dist/pkg/censet_lab.js';
import { GOLDEN } from '../golden.js';

initSync({ module: readFileSync(new URL('../../../www/dist/pkg/censet_lab_bg.wasm', import.meta.url)) });

const store = new DataStore();
for (const { experiment, digests } of GOLDEN) {
  test(`same bits as natively: ${experiment}`, () => {
    const found = check(experiment).lanes.map(({ name }, index) => {
      const session = new LaneSession(experiment, index, take(store, experiment, (prepared) => new Images(prepared)));
      let digest = '';
      for (let step = session.advance(); step.phase !== 'finished'; step = session.advance()) {
        digest = step.report?.digest ?? digest;
      }
      session.free();
      return [name, digest];
    });
    assert.deepEqual(Object.fromEntries(found), digests);
  });
}
