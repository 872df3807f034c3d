// Writes into the scripts of a built page which commit it was built from, as src/build.rs finds it for the command: so a network's file says
// the same, whoever wrote it.
// `node www/build-commit.js www/dist`
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What stands in its place as it is written, in www/app/shared/build.js. */
const PLACE = 'censet-lab-commit';

/** What git says of this folder, whatever repository the builder's variables name; null if it says nothing. @param {string[]} what */
function git(...what) {
  const { GIT_DIR: _, GIT_WORK_TREE: __, ...env } = process.env;
  try {
    return execFileSync('git', what, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env }).trim();
  } catch {
    return null;
  }
}

function commit() {
  if (process.env.CENSET_LAB_COMMIT) return process.env.CENSET_LAB_COMMIT;
  if (git('rev-parse', '--show-prefix') !== '') return 'unknown';
  const sources = /SOURCES: \[&str; \d+\] = (\[.*\]);/.exec(readFileSync(join(ROOT, 'src/build.rs'), 'utf8'))?.[1];
  if (!sources) throw new Error('src/build.rs names no sources');
  const [head, changes] = [git('rev-parse', 'HEAD'), git('status', '--porcelain', '--', ...JSON.parse(sources))];
  return head === null || changes === null ? 'unknown' : head + (changes && '-modified');
}

const [folder] = process.argv.slice(2);
const written = readdirSync(join(folder, 'app'), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, 'app', path)).filter((path) => {
  if (!path.endsWith('.js')) return false;
  const text = readFileSync(path, 'utf8');
  if (text.includes(PLACE)) writeFileSync(path, text.replaceAll(PLACE, commit()));
  return text.includes(PLACE);
});
// In app/shared/build.js, and in a script that was joined of it.
if (written.length < 2) throw new Error('the scripts have no place for the commit');
