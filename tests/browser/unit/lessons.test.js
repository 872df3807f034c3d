// The lessons' texts: every number in them is computed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesOf } from '../../../www/build-offline.js';
import { find, LESSONS, lessonsIn } from '../../../www/app/lessons/index.js';
import { LANGUAGES as NAMED } from '../../../www/app/lessons/languages.js';
import { texts as DUTCH } from '../../../www/app/lessons/texts/nl/index.js';
import { texts as ENGLISH } from '../../../www/app/lessons/texts/en/index.js';
import { Scene } from '../../../www/app/lessons/scene.js';
import { pageState } from '../page-means.js';

/** Parts of names, which are no numbers. */
const NAMES = /\b(Equations? \d( and \d)?|Table \d|Section [\d.]+|x\d|2·w|epoch 0|weight near 0|near 0|vergelijking(en)? \d( en \d)?|Tabel \d|paragraaf [\d.]+)/gi;

/** Each language as the page knows it, with its texts. */
const LANGUAGES = [{ code: 'en', texts: ENGLISH }, { code: 'nl', texts: DUTCH }];

/** @type {import('../../../www/app/lessons/scene.js').Sayings} */
const SAYINGS = { counted: (n, noun) => `${n} ${noun}`, joined: (parts) => parts.join(), nothing: '-' };

/** A page without a run. */
const empty = () => new Scene(
  /** @type {any} */ ({ run: null, checked: { values: {}, lanes: [], canonical: null } }),
  /** @type {any} */ ({ worked: { vertices: [], eigenvalues: [], laplacian: [] }, ids: [], edges: [], chosen: null, done: new Set() }),
  () => [],
  /** @type {any} */ ({ shown: () => null, selection: { lane: 0, neuron: null }, knockOut: { result: () => null, attack: () => null }, drawing: { known: { value: { changes: 0, says: [] } } } }),
  pageState().page,
);

/** All that a page says. @param {import('../../../www/app/lessons/scene.js').PageWords} page */
const said = ({ title, text, task, said, question, buttons = [] }) => [title, ...text, task, said, question?.label ?? '', ...question?.choices ?? [], ...buttons];

for (const { id, pages } of LESSONS) {
  for (const { code, texts } of LANGUAGES) {
    test(`${id}: every number is computed, in ${code}`, () => {
      for (const page of texts.lessons[id].pages) {
        for (const text of said(page)) assert.doesNotMatch(text.replace(NAMES, ''), /\d/, text);
      }
    });
  }
  test(`${id}: every number that the text has is known to the page`, () => {
    for (const [i, page] of pages.entries()) {
      assert(page.done || page.question, `${page.title} checks nothing`);
      const known = Object.keys(page.facts?.(empty(), SAYINGS) ?? {});
      // Of an empty graph nothing is known.
      if (page.view === 'playground') continue;
      const asked = said(ENGLISH.lessons[id].pages[i]).flatMap((text) => Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name));
      assert.deepEqual(asked.filter((name) => !known.includes(name)), [], page.title);
    }
  });
  test(`${id}: nothing is done before anything happened`, () => {
    const scene = empty();
    for (const page of pages) {
      page.facts?.(scene, SAYINGS);
      if (page.done) assert.equal(page.done(scene, undefined), false, page.title);
      else assert.equal(page.question?.answer(scene), undefined, page.title);
    }
  });
}

test('each language that can be chosen is loaded with its own texts', async () => {
  // What asks whether the page has been renewed meanwhile looks for the one file that holds all.
  Object.assign(globalThis, { document: { querySelector: () => ({}) } });
  const loaded = await Promise.all(NAMED.map(async ({ code, load }) => ({ code, texts: (await load()).texts })));
  assert.deepEqual(loaded, LANGUAGES);
});

test('links name lessons and pages', () => {
  assert.equal(find('set')?.at, 0);
  assert.equal(find('set.3')?.at, 2);
  for (const bad of ['', 'list', 'set.', 'set.0', 'set.99', 'set.1.1', 'nothing.1', '<b>']) assert.equal(find(bad), null, bad);
});

