// The headless command, for tests that compare it with the page.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ending } from './children.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** The command's program. @type {Promise<string> | undefined} */
let program;

/** Has cargo bring the program up to date, optimised, and say where it is. */
async function built() {
  const words = ['build', '--quiet', '--release', '--bin', 'censet-lab', '--message-format', 'json'];
  const { stdout } = await run('cargo', words, { cwd: ROOT, maxBuffer: 2 ** 26, signal: ending });
  const messages = stdout.trim().split('\n').map((line) => JSON.parse(line));
  return messages.findLast(({ executable }) => executable).executable;
}

/**
 * Runs the command natively to its end.
 * @param {string[]} words
 * @returns {Promise<string>} what it printed
 */
export async function headless(words) {
  const { stdout } = await run(await (program ??= built()), words, { cwd: ROOT, maxBuffer: 2 ** 26, signal: ending });
  return stdout;
}

/**
 * Runs an experiment natively, with FashionMNIST from $FASHION_MNIST_DIR when that is set.
 * @param {string} experiment its text, or the address of a page that shows it
 * @param {string[]} [options] further options of `censet-lab run`, `--out` for example
 * @returns {Promise<{ output: string, digests: Record<string, string> }>} what it printed, and each lane's digest
 */
export async function runHeadless(experiment, options = []) {
  const data = process.env.FASHION_MNIST_DIR;
  const output = await headless(['run', experiment, ...(data ? ['--data', data] : []), ...options]);
  const lines = output.matchAll(/^digest (\S+) ([0-9a-f]{16,})$/gm);
  return { output, digests: Object.fromEntries(Array.from(lines, ([, lane, digest]) => [lane, digest])) };
}
