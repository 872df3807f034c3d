// What a visitor loads: the modules stay within their budgets. The later one and the reader's are loaded by those who ask for what
// they do.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Bytes of each module once gzipped, at most: by the command, as Node's own zlib is faster and packs 1 to 2 % less. */
const BUDGET = { page: 260_000, later: 232_000, data: 210_000, worker: 240_000, reader: 365_000 };

for (const [part, most] of Object.entries(BUDGET)) {
  test(`the ${part}'s module is small`, () => {
    const module = fileURLToPath(new URL(`../../../www/dist/pkg/censet_${part}_bg.wasm`, import.meta.url));
    const bytes = execFileSync('gzip', ['-9', '-c', module], { encoding: 'buffer' }).length;
    assert(bytes <= most, `${bytes} bytes gzipped, at most ${most}`);
  });
}