const marks = (/** @type {import('../../../www/app/lessons/scene.js').PageWords} */ page, /** @type {RegExp} */ pattern) =>
  [...new Set(said(page).flatMap((text) => text.match(pattern) ?? []))].sort();

for (const { code, texts } of LANGUAGES) {
  test(`${code} has all that English has: lessons, pages, numbers, controls, choices, buttons and words`, () => {
    assert.deepEqual(lessonsIn(texts).map(({ id }) => id), LESSONS.map(({ id }) => id));
    assert.deepEqual(Object.keys(texts.lessons).sort(), Object.keys(ENGLISH.lessons).sort());
    for (const [id, { title, pages }] of Object.entries(texts.lessons)) {
      const english = ENGLISH.lessons[id];
      assert(title !== '');
      assert.equal(pages.length, english.pages.length, id);
      pages.forEach((page, i) => {
        const other = english.pages[i];
        assert.deepEqual(marks(page, /\{\w+\}/g), marks(other, /\{\w+\}/g), `${id}.${i + 1}`);
        assert.deepEqual(marks(page, /\[[^\]]+\]/g), marks(other, /\[[^\]]+\]/g), `${id}.${i + 1}`);
        assert.equal(page.text.length, other.text.length, `${id}.${i + 1}`);
        assert.equal(page.question?.choices?.length, other.question?.choices?.length, `${id}.${i + 1}`);
        assert.equal(Boolean(page.question), Boolean(other.question), `${id}.${i + 1}`);
        assert.equal(page.buttons?.length, other.buttons?.length, `${id}.${i + 1}`);
      });
    }
    const kinds = (/** @type {object} */ words) => Object.entries(words).map(([name, value]) => `${name}: ${typeof value}`).sort();
    assert.deepEqual(kinds(texts.panel), kinds(ENGLISH.panel));
    assert.deepEqual(kinds(texts.panel.nouns), kinds(ENGLISH.panel.nouns));
    for (const word of Object.values(texts.panel)) assert.notEqual(word, '');
  });

  test(`${code}: what it says in place of the paper’s sentences is of these sentences`, () => {
    const differences = JSON.parse(readFileSync(new URL('../../../www/paper/differences.json', import.meta.url), 'utf8'));
    const known = differences.map((/** @type {{ text: string }} */ { text }) => text);
    for (const { sentences = {} } of Object.values(texts.lessons)) {
      for (const { of, is } of Object.values(sentences)) {
        assert(known.includes(of), of);
        assert.deepEqual(is.match(/\d[\d.,]*\d|\d/g), of.match(/\d[\d.,]*\d|\d/g), 'with the same numbers');
      }
    }
  });
}

test('every language is kept for visits without a network, whole', async () => {
  const dist = new URL('../../../www/dist/', import.meta.url);
  const files = filesOf(fileURLToPath(dist));
  for (const { code, texts } of LANGUAGES) {
    const path = `app/lessons/texts/${code}/index.js`;
    assert(files.includes(path), path);
    const built = (await import(new URL(path, dist).href)).texts;
    assert.equal(JSON.stringify(built), JSON.stringify(texts));
  }
});

test('no lesson says that neurons are given up: their connections are', () => {
  for (const { texts } of LANGUAGES) {
    for (const { pages } of Object.values(texts.lessons)) {
      for (const text of pages.flatMap(said)) assert.doesNotMatch(text, /gives? up (the |some |these )?neurons|(prunes?|cuts?) (the )?neurons (away|out)/, text);
    }
  }
});

test('the energy by hand comes after the choice of k, and each lesson says how long it takes', () => {
  const ids = LESSONS.map(({ id }) => id);
  assert.equal(ids.indexOf('energy'), ids.indexOf('k') + 1);
  assert.equal(ids[0], 'network');
  assert.equal(ids.at(-1), 'end');
  for (const { id, minutes } of LESSONS) assert(minutes > 0 && minutes <= 10, id);
});
