// The data worker's wasm module as it was built, in Node.
import { readFileSync } from 'node:fs';
import { initSync } from '../../www/dist/pkg/censet_data.js';

initSync({ module: readFileSync(new URL('../../www/dist/pkg/censet_data_bg.wasm', import.meta.url)) });

export * from '../../www/dist/pkg/censet_data.js';
