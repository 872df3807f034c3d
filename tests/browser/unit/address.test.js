// Addresses as mail, chat and editors hand them on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { fragment } from '../../../www/app/shell/address.js';

/** @param {string} address behind the path */
function read(address) {
  const { hash, search } = new URL(`https://example.org/lab/${address}`);
  return fragment({ hash, search });
}

const TEXT = 'v=1&lanes=mlp&epochs=1';
const encoded = encodeURIComponent(TEXT);

test('an experiment is found wherever it was put', () => {
  for (const address of [
    `#${TEXT}`, `##${TEXT}`, `#%23${TEXT}`, `#${encoded}`, `#%23${encoded}`, `#${encodeURIComponent(encoded)}`, `#${encodeURIComponent(encodeURIComponent(encoded))}`,
    `?${TEXT}`, `?%23${TEXT}`, `?${encoded}`, `?utm_source=chat#${TEXT}`, `?v=1&lanes=set#${TEXT}`,
  ]) assert.equal(read(address), TEXT, address);
});

test('what does not begin with the version goes to whoever reads experiments as it is', () => {
  for (const address of ['?preset=described&lanes=mlp', `?utm_source=x&${TEXT}`, `?q=${encodeURIComponent(`https://example.org/#${TEXT}`)}`, '?seed=3', `?amp;${TEXT}`]) {
    assert.equal(read(address), address, address);
  }
});

test('what names no experiment stands behind one in the query', () => {
  assert.equal(read(`?${TEXT}#utm_source=x`), `${TEXT}&utm_source=x`);
  assert.equal(read('?seed=3#view=paper'), '?seed=3&view=paper');
  assert.equal(read('?id=3#view=paper'), 'view=paper');
});

test('what is none is a place or nothing', () => {
  for (const address of ['', '#', '#paper', '#100%', '#%E0%A4', '?utm_source=chat', '?fbclid=v=1', '?v=1x', '?id=3#about', '?v=1&lanes=set#about']) {
    assert.equal(read(address), null, address);
  }
});

test('what a browser encodes of its own accord is undone', () => {
  for (const [address, text] of [
    [`#${TEXT}\u200b`, `${TEXT}\u200b`], [`#\ufeff${TEXT}`, `\ufeff${TEXT}`], [`#“${TEXT}”`, `“${TEXT}”`], [`#<${TEXT}>`, `<${TEXT}>`],
    [`#"${TEXT}"`, `"${TEXT}"`], [`#${TEXT.replaceAll('&', ' & ')}`, TEXT.replaceAll('&', ' & ')], ['#v=1&epo%0D%0Achs=2', 'v=1&epo\r\nchs=2'],
    // What the link itself has encoded stays so, and what is no text.
    ['#v=1&hide=a%2520b%26c', 'v=1&hide=a%2520b%26c'], ['#v=1&hide=%E0%A4', 'v=1&hide=%E0%A4'],
  ]) assert.equal(read(address), text, address);
});

test('an experiment that has lost its = is no place', () => {
  for (const [address, text] of [
    ['#v＝1&lanes＝mlp', 'v＝1&lanes＝mlp'], ['#seed＝9', 'seed＝9'], ['#v:1', 'v:1'], ['#v&equals;1&amp;lanes&equals;mlp', 'v&equals;1&amp;lanes&equals;mlp'],
  ]) assert.equal(read(address), text, address);
  for (const address of ['#seed', '#lanes-set', '#data-panel', '#seedling', '#varied', '#vérité']) assert.equal(read(address), null, address);
});

test('what is inside is left to whoever reads experiments', () => {
  assert.equal(read('#v=1&lanes=set%7Crandom&amp;epochs=2'), 'v=1&lanes=set%7Crandom&amp;epochs=2');
  assert.equal(read('?v=1&hide=a%2526b'), 'v=1&hide=a%2526b');
});

const MISSING = readFileSync(new URL('../../../www/404.js', import.meta.url), 'utf8');

/** Where what stands for a missing file goes to. @param {string} asked */
function goesTo(asked) {
  const { protocol, host, pathname, search } = new URL(asked);
  /** @type {string | null} */
  let to = null;
  runInNewContext(MISSING, { location: { protocol, host, pathname, search, replace: (/** @type {string} */ address) => { to = address; } } });
  return to;
}

test('a path whose # was encoded goes to the page, with the experiment', () => {
  for (const [path, where] of [
    [`/%23${TEXT}`, '/'], [`/lab/%23${TEXT}`, '/lab/'], [`/lab/index.html%23${TEXT}`, '/lab/'], [`/lab/%2523${TEXT}`, '/lab/'], [`/lab/%23${encoded}`, '/lab/'],
  ]) {
    const to = goesTo(`https://example.org${path}`) ?? '';
    const { origin, pathname, search, hash } = new URL(to);
    assert.deepEqual([origin, pathname, fragment({ hash, search })], ['https://example.org', where, TEXT], path);
  }
  assert.equal(goesTo('https://example.org/lab/%23v=1&lanes=set:zeta=0..1/0.5'), 'https://example.org/lab/#v=1&lanes=set:zeta=0..1/0.5');
  assert.equal(goesTo('https://example.org/%23v=1&lanes=mlp?utm_source=chat'), 'https://example.org/#v=1&lanes=mlp&utm_source=chat');
});

test('it goes to no other place', () => {
  // The sign itself was lost.
  assert.equal(goesTo('https://example.org/lab/v=1&lanes=mlp?fbclid=x'), 'https://example.org/lab/#v=1&lanes=mlp&fbclid=x');
  assert.equal(goesTo('https://example.org//evil.example/%23v=1'), 'https://example.org//evil.example/#v=1');
  for (const path of ['/', '/missing.js', '/lab/nothing?%23v=1', '/lab/v=1/x', '/lab/xv=1&a', '/v=one']) assert.equal(goesTo(`https://example.org${path}`), null, path);
});
