// The page's later wasm module as it was built, in Node.
import { readFileSync } from 'node:fs';
import { initSync } from '../../www/dist/pkg/censet_later.js';

initSync({ module: readFileSync(new URL('../../www/dist/pkg/censet_later_bg.wasm', import.meta.url)) });

export * from '../../www/dist/pkg/censet_later.js';
