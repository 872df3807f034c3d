// The page as most tests are served it: its modules joined to one script for the page and one for each worker, its style
// sheets to one. To load a hundred files takes a browser longer than all the rest of a visit.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { filesOf } from '../../www/build-offline.js';

const SHEET = /\s*<link rel="stylesheet" href="([^"]+)">/g;

/**
 * One script of a module and all that it imports, in the module's place.
 * @param {string} folder
 * @param {string} path
 * @returns {Promise<Buffer>}
 */
async function script(folder, path) {
  const home = dirname(join(folder, path));
  const { outputFiles } = await build({
    entryPoints: [join(folder, path)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [{
      name: 'addresses',
      // Each module goes on to know its own address, from which it finds others.
      setup: ({ onLoad }) => onLoad({ filter: /\.js$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replaceAll('import.meta.url',
          `new URL(${JSON.stringify(relative(home, path).split(sep).join('/'))}, import.meta.url).href`),
      })),
    }],
  });
  return Buffer.from(outputFiles[0].contents);
}

/**
 * The files of the page that are others when it is joined, by path; those that went into them are asked for no more.
 * @param {string} folder the built page
 * @returns {Promise<Map<string, Buffer>>}
 */
export async function joined(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const [sheet, ...others] = Array.from(html.matchAll(SHEET), ([, path]) => path);
  const scripts = Array.from(html.matchAll(/<script type="module" src="([^"]+)"/g), ([, path]) => path);
  const workers = filesOf(folder).filter((path) => path.endsWith('-worker.js'));
  const files = await Promise.all([...scripts, ...workers].map(async (path) => /** @type {const} */ ([path, await script(folder, path)])));
  return new Map([
    ...files,
    [sheet, Buffer.concat([sheet, ...others].map((path) => readFileSync(join(folder, path))))],
    ['index.html', Buffer.from(html.replace(SHEET, (link, path) => (others.includes(path) ? '' : link)))],
  ]);
}
