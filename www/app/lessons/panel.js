/**
 * The lessons beside the live page. The address says which page of which lesson is open
 * (`lesson=set.3`); the panel shows it, watches what the visitor does and ticks the task off. The
 * visitor's own experiment is set aside meanwhile and comes back when the lesson is left.
 */

import { byId, make } from '../base/dom.js';
import { brief, count, plain } from '../base/format.js';
import { find, LESSONS } from './index.js';
import { languageButtons, lessonList } from './list.js';
import { head, offerButtons, unfolder } from './parts.js';
import { prose } from '../base/prose.js';
import { fill } from './facts-in-text.js';
import { questionForm } from './question.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').PageDeeds} PageDeeds */
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
 * @property {import('./language-choice.js').LanguageChoice} languages
 * @property {import('./progress.js').Progress} progress
 * @property {(text: string) => { canonical: string | null, view: Record<string, string> }} check
 * @property {(text: string, key: string, value: string | undefined) => string} edit a text with one key changed
 * @property {(place: HTMLElement) => void} go brings a place of the page into sight, and puts the focus there
 * @property {(place: HTMLElement) => void} reveal brings a place of the view that is shown into sight, and leaves the focus where it is
 * @property {() => void} told there are news
 */

export class LessonPanel {
  #scene;
  #means;
  #page;
  #languages;
  #progress;
  #panel = byId('lesson', HTMLElement);
  #opener = byId('lessons', HTMLButtonElement);
  /** What is open: a page, by the lesson's place and its own from 0, or the list. @type {{ place: number, at: number } | typeof LIST | null} */
  #open = null;
  /** @type {PageDeeds | null} */
  #current = null;
  /** Its name, `set.1` where the address may say `set`. */
  #name = '';
  /** @type {unknown} */
  #entry = undefined;
  /** A selector of the figure that is still to be brought into sight. */
  #sought = '';
  /** Whether it had been done when it was opened. */
  #before = false;
  #done = false;
  /** On a phone, whether all of the page is shown, or the task alone. */
  #unfolded = false;
  /** What the visitor is to hear with the next sentence of the status line. */
  #news = '';
  /** Whether the experiment changes with these news, and they are still to be told. */
  #fresh = false;
  /** Whether the visitor asked for what is shown next, and so gets the focus there. */
  #asked = false;
  #body = make('div', { class: 'lesson-body' });
  #result = make('div', { class: 'lesson-done' });
  #next = make('button', { type: 'button' });

