// The headless command, for tests that compare it with the page.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs the command natively, optimised, to its end.
 * @param {string[]} words
 * @returns {Promise<string>} what it printed
 */
export async function headless(words) {
  const { stdout } = await promisify(execFile)('cargo', ['run', '--quiet', '--release', '--', ...words], { cwd: ROOT, maxBuffer: 2 ** 26 });
  return stdout;
}

/**
 * Runs an experiment natively, optimised, with FashionMNIST from $FASHION_MNIST_DIR when that is set.
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
