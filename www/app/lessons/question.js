/** What a page of a lesson asks: a number, or one of some answers. */

import { make, say } from '../base/dom.js';
import { typed } from '../base/format.js';

/**
 * @param {import('./scene.js').Question} question
 * @param {import('./scene.js').PanelWords} words
 * @param {import('./scene.js').Scene} scene
 * @param {(choice: string | null) => void} answered rightly
 */
export function questionForm({ label, choices, answer, tolerance }, words, scene, answered) {
  const said = make('p', { class: 'error', id: 'lesson-said', role: 'alert' });
  const check = make('button', { type: 'submit' }, words.check);
  const form = make('form', { class: 'lesson-question', novalidate: '' });
  /** @type {() => number} */
  let given;
  if (choices) {
    const inputs = choices.map((_, i) => make('input', { type: 'radio', name: 'lesson-answer', value: String(i) }));
    form.append(make('fieldset', {}, make('legend', {}, label), ...choices.map((text, i) => make('label', {}, inputs[i], text))));
    given = () => (inputs.some(({ checked }) => checked) ? inputs.findIndex(({ checked }) => checked) : NaN);
  } else {
    const input = make('input', { id: 'lesson-answer', type: 'text', inputmode: 'decimal', autocomplete: 'off', 'aria-describedby': said.id });
    form.append(make('label', { for: 'lesson-answer' }, label), input);
    given = () => (input.value.trim() === '' ? NaN : typed(input.value));
  }
  form.append(check, said);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [right, mine] = [answer(scene), given()];
    if (right === undefined) say(said, words.early);
    else if (!Number.isFinite(mine)) say(said, choices ? words.choose : words.write);
    else if (Math.abs(mine - right) > (tolerance?.(right) ?? 0)) say(said, choices ? words.wrong : words.off(mine < right));
    else {
      say(said, '');
      answered(choices?.[mine] ?? null);
    }
  });
  return form;
}
