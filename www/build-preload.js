// Writes into a built page which files its first screen needs: the modules that app/main.js imports, and what they import, which
// the browser would find one depth after another, and the wasm modules, which it would find after all of them.
// `node www/build-preload.js www/dist`
import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIRST = 'app/main.js';
/** What app/platform/wasm.js compiles before the page begins. */
export const COMPILED = ['pkg/censet_page_bg.wasm', 'pkg/censet_worker_bg.wasm'];
/** What a module imports before it runs, as all of them are written; what it imports when it is asked for is no such line. */
const IMPORT = /^(?:import|export)\b[^'";(]*?'(\.{1,2}\/[^']+)';/gm;
/** Where they are named: after the style sheets, which paint the page. */
const PLACE = /\n( *)<script type="module"/;

/**
 * The modules that a module needs, itself first, then depth by depth as a browser finds them.
 * @param {string} folder the built page
 * @param {string} first
 */
export function modulesOf(folder, first) {
  const found = new Set([first]);
  for (const path of found) {
    const text = readFileSync(join(folder, path), 'utf8').replace(/\/\*[^]*?\*\//g, '');
    for (const [, to] of text.matchAll(IMPORT)) found.add(posix.join(posix.dirname(path), to));
  }
  return [...found];
}

/** @param {string} folder the built page */
export function writePreloads(folder) {
  const page = join(folder, 'index.html');
  const html = readFileSync(page, 'utf8');
  const links = [
    ...COMPILED.map((path) => `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${path}">`),
    ...modulesOf(folder, FIRST).map((path) => `<link rel="modulepreload" href="${path}">`),
  ];
  const whole = html.replace(PLACE, (script, indent) => links.map((link) => `\n${indent}${link}`).join('') + script);
  if (whole === html) throw new Error('index.html has no place for what it needs first');
  writeFileSync(page, whole);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writePreloads(process.argv[2]);
