// Makes of a built page one HTML file that holds everything and runs from a double-click: style sheets and modules become
// blocks in it, allowed by their hashes; workers become classic scripts, and with the wasm modules and all data blocks that
// www/app/platform/assets.js finds.
// `node www/build-single.js www/dist`
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { script } from './build-joined.js';
import { SINGLE, filesOf } from './build-offline.js';

const TYPES = { json: 'application/json', wasm: 'application/wasm', js: 'text/javascript', csv: 'text/csv', txt: 'text/plain', svg: 'image/svg+xml', png: 'image/png' };

const folder = process.argv[2];

/**
 * One script of some modules and all they import, those on demand too.
 * @param {string[]} paths
 * @param {import('./build-joined.js').Options} options
 */
async function joined(paths, options) {
  const { outputFiles: [{ text }] } = await script(folder, paths, options);
  return text;
}

/** @type {{ script: string[], style: string[] }} */
const hashes = { script: [], style: [] };

/**
 * A block of the page, and its hash for the policy.
 * @param {'script' | 'style'} tag
 * @param {string} attributes
 * @param {string} text
 */
function block(tag, attributes, text) {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`a ${tag} would end too early`);
  hashes[tag].push(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return `<${tag}${attributes}>${text}</${tag}>`;
}

/**
 * Replaces what the page must have.
 * @param {string} html @param {RegExp} pattern @param {(...parts: string[]) => string} by
 */
function replace(html, pattern, by) {
  if (html.search(pattern) < 0) throw new Error(`the page has nothing like ${pattern}`);
  return html.replace(pattern, by);
}

const read = (/** @type {string} */ path) => readFileSync(join(folder, path), 'utf8');
let html = read('index.html');
html = replace(html, /<link rel="stylesheet" href="([^"]+)">/g, (_, path) => block('style', '', `\n${read(path)}`));
html = replace(html, /\s*<meta name="service-worker"[^>]*>/, () => '');
html = replace(html, /\s*<link rel="(modulepreload|preload)"[^>]*>/g, () => '');
/** @type {string[]} */
const modules = [];
html = replace(html, /\s*<script type="module" src="([^"]+)"><\/script>/g, (_, path) => { modules.push(path); return ''; });
// Before the scripts are in: they may well hold the text of some HTML.
const left = html.match(/\s(src|href)="(?!data:|#|https?:|mailto:)[^"]*"/);
if (left) throw new Error(`the page still refers to a file:${left[0]}`);
const whole = await joined(modules, { format: 'esm' });
html = replace(html, /<\/head>/, (end) => `${block('script', ' type="module"', `\n${whole}`)}\n${end}`);

/** Only a module knows its own address; packed workers never ask. @type {import('./build-joined.js').Options} */
const WORKER = { format: 'iife', define: { 'import.meta.url': 'self.location.href' } };
/** Modules are inside the scripts already, style sheets in the page. */
const packed = filesOf(folder).filter((path) => path.endsWith('-worker.js') || !/\.(html|css|js)$/.test(path));
const blocks = await Promise.all(packed.map(async (path) => {
  const type = TYPES[/** @type {keyof typeof TYPES} */ (path.split('.').pop())];
  if (!type) throw new Error(`of what type is ${path}?`);
  // There are no dataset files beside one file.
  const bytes = path.endsWith('-worker.js') ? await joined([path], WORKER) : path === 'data/files.json' ? '[]\n' : readFileSync(join(folder, path));
  return `<script type="${type === TYPES.js ? 'text/plain' : type}" data-path="${path}">${Buffer.from(bytes).toString('base64')}</script>\n`;
}));
html = replace(html, /<\/head>/, (end) => blocks.join('') + end);
html = replace(html, /script-src 'self'([^;]*); style-src 'self';/, (_, rest) => `script-src ${hashes.script.join(' ')}${rest}; style-src ${hashes.style.join(' ')};`);
html = replace(html, /connect-src 'self' /, () => 'connect-src ');
html = replace(html, /worker-src 'self' blob:/, () => 'worker-src blob:');
html = replace(html, /img-src 'self' /, () => 'img-src ');
writeFileSync(join(folder, SINGLE), html);
