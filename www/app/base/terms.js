/** Words of the field, explained where they first stand: a press shows what one means, another or Escape hides it. */

import { make, say } from './dom.js';

/** @type {Record<string, string>} */
const MEANINGS = {
  sparse: 'A sparse network has only a few of the connections that it could have; the others are no zeros, they are not there.',
  hub: 'A hub is one of the neurons with the highest Laplacian centrality: much of the network hangs on it.',
  'Laplacian centrality': 'How much the energy of the network, as a graph with weighted connections, drops when a neuron is taken out with all its connections. Short: LC.',
  ζ: 'ζ (zeta) is the part of the connections that SET cuts after every epoch: those whose weights are nearest to zero.',
  k: 'k says how far below the mean μ a neuron’s centrality must lie, in standard deviations σ, before CenSET cuts its connections.',
  'μ − kσ': 'The line that CenSET cuts at: the mean μ of all centralities, less k times their standard deviation σ.',
  epoch: 'An epoch is one pass over all training images. After it the networks are tested, measured and rewired.',
  seed: 'The seed is the number that all random numbers of a run come from: the same seed gives the very same run.',
  digest: 'The digest is a short name of all bits of a network: two networks with the same digest are the same.',
};

/**
 * A word that says what it means when it is pressed.
 * @param {string} name one of those that are explained
 * @param {string} [text] as it stands here
 */
export const term = (name, text = name) => make('button', { type: 'button', class: 'term', 'data-term': name, 'aria-expanded': 'false' }, text);

const box = make('p', { class: 'meaning', role: 'status', hidden: '' });
/** @type {HTMLElement | null} */
let open = null;

function close() {
  open?.setAttribute('aria-expanded', 'false');
  open = null;
  box.hidden = true;
}

/** Listens to the terms of the whole page. */
export function explainTerms() {
  document.body.append(box);
  document.addEventListener('click', ({ target }) => {
    const word = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('.term')) : null;
    const again = word === open;
    close();
    if (!word || again) return;
    open = word;
    word.setAttribute('aria-expanded', 'true');
    say(box, MEANINGS[word.dataset.term ?? ''] ?? '');
    box.hidden = false;
    const { left, bottom } = word.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(left + scrollX, document.documentElement.clientWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${bottom + scrollY + 4}px`;
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
}
