/**
 * Texts for the visitor to paste elsewhere. Browsers lend the clipboard only to pages from https, and within another page
 * only where that allows it; else the text is shown, selected, so that a key or a finger can copy it.
 */

import { make } from './dom.js';

let copies = 0;

/**
 * Copies a text, or shows it to be copied.
 * @param {string} text
 * @param {string} what it is, as a sentence begins: "The link"
 * @param {HTMLInputElement | HTMLTextAreaElement} [field] that has it already
 * @returns {Promise<string>} what became of it, as a sentence
 */
export async function copy(text, what, field) {
  try {
    await navigator.clipboard.writeText(text);
    return `${what} is in the clipboard.`;
  } catch {
    (field ?? shown(text, what)).select();
    field?.focus();
    return `This browser does not let the page copy. ${what} is selected: copy it with Ctrl C, on a Mac with ⌘ C.`;
  }
}

/**
 * @param {string} text
 * @param {string} what
 * @returns {HTMLTextAreaElement} in a dialog that has just been opened
 */
function shown(text, what) {
  const id = `copy-${++copies}`;
  const field = make('textarea', { readonly: '', rows: '8', 'aria-label': what });
  field.value = text;
  const dialog = make('dialog', { 'aria-labelledby': id },
    make('form', { method: 'dialog' },
      make('h2', { id }, 'Copy it yourself'),
      make('p', {}, 'This browser does not let the page copy. The text is selected: press Ctrl C, on a Mac ⌘ C, or hold it with a finger.'),
      field,
      make('div', { class: 'buttons' }, make('button', {}, 'Close'))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  return field;
}
