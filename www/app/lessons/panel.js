/**
 * The lessons beside the live page. The address says which page of which lesson is open
 * (`lesson=set.3`); the panel shows it, watches what the visitor does and ticks the task off. The
 * visitor's own experiment is set aside meanwhile and comes back when the lesson is left.
 */

import { byId, make, say } from '../base/dom.js';
import { brief, typed } from '../base/format.js';
import { find, LESSONS } from './index.js';
import { Progress } from './progress.js';
import { fill, prose } from './prose.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Page} Page */
/** @template T @typedef {import('../base/signal.js').Watched<T>} Watched */

/** The value of the key `lesson` that opens the list. */
const LIST = 'list';
/** The view that an experiment without a lesson opens in. */
const FIRST = 'lab';

/**
 * @typedef {object} LessonPage the page that lessons stand beside
 * @property {Watched<string>} text the experiment
 * @property {Watched<string>} view
 * @property {Watched<string | null>} lesson
 * @property {(change: { text?: string, view?: string, lesson?: string | null }) => void} go
 *
 * @typedef {object} Means
 * @property {LessonPage} page
 * @property {(text: string) => { canonical: string | null, view: Record<string, string> }} check
 * @property {(text: string, key: string, value: string | undefined) => string} edit a text with one key changed
 * @property {(place: HTMLElement) => void} go brings a place of the page into sight, and puts the focus there
 * @property {() => void} told there are news
 */

export class LessonPanel {
  #scene;
  #page;
  #check;
  #edit;
  #go;
  #told;
  #progress = new Progress();
  #panel = byId('lesson', HTMLElement);
  #opener = byId('lessons', HTMLButtonElement);
  /** @type {Lesson | null} */
  #lesson = null;
  /** @type {Page | null} */
  #current = null;
  /** Its name, `set.1` where the address may say `set`. */
  #name = '';
  /** @type {unknown} */
  #entry = undefined;
  #done = false;
  /** What the visitor is to hear with the next sentence of the status line. */
  #news = '';
  /** Whether the experiment changes with these news, and they are still to be told. */
  #fresh = false;
  /** Whether the visitor asked for what is shown next, and so gets the focus there. */
  #asked = false;
  #body = make('div', { class: 'lesson-body' });
  #result = make('p', { class: 'lesson-done' });
  #next = make('button', { type: 'button' }, 'Next');

