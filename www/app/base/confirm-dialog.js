/** A question with two answers, in a dialog of the browser's own. */

import { make } from './dom.js';

let questions = 0;

/**
 * @param {{ title: string, text: string, yes: string, no: string }} question `yes` and `no` are the buttons
 * @returns {Promise<boolean>} whether it was answered with yes; Escape is no
 */
export function confirmed({ title, text, yes, no }) {
  const id = `question-${++questions}`;
  const dialog = make('dialog', { 'aria-labelledby': id, 'aria-describedby': `${id}-text` },
    make('form', { method: 'dialog' },
      make('h2', { id }, title),
      make('p', { id: `${id}-text` }, text),
      make('div', { class: 'buttons' },
        make('button', { value: 'yes', class: 'primary' }, yes),
        make('button', { value: 'no' }, no))));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });
}
