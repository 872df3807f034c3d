// The state of the page without a page: the wasm module reads its texts, and what it would write is noted.
import { readFileSync } from 'node:fs';
import * as wasm from '../../www/dist/pkg/censet_page.js';
import * as later from './later-module.js';
import { PageState } from '../../www/app/shell/page-state.js';

wasm.initSync({ module: readFileSync(new URL('../../www/dist/pkg/censet_page_bg.wasm', import.meta.url)) });

/** @typedef {import('../../www/app/shell/page-state.js').Step} Step */

/** @param {Partial<import('../../www/app/shell/page-state.js').Means>} [means] */
export function pageState(means) {
  /** The steps of the history, each with its address. @type {{ address: string, step: Step }[]} */
  const steps = [];
  const page = new PageState({
    check: wasm.check,
    edit: wasm.edit,
    isGrid: (text) => wasm.seems_grid(text) ?? later.is_grid(text),
    grid: (text) => later.look_at_grid(text).canonical,
    write(address, step, push) {
      if (!push) steps.pop();
      steps.push({ address, step });
    },
    mayLeave: async () => true,
    arrives: () => {},
    ...means,
  });
  return { page, steps };
}