  /**
   * @param {Scene} scene
   * @param {Means} means
   */
  constructor(scene, { page, check, edit, go, told }) {
    this.#scene = scene;
    this.#page = page;
    this.#check = check;
    this.#edit = edit;
    this.#go = go;
    this.#told = told;
    page.lesson.subscribe(() => this.#obey());
    this.#opener.addEventListener('click', () => {
      if (page.lesson.value === null) this.#turn(LIST);
      else this.#leave();
    });
  }

  /** A sentence to go with the status line, or nothing. */
  get news() {
    return this.#news;
  }

  /** News are for what was shown when they came. */
  forgetNews() {
    if (!this.#fresh) this.#news = '';
    this.#fresh = false;
  }

  /** What is wrong with the address, if it names no lesson. */
  get wrong() {
    const asked = this.#page.lesson.value;
    return asked !== null && asked !== LIST && !find(asked)
      ? `lesson = “${brief(asked)}” names no page of a lesson; there are ${LESSONS.map(({ id }) => id).join(', ')}, with a page as in set.1.` : '';
  }

  /** The experiment that was set aside does not come back: the visitor has opened another. */
  forgetAside() {
    this.#progress.aside = null;
    this.#scene.lab.forgetAside();
  }

  /** Shows what the address asks for. */
  #obey() {
    const asked = this.#page.lesson.value;
    this.forgetNews();
    const found = asked === null ? null : find(asked);
    const before = this.#lesson;
    this.#lesson = found?.lesson ?? null;
    this.#current = found ? found.lesson.pages[found.at] : null;
    this.#done = false;
    const open = asked === LIST || found !== null;
    this.#panel.hidden = !open;
    document.documentElement.dataset.lesson = String(open);
    this.#opener.setAttribute('aria-expanded', String(open));
    if (found) {
      if (before !== found.lesson) this.#begin(found.lesson);
      this.#enter(found.lesson, found.at);
    } else if (open) this.#list();
    else if (asked === null) this.#bringBack();
    this.update();
    if (this.#asked && open) /** @type {HTMLElement | null} */ (this.#panel.querySelector('[tabindex="-1"]'))?.focus();
    this.#asked = false;
  }

  /** Looks again at what the visitor has done. */
  update() {
    const [page, scene] = [this.#current, this.#scene];
    if (!page) return;
    fill(this.#body, page.facts?.(scene) ?? {});
    if (!this.#done && page.done?.(scene, this.#entry)) this.#finish();
    if (this.#done) fill(this.#result, page.facts?.(scene) ?? {});
  }

  /** Ends the lesson; the visitor's experiment comes back. */
  #leave() {
    this.#page.go({ lesson: null });
    this.#told();
    this.#opener.focus();
  }

  /** The experiment that was set aside, as it was left where that can be. */
  #bringBack() {
    const { aside } = this.#progress;
    if (aside === null) return;
    this.#progress.aside = null;
    const { lab } = this.#scene;
    const { canonical, view } = this.#check(aside);
    const changed = canonical !== lab.checked.canonical;
    const waits = lab.recall(canonical) && changed;
    this.#news = !changed ? '' : waits ? 'Your own experiment is back, as you left it.' : 'Your own experiment is back, from its start.';
    this.#fresh = changed;
    this.#page.go({ text: this.#edit(aside, 'view', undefined), view: view.view ?? FIRST });
  }

  /**
   * The experiment that a lesson is about, in place of the visitor's.
   * @param {Lesson} lesson
   */
  #begin(lesson) {
    const { text, view } = this.#page;
    if (this.#progress.aside === null) {
      this.#progress.aside = view.value === FIRST ? text.value : this.#edit(text.value, 'view', view.value);
      // However many lessons come between.
      this.#scene.lab.setAside();
    }
    if (lesson.experiment) this.#page.go({ text: lesson.experiment });
  }

  /** @param {string} name of a page, or of the list */
  #turn(name) {
    this.#asked = true;
    this.#page.go({ lesson: name });
  }

  /** All lessons, and how far the visitor is. */
  #list() {
    const items = LESSONS.map(({ id, title, pages }) => {
      const done = pages.filter((_, i) => this.#progress.isDone(`${id}.${i + 1}`)).length;
      const open = make('button', { type: 'button', class: 'lesson-link' }, title);
      open.addEventListener('click', () => this.#turn(done === pages.length ? `${id}.1` : this.#progress.at(id)));
      return make('li', {}, open, make('small', {}, done === 0 ? pages.length === 1 ? '1 page' : `${pages.length} pages` : done === pages.length ? 'done' : `${done} of ${pages.length} done`));
    });
    this.#panel.replaceChildren(
      this.#head('Tour', 'Short pages, each with something to do on the live page.'),
      make('ol', { class: 'lesson-list' }, ...items));
  }

  /** @param {string} title @param {string} below */
  #head(title, below) {
    const leave = make('button', { type: 'button', class: 'quiet' }, 'Leave');
    leave.addEventListener('click', () => this.#leave());
    const list = make('button', { type: 'button', class: 'quiet' }, 'All lessons');
    list.addEventListener('click', () => this.#turn(LIST));
    return make('header', {}, make('h2', { tabindex: '-1' }, title), make('p', { class: 'muted' }, below),
      make('div', { class: 'buttons' }, ...(this.#current ? [list] : []), leave));
  }

  /**
   * @param {Lesson} lesson
   * @param {number} at
   */
  #enter(lesson, at) {
    const [page, scene] = [lesson.pages[at], this.#scene];
    const name = this.#name = `${lesson.id}.${at + 1}`;
    this.#progress.visit(lesson.id, name);
    this.#page.go({ view: page.view ?? FIRST });
    this.#entry = page.enter?.(scene);
    const back = make('button', { type: 'button' }, 'Back');
    back.disabled = at === 0;
    back.addEventListener('click', () => this.#turn(`${lesson.id}.${at}`));
    const following = LESSONS[LESSONS.indexOf(lesson) + 1];
    const last = at === lesson.pages.length - 1;
    this.#next = make('button', { type: 'button' }, !last ? 'Next' : following ? 'Next lesson' : 'All lessons');
    this.#next.addEventListener('click', () => this.#turn(!last ? `${lesson.id}.${at + 2}` : following ? `${following.id}.1` : LIST));
    const show = make('button', { type: 'button', class: 'quiet' }, 'Show me');
    show.addEventListener('click', () => this.#show(page.show ?? ''));
    const task = make('div', { class: 'lesson-task' }, make('p', {}, make('strong', {}, 'To do: '), ...prose(page.task)),
      ...(page.question ? [this.#question(page.question)] : []), ...(page.show ? [show] : []));
    this.#result = make('p', { class: 'lesson-done', hidden: '' });
    this.#body = make('div', { class: 'lesson-body' },
      make('h3', {}, page.title), ...page.text.map((text) => make('p', {}, ...prose(text))), task);
    this.#panel.replaceChildren(
      this.#head(lesson.title, `Page ${at + 1} of ${lesson.pages.length}${this.#progress.isDone(name) ? ', done before' : ''}`),
      this.#body, this.#result, make('div', { class: 'buttons lesson-turn' }, back, this.#next));
    this.#panel.scrollTop = 0;
  }

  #finish() {
    const page = this.#current;
    if (!page) return;
    this.#done = true;
    this.#progress.finish(this.#name);
    this.#result.replaceChildren(make('strong', {}, '✓ Done. '), ...prose(page.said));
    this.#result.hidden = false;
    this.#next.classList.add('primary');
    fill(this.#result, page.facts?.(this.#scene) ?? {});
    this.#news = 'Lesson: the task is done.';
  }

  /** @param {import('./scene.js').Question} question */
  #question({ label, choices, answer, tolerance }) {
    const said = make('p', { class: 'error', id: 'lesson-said', role: 'alert' });
    const check = make('button', { type: 'submit' }, 'Check');
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
      const [right, mine] = [answer(this.#scene), given()];
      if (right === undefined) say(said, 'What this asks about has not happened yet: do the pages before this one first.');
      else if (!Number.isFinite(mine)) say(said, choices ? 'Choose one of the answers first.' : 'Write a number first.');
      else if (Math.abs(mine - right) > (tolerance?.(right) ?? 0)) say(said, choices ? 'No: look again.' : `No: it is ${mine < right ? 'more' : 'less'} than that.`);
      else {
        say(said, '');
        this.#scene.guess = choices?.[mine] ?? null;
        this.#finish();
        this.#told();
      }
    });
    return form;
  }

  /** Brings the place that a page speaks of into sight. @param {string} selector */
  #show(selector) {
    const place = [...document.querySelectorAll(selector)].find((one) => !one.closest('#lesson'));
    if (!(place instanceof HTMLElement)) return;
    for (const other of document.querySelectorAll('[data-pointed]')) other.removeAttribute('data-pointed');
    place.dataset.pointed = '';
    if (!place.matches('button, input, select, [tabindex]')) place.tabIndex = -1;
    this.#go(place);
    place.addEventListener('blur', () => place.removeAttribute('data-pointed'), { once: true });
  }
}
