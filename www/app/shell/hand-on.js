/** What a visitor hands on of what the page shows: a link with its code, a slide, a film, and what to cite. */

import { byId } from '../base/dom.js';
import { resultSoFar } from '../run/expected-digests.js';
import { Film } from './film.js';
import { copies, Share } from './share.js';
import { offersSlide } from './slide.js';

/**
 * @typedef {object} Means
 * @property {import('./page-state.js').PageState} page
 * @property {import('../run/lab.js').Lab} lab
 * @property {import('../figures/figures.js').Figures} figures
 * @property {typeof import('../../pkg/censet_page.js')} wasm
 * @property {import('../platform/later.js').Later} later
 * @property {import('../shared/types.js').Field[]} fields of the form
 * @property {(sentence: string) => void} tell
 */

/** Has the page's buttons do it. @param {Means} means */
export function handsOn({ page, lab, figures, wasm, later, fields, tell }) {
  const result = () => {
    const found = page.showsGrid ? null : resultSoFar(lab);
    return found === null ? null : page.address({ expect: found });
  };
  new Share({
    text: () => page.address(), result, carries: () => page.parts.expect.value !== null, hidden: () => page.parts.hide.value ?? '', fields, edit: wasm.edit, later, figures, tell,
  });
  const picture = {
    figures,
    lab,
    link: () => `${location.href.split('#')[0]}#${page.address({ view: 'lab', lesson: null, expect: null, hide: null, embed: null, lang: null })}`,
    epoch: () => page.epoch.value,
    later,
  };
  offersSlide(picture);
  new Film({ ...picture, wasm, tell });
  copies(byId('copy-bibtex', HTMLButtonElement), () => byId('bibtex', HTMLElement).textContent ?? '', tell);
}