  /**
   * @param {Scene} scene
   * @param {Means} means
   */
  constructor(scene, means) {
    this.#scene = scene;
    this.#means = means;
    this.#page = means.page;
    this.#languages = means.languages;
    this.#progress = means.progress;
    this.#languages.shown.subscribe(() => {
      if (this.#open === null) return;
      this.#draw();
      this.update();
      this.#focus();
      means.told();
    });
  }

  /** The button in the head opens and closes it. */
  press() {
    if (this.#page.lesson.value === null) this.#turn(LIST);
    else this.#leave();
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

  /** Shows what the address asks for. */
  obey() {
    const asked = this.#page.lesson.value;
    this.forgetNews();
    const found = asked === null ? null : find(asked);
    const before = this.#open;
    this.#open = found ?? (asked === LIST ? LIST : null);
    this.#current = found ? found.lesson.pages[found.at] : null;
    this.#done = false;
    this.#unfolded = false;
    const open = this.#open !== null;
    const { dataset } = document.documentElement;
    this.#panel.hidden = !open;
    dataset.lesson = String(open);
    delete dataset.lessonFigure;
    this.#opener.setAttribute('aria-expanded', String(open));
    if (found) {
      if (before === null || before === LIST || before.place !== found.place) this.#begin(found.lesson);
      this.#enter(found.lesson, found.at);
    } else if (asked === null) this.#bringBack();
    if (open) this.#draw();
    this.update();
    this.#focus();
  }

  /** Puts the focus into the panel where the visitor asked for it. */
  #focus() {
    const title = this.#panel.querySelector('[tabindex="-1"]');
    if (!(title instanceof HTMLElement)) return;
    if (this.#asked && this.#open !== null) title.focus({ preventScroll: true });
    this.#asked = false;
  }

  /** Looks again at what the visitor has done. */
  update() {
    const [page, scene] = [this.#current, this.#scene];
    if (!page) return;
    if (this.#page.view.value === (page.view ?? FIRST)) queueMicrotask(() => this.#reveal());
    if (!this.#done && page.done?.(scene, this.#entry)) this.#finish();
    const shown = this.#languages.shown.value;
    if (this.#open === null || this.#open === LIST) return;
    const { sentences } = shown.lessons[this.#open.place];
    const { nouns, and, nothing } = shown.panel;
    const facts = page.facts?.(scene, {
      counted: (n, noun) => `${Number.isInteger(n) ? count(n) : plain(n)} ${nouns[noun][n === 1 ? 0 : 1]}`,
      joined: (parts) => parts.join(and),
      nothing,
    }) ?? {};
    for (const place of [this.#body, this.#result]) fill(place, facts, sentences, shown.language.code !== 'en');
  }

  /** Ends the lesson; the visitor's experiment comes back. */
  #leave() {
    this.#page.go({ lesson: null });
    this.#means.told();
    this.#opener.focus();
  }

  /** The experiment that was set aside, as it was left where that can be. */
  #bringBack() {
    const { aside } = this.#progress;
    if (aside === null) return;
    this.#progress.aside = null;
    const { lab } = this.#scene;
    const { canonical, view } = this.#means.check(aside);
    const changed = canonical !== lab.checked.canonical;
    const waits = lab.recall(canonical) && changed;
    this.#news = !changed ? '' : waits ? 'Your own experiment is back, as you left it.' : 'Your own experiment is back, from its start.';
    this.#fresh = changed;
    this.#page.go({ text: this.#means.edit(aside, 'view', undefined), view: view.view ?? FIRST });
  }

  /**
   * The experiment that a lesson is about, in place of the visitor's.
   * @param {Lesson} lesson
   */
  #begin(lesson) {
    const { text, view } = this.#page;
    if (this.#progress.aside === null) {
      this.#progress.aside = view.value === FIRST ? text.value : this.#means.edit(text.value, 'view', view.value);
      // However many lessons come between.
      this.#scene.lab.setAside();
    }
    if (lesson.experiment) this.#page.go({ text: lesson.experiment });
  }

  /**
   * Opens a page: its view, and the figure that it speaks of.
   * @param {Lesson} lesson
   * @param {number} at
   */
  #enter(lesson, at) {
    const page = lesson.pages[at];
    this.#name = `${lesson.id}.${at + 1}`;
    this.#before = this.#progress.isDone(this.#name);
    this.#progress.visit(lesson.id, this.#name);
    this.#scene.tour = this.#progress.doneOfAll(LESSONS);
    this.#page.go({ view: page.view ?? FIRST });
    this.#entry = page.enter?.(this.#scene);
    document.documentElement.dataset.lessonFigure = page.figure;
    this.#sought = page.figure;
    // Once the view is shown.
    queueMicrotask(() => this.#reveal());
  }

  /** Brings the figure of the page into sight, as soon as it is there. */
  #reveal() {
    const figure = this.#sought && this.#open !== null ? document.querySelector(this.#sought) : null;
    if (!(figure instanceof HTMLElement)) return;
    this.#sought = '';
    this.#means.reveal(figure);
  }

  /** @param {string} name of a page, or of the list */
  #turn(name) {
    this.#asked = true;
    this.#page.go({ lesson: name });
  }

  #finish() {
    this.#done = true;
    this.#progress.finish(this.#name);
    this.#scene.tour = this.#progress.doneOfAll(LESSONS);
    this.#drawResult();
    this.#news = 'Lesson: the task is done.';
  }

  /** Writes what is open into the panel, in the language there is. */
  #draw() {
    // Who had the focus in the panel has it in its title then.
    this.#asked ||= this.#panel.contains(document.activeElement);
    this.#panel.classList.remove('is-done');
    const { language, panel: words, lessons } = this.#languages.shown.value;
    this.#panel.lang = language.code;
    if (this.#open === LIST) {
      this.#panel.replaceChildren(this.#head(words.title, words.about),
        languageButtons(language, words.language, (chosen) => this.#languages.choose(chosen)),
        lessonList(lessons, words, this.#progress, (name) => this.#turn(name)));
    } else if (this.#open) {
      const lesson = lessons[this.#open.place];
      const { at } = this.#open;
      this.#drawPage(lesson, at, lessons[this.#open.place + 1]);
    }
    this.#panel.classList.toggle('unfolded', this.#unfolded || this.#open === LIST);
    this.#panel.scrollTop = 0;
  }

  /** @param {string} title @param {string} below */
  #head(title, below) {
    return head(this.#words, title, below, () => this.#leave(), this.#current ? () => this.#turn(LIST) : null);
  }

  /**
   * @param {Lesson} lesson
   * @param {number} at
   * @param {Lesson | undefined} following
   */
  #drawPage(lesson, at, following) {
    const page = lesson.pages[at];
    const words = this.#words;
    const back = make('button', { type: 'button' }, words.back);
    back.disabled = at === 0;
    back.addEventListener('click', () => this.#turn(`${lesson.id}.${at}`));
    const last = at === lesson.pages.length - 1;
    this.#next = make('button', { type: 'button' }, !last ? words.next : following ? words.nextLesson : words.all);
    this.#next.addEventListener('click', () => this.#turn(!last ? `${lesson.id}.${at + 2}` : following ? `${following.id}.1` : LIST));
    const show = make('button', { type: 'button', class: 'quiet' }, words.show);
    show.addEventListener('click', () => this.#show(page.show ?? page.figure));
    const question = page.question && questionForm(page.question, words, this.#scene, (choice) => {
      this.#scene.guess = choice;
      this.#finish();
      this.#means.told();
    });
    const task = make('div', { class: 'lesson-task' }, make('p', {}, make('strong', {}, words.task), ...prose(page.task)),
      ...(question ? [question] : []), ...this.#offers(page, false), show);
    this.#result = make('div', { class: 'lesson-done', hidden: '' });
    this.#body = make('div', { class: 'lesson-body', id: 'lesson-body' },
      make('h3', {}, page.title), ...page.text.map((text) => make('p', {}, ...prose(text))), task);
    const far = words.page(at + 1, lesson.pages.length);
    this.#panel.replaceChildren(this.#head(lesson.title, this.#before ? `${far}, ${words.before}` : far),
      unfolder(words, this.#unfolded, () => (this.#unfolded = this.#panel.classList.toggle('unfolded'))), this.#body, this.#result, make('div', { class: 'buttons lesson-turn' }, back, this.#next));
    if (this.#done) this.#drawResult();
  }

  /** @param {Page} page @param {boolean} after the task is done */
  #offers(page, after) {
    return offerButtons(page, after, (offer) => {
      this.#page.go({ text: offer.text(this.#scene) });
      if (offer.run) this.#scene.lab.train();
    });
  }

  #drawResult() {
    if (this.#open === null || this.#open === LIST) return;
    const page = this.#languages.shown.value.lessons[this.#open.place].pages[this.#open.at];
    this.#result.replaceChildren(make('p', {}, make('strong', {}, this.#words.done), ...prose(page.said)), ...this.#offers(page, true));
    this.#result.hidden = false;
    this.#panel.classList.add('is-done');
    this.#next.classList.add('primary');
  }

  get #words() {
    return this.#languages.shown.value.panel;
  }

  /** Brings the place that a page speaks of into sight. @param {string} selector */
  #show(selector) {
    const place = [...document.querySelectorAll(selector)].find((one) => !one.closest('#lesson'));
    if (!(place instanceof HTMLElement)) return;
    for (const other of document.querySelectorAll('[data-pointed]')) other.removeAttribute('data-pointed');
    place.dataset.pointed = '';
    if (!place.matches('button, input, select, [tabindex]')) place.tabIndex = -1;
    this.#means.go(place);
    place.addEventListener('blur', () => place.removeAttribute('data-pointed'), { once: true });
  }
}
