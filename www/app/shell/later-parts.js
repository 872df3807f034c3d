/** What comes with the page's later module: the module's own script, and the views that need it. */

export * as wasm from '../../pkg/censet_later.js';
export { Playground } from '../playground/view.js';
export { Search } from '../search/search.js';
