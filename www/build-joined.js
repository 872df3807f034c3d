// Joins the scripts of a built page, as to ask for two hundred files takes a browser longer than all else that it does before the
// page begins: app/main.js becomes one with all it imports, so does each part that is loaded on demand, by the name of its first
// module, with what several of them need in files of their own, and each worker. The page then names what its first screen needs,
// which the browser would find one depth after another.
// `node www/build-joined.js www/dist`
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

export { esbuild };

const SOURCES = fileURLToPath(new URL('.', import.meta.url));
const FIRST = 'app/main.js';
const WORKERS = 'app/workers';
/** Written by www/build, and asked for by pages that want to know whether they are of the build that is there by now. */
const NAMED = 'app/shared/build.js';
/** What app/platform/wasm.js compiles before the page begins. */
export const COMPILED = ['pkg/censet_page_bg.wasm', 'pkg/censet_data_bg.wasm', 'pkg/censet_worker_bg.wasm'];
/** Where the page names them: after the style sheet, which paints it. */
const PLACE = /\n( *)<script type="module"/;
const LINK = /\s*<link rel="(modulepreload|preload)"[^>]*>/g;

/** @typedef {(path: string) => string} Own the expression that is the own address of a module, from which it finds others, in what it becomes a part of */
/** @typedef {(path: string, text: string) => string} Change what becomes of a module, by its path in the page */

/** @typedef {Omit<esbuild.BuildOptions, 'write' | 'metafile'> & { own?: Own | null, change?: Change }} Options esbuild's, and of {@link modules} */

/** @param {string} from @param {string} to */
const between = (from, to) => relative(from, to).split(sep).join('/');

/**
 * Finds the modules: those of the page where they are written, what was built in the page's folder.
 * @param {string} folder the built page
 * @param {Own | null} own null for scripts that have no address
 * @param {Change} change
 * @returns {esbuild.Plugin}
 */
const modules = (folder, own, change) => ({
  name: 'modules',
  setup({ onResolve, onLoad }) {
    const pathOf = (/** @type {string} */ file) => between(file.startsWith(join(folder, sep)) ? folder : SOURCES, file);
    onResolve({ filter: /^\.{1,2}\// }, ({ path, importer }) => {
      const found = pathOf(join(dirname(importer), path));
      return { path: join(found.startsWith('pkg/') || found === NAMED ? folder : SOURCES, found) };
    });
    onLoad({ filter: /\.js$/ }, ({ path: file }) => {
      const path = pathOf(file);
      const text = change(path, readFileSync(file, 'utf8'));
      return { contents: own ? text.replaceAll('import.meta.url', own(path)) : text };
    });
  },
});

/**
 * One script of some modules and all that they import.
 * @param {string} folder the built page
 * @param {string[]} paths
 * @param {Options} [options]
 */
export function script(folder, paths, { own = null, change = (_, text) => text, ...options } = {}) {
  return esbuild.build({
    entryPoints: paths.map((path) => ({ in: join(SOURCES, path), out: path.replace(/\.js$/, '') })),
    absWorkingDir: SOURCES,
    outdir: SOURCES,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    // Names stay, for those who read what went wrong.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
    plugins: [modules(resolve(folder), own, change)],
    ...options,
    write: false,
    metafile: true,
  });
}

/** @type {Own} In a script of the page, wherever that is */
const ofPage = (path) => `new URL(${JSON.stringify(path)}, document.baseURI).href`;
/** @type {Own} In a worker, which knows of no page */
const ofWorker = (path) => `new URL(${JSON.stringify(between(WORKERS, path))}, import.meta.url).href`;

/**
 * The scripts of a page, and which of them its first screen needs.
 * @param {string} folder the built page
 * @param {Change} [change]
 */
async function joined(folder, change) {
  const { metafile: { inputs } } = await script(folder, [FIRST]);
  const onDemand = Object.values(inputs).flatMap(({ imports }) => imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path));
  const { outputFiles, metafile: { outputs } } = await script(folder, [FIRST, ...new Set(onDemand)], { own: ofPage, change, splitting: true, chunkNames: `${dirname(FIRST)}/[name]-[hash]` });
  const workers = readdirSync(join(SOURCES, WORKERS)).filter((name) => name.endsWith('-worker.js')).map((name) => `${WORKERS}/${name}`);
  const theirs = await Promise.all(workers.map((path) => script(folder, [path], { own: ofWorker, change })));
  const files = new Map([...outputFiles, ...theirs.flatMap(({ outputFiles }) => outputFiles)].map(({ path, text }) => [between(SOURCES, path), text]));
  const first = new Set([FIRST]);
  for (const path of first) for (const { path: to, kind } of outputs[path].imports) if (kind === 'import-statement') first.add(to);
  return { files, first: [...first] };
}

/**
 * Writes the scripts of a built page into it, and into its document what is to be loaded first; what was there of either, goes.
 * @param {string} folder
 * @param {Change} [change]
 */
export async function writeJoined(folder, change) {
  const { files, first } = await joined(folder, change);
  const named = readFileSync(join(folder, NAMED));
  rmSync(join(folder, 'app'), { recursive: true });
  for (const [path, bytes] of [...files, /** @type {const} */ ([NAMED, named])]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const page = join(folder, 'index.html');
  const html = readFileSync(page, 'utf8').replace(LINK, '');
  const links = [
    ...COMPILED.map((path) => `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${path}">`),
    ...first.map((path) => `<link rel="modulepreload" href="${path}">`),
  ];
  const whole = html.replace(PLACE, (script, indent) => links.map((link) => `\n${indent}${link}`).join('') + script);
  if (whole === html) throw new Error('index.html has no place for what it needs first');
  writeFileSync(page, whole);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeJoined(process.argv[2]);
