// Writes into the built page which commit it was built from, as src/build.rs finds it for the command: so a network's file says
// the same, whoever wrote it.
// `node www/build-commit.js www/dist`
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where the page learns of it. */
const NAMED = 'app/shared/build.js';

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

const named = join(process.argv[2], NAMED);
const text = readFileSync(named, 'utf8');
const whole = text.replace("COMMIT = 'unknown'", () => `COMMIT = ${JSON.stringify(commit())}`);
if (!whole.includes('COMMIT = "')) throw new Error(`${NAMED} has no place for the commit`);
writeFileSync(named, whole);
