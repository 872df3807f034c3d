// The page as most tests are served it: its modules joined to one script for the page and one for each worker, its style
// sheets to one. To load a hundred files takes a browser longer than all the rest of a visit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const SHEET = /\s*<link rel="stylesheet" href="([^"]+)">/g;

/**
 * The files of the page that are others when it is joined, by path; those that went into them are asked for no more.
 * @param {string} folder the built page
 * @returns {Map<string, Buffer>}
 */
export function joined(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const sheets = Array.from(html.matchAll(SHEET), ([, path]) => path);
  const scripts = Array.from(html.matchAll(/<script type="module" src="([^"]+)"/g), ([, path]) => path);
  const { outputFiles } = buildSync({
    // Each stays where it is, so that its own address leads where it did.
    entryPoints: [...scripts, 'lane-worker.js', 'data-worker.js'],
    absWorkingDir: folder,
    outdir: folder,
    outbase: folder,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path.slice(folder.length).replace(/^[\\/]/, ''), Buffer.from(contents)]));
  const [first, ...others] = sheets;
  files.set(first, Buffer.concat(sheets.map((path) => readFileSync(join(folder, path)))));
  files.set('index.html', Buffer.from(html.replace(SHEET, (link, path) => (others.includes(path) ? '' : link))));
  return files;
}
