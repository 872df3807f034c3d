/** A decimal comma in fields of type number, which only some browsers take. */

/** Whether fields for numbers have a decimal comma in this browser, and so take one themselves. */
const HAS_COMMA = (0.5).toLocaleString().includes(',');

/**
 * Has a field for a number take a decimal comma as a point: browsers whose own sign is the point would leave it out, and 0,75
 * be 75.
 * @param {HTMLInputElement} field
 */
export function takeCommas(field) {
  field.addEventListener('beforeinput', (event) => {
    if (HAS_COMMA || !event.data?.includes(',')) return;
    event.preventDefault();
    document.execCommand('insertText', false, event.data.replace(',', '.'));
  });
}
