// The oldest browsers that the page works in, as `browserslist` in www/package.json names them, and what MDN's tables of
// compatibility say that they have.
// `node tests/browser/floor.js` writes the types of all that they have, for the JavaScript to be checked against:
// node_modules/.floor/dom.d.ts and worker.d.ts, which are TypeScript's own without what one of them lacks.
import browserslist from 'browserslist';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
/** @type {import('@mdn/browser-compat-data').CompatData} */
export const TABLES = require('@mdn/browser-compat-data');

/** @typedef {import('@mdn/browser-compat-data').Identifier} Entry an entry of the tables, with those below it */
/** @typedef {import('@mdn/browser-compat-data').BrowserName} Browser */

/** What browserslist calls them, and the tables. @type {Record<string, Browser>} */
const NAMES = { chrome: 'chrome', edge: 'edge', firefox: 'firefox', safari: 'safari', ios_saf: 'safari_ios' };

/** The oldest version of each browser. */
export const FLOOR = floor();

function floor() {
  /** @type {Partial<Record<Browser, number>>} */
  const oldest = {};
  for (const one of browserslist(undefined, { path: fileURLToPath(new URL('../../www', import.meta.url)) })) {
    const [name, version] = one.split(' ');
    if (!Object.hasOwn(NAMES, name)) throw new Error(`www/package.json names the browser ${name}, which has no place here`);
    const browser = NAMES[name];
    // Of a range, `16.6-16.7`, the first.
    oldest[browser] = Math.min(oldest[browser] ?? Infinity, parseFloat(version));
  }
  return /** @type {[Browser, number][]} */ (Object.entries(oldest));
}

/**
 * Whether a version of a browser has something, by the name that the standard gives it.
 * @param {Entry} entry
 * @param {Browser} browser
 * @param {number} version
 */
export const has = ({ __compat: compat }, browser, version) => [compat?.support[browser] ?? []].flat().some((statement) => (
  typeof statement.version_added === 'string' && parseFloat(statement.version_added.replace('≤', '')) <= version &&
  !(typeof statement.version_removed === 'string' && parseFloat(statement.version_removed) <= version) &&
  !statement.prefix && !statement.alternative_name && !statement.flags));

/** Whether one of the oldest lacks it; what the tables do not know is not missed. @param {Entry | undefined} entry */
export const isLacking = (entry) => entry?.__compat !== undefined && FLOOR.some(([browser, version]) => !has(entry, browser, version));

/**
 * TypeScript's declarations of what browsers have, without what the oldest lack. They are written by a program, and so
 * regular: what is declared at the top begins at the margin, its members are indented by four, each on a line.
 * @param {string} text
 */
export function withoutLacking(text) {
  const { api } = TABLES;
  /** The interfaces that have the members of a mixin, which the tables do not know. @type {Map<string, string[]>} */
  const mixed = new Map();
  for (const [, name, parents] of text.matchAll(/^interface (\w+)(?:<.*>)? extends (.*) \{/gm)) {
    for (const parent of parents.split(', ')) mixed.set(parent, [...mixed.get(parent) ?? [], name]);
  }
  /** @param {string} name @returns {string[]} the interfaces of the tables */
  const owners = (name) => (Object.hasOwn(api, name) ? [name] : (mixed.get(name) ?? []).flatMap(owners));

  /** @type {string[]} */
  let within = [];
  let suffix = '';
  let isDropping = false;
  return text.split('\n').filter((line) => {
    const [, kind, name] = line.match(/^(interface|declare var|declare function) (\w+)/) ?? [];
    if (/^\S/.test(line)) within = [];
    if (kind) {
      within = kind === 'declare function' ? [] : owners(name);
      suffix = kind === 'interface' ? '' : '_static';
      // A type may be named where its objects are never made.
      isDropping = kind !== 'interface' && (isLacking(api[name]) || isLacking(api.Window[name]));
    }
    if (isDropping) {
      isDropping = !/^(};?|declare .*;)$/.test(line);
      return false;
    }
    const member = line.match(/^ {4}(?:readonly |get |set )?(\w+)[?(:<]/)?.[1];
    const entries = member ? within.map((owner) => api[owner][member + suffix] ?? api[owner][member.replace(/^on(\w+)$/, '$1_event')]) : [];
    const known = entries.filter((entry) => entry?.__compat);
    return known.length === 0 || !known.every(isLacking);
  }).join('\n');
}

/** The types, by the names of their files. */
export function types() {
  const typescript = createRequire(require.resolve('typescript/package.json'));
  const folder = join(dirname(typescript.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`)), 'lib');
  return Object.fromEntries([['lib.dom.d.ts', 'dom.d.ts'], ['lib.webworker.d.ts', 'worker.d.ts']].map(([from, to]) => (
    [to, withoutLacking(readFileSync(join(folder, from), 'utf8'))])));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('node_modules/.floor', import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(types())) writeFileSync(join(folder, name), text);
}
