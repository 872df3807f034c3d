// What a visitor loads: the modules stay within their budgets.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

/** Bytes of each module once gzipped, at most. */
const BUDGET = { page: 395_000, worker: 240_000 };

for (const [part, most] of Object.entries(BUDGET)) {
  test(`the ${part}'s module is small`, () => {
    const module = readFileSync(new URL(`../../../www/dist/pkg/censet_${part}_bg.wasm`, import.meta.url));
    const bytes = gzipSync(module, { level: 9 }).length;
    assert(bytes <= most, `${bytes} bytes gzipped, at most ${most}`);
  });
}
