// The page's wasm module as it was built, in Node.
import { readFileSync } from 'node:fs';
import { initSync } from '../../www/dist/pkg/censet_page.js';

initSync({ module: readFileSync(new URL('../../www/dist/pkg/censet_page_bg.wasm', import.meta.url)) });

export * from '../../www/dist/pkg/censet_page.js';
