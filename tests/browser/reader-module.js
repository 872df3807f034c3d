// The reader's wasm module as it was built, in Node.
import { readFileSync } from 'node:fs';
import { initSync } from '../../www/dist/pkg/censet_reader.js';

initSync({ module: readFileSync(new URL('../../www/dist/pkg/censet_reader_bg.wasm', import.meta.url)) });

export * from '../../www/dist/pkg/censet_reader.js';
