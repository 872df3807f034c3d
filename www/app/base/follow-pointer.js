/** One finger, pen or mouse: it presses an element and is followed until it is lifted, and others pass unheeded meanwhile. */

/**
 * @param {HTMLElement} element
 * @param {{ down: (event: PointerEvent) => void, move: (event: PointerEvent) => void, end: () => void }} on
 */
export function followPointer(element, { down, move, end }) {
  /** @type {number | null} */
  let pointer = null;
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || pointer !== null) return;
    pointer = event.pointerId;
    element.setPointerCapture(pointer);
    down(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (event.pointerId === pointer) move(event);
  });
  // What is lost without having been lifted is lost all the same.
  for (const type of /** @type {const} */ (['pointerup', 'pointercancel', 'lostpointercapture'])) {
    element.addEventListener(type, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      end();
    });
  }
}
