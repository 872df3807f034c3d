// The workers' wasm module as it was built, in Node.
import { readFileSync } from 'node:fs';
import { initSync } from '../../www/dist/pkg/censet_worker.js';

export const { memory } = initSync({ module: readFileSync(new URL('../../www/dist/pkg/censet_worker_bg.wasm', import.meta.url)) });

export * from '../../www/dist/pkg/censet_worker.js';
