/** The cell of a confusion matrix that is pressed. */

/**
 * @param {typeof import('../../pkg/censet_page.js')} wasm
 * @param {HTMLCanvasElement} matrix
 * @param {string[]} classes
 * @param {import('../figures/figures.js').Theme} theme that it was drawn with
 * @param {MouseEvent} event
 */
export function cellAt(wasm, matrix, classes, theme, event) {
  const box = matrix.getBoundingClientRect();
  const by = matrix.width / box.width;
  return wasm.confusion_cell(matrix, classes, (event.clientX - box.left) * by, (event.clientY - box.top) * by, theme);
}
