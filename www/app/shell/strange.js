/** What the address has that means nothing on this page, in sentences. */

import { brief } from '../base/format.js';
import { PACES, paceNamed } from '../run/paces.js';
import { names, strangers } from './hidden-parts.js';

/**
 * @param {Pick<import('./page-state.js').PageState, 'now' | 'passed'>} page
 * @param {string[]} views their names
 * @param {string[]} keys of the form
 */
export function strange({ now: { view, hide, pace, embed }, passed }, views, keys) {
  const odd = names(hide, keys).unknown;
  const sentences = views.includes(view) ? [] : [`view = “${brief(view)}” names no view; there are ${views.join(', ')}.`];
  if (odd.length > 0) sentences.push(strangers(odd, keys));
  if (pace !== null && !paceNamed(pace)) sentences.push(`pace = “${brief(pace)}” is no pace; there are ${PACES.map(({ name }) => name).join(', ')}.`);
  if (embed !== null && embed !== '1') sentences.push(`embed = “${brief(embed)}” means nothing; it may be 1.`);
  if (passed.length > 0) sentences.push(`Passed over in the address, as it says nothing of the experiment: ${passed.map(brief).join(', ')}.`);
  return sentences;
}
