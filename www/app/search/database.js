/**
 * What this browser keeps of searches, by experiment: finished runs, and the states of those that are
 * not finished yet.
 */

import { asLabError, escapes } from '../shared/errors.js';
import { answered, Database } from '../platform/database.js';
import { completed } from '../saves/sentences.js';
import { RunDatabase } from '../saves/run-database.js';

/** @typedef {import('../shared/types.js').SearchRun} SearchRun */

/** Unfinished runs that nobody has gone on with for so long are removed. */
const STALE_MS = 30 * 24 * 3600 * 1000;

/** @type {Database<'runs'>} */
const finished = new Database('censet-lab-search-1', { runs: { keyPath: 'experiment' } });

/**
 * The runs that former visits finished, of those asked for.
 * @param {string[]} experiments
 * @returns {Promise<SearchRun[]>}
 */
export async function keptRuns(experiments) {
  const found = await finished.within(['runs'], 'readonly', ({ runs }) => Promise.all(experiments.map((experiment) => answered(runs.get(experiment)))));
  return found.filter((run) => run !== undefined);
}

/** @param {SearchRun[]} kept */
export async function keepRuns(kept) {
  await finished.within(['runs'], 'readwrite', async ({ runs }) => {
    for (const run of kept) runs.put(run);
  });
}

/** Which runs a file brought, and to which grid: a reload finds them again, another visit begins without. */
const IMPORTED = 'censet-lab-search-imported';

/**
 * @param {string} grid that stood in the view, empty for none
 * @param {SearchRun[]} runs
 */
export function rememberImported(grid, runs) {
  try {
    sessionStorage.setItem(IMPORTED, JSON.stringify({ grid, experiments: runs.map(({ experiment }) => experiment) }));
  } catch {
    // Without storage a reload forgets them; the file is still there.
  }
}

/**
 * The experiments of the runs that a file brought to this grid.
 * @param {string} grid
 * @returns {string[]}
 */
export function importedFor(grid) {
  try {
    const known = JSON.parse(sessionStorage.getItem(IMPORTED) ?? 'null');
    return known?.grid === grid && Array.isArray(known.experiments) ? known.experiments : [];
  } catch {
    return [];
  }
}

/** Runs that are not finished, in a database of the form that the Lab's saved runs have. */
export class Unfinished {
  #storage = new RunDatabase('censet-lab-search-unfinished');
  #failed;

  /** @param {(error: import('../shared/types.js').LabError) => void} failed told why a state cannot be kept */
  constructor(failed) {
    this.#failed = failed;
  }

  /**
   * The last epoch kept of each, by experiment.
   * @returns {Promise<Map<string, number>>}
   */
  async known() {
    const rows = await this.#storage.list().catch(() => []);
    const stale = rows.filter(({ changed }) => Date.now() - changed > STALE_MS);
    for (const { text } of stale) this.forget(text).catch(escapes);
    return new Map(rows.filter((row) => !stale.includes(row)).map((row) => [row.text, Math.max(0, completed(row))]));
  }

  /**
   * A run's state; null if there is none.
   * @param {string} experiment
   */
  async load(experiment) {
    const lanes = await this.#storage.load(experiment).catch(() => []);
    return lanes[0]?.bytes ?? null;
  }

  /**
   * @param {{ experiment: string, epochs: number }} run
   * @param {import('../shared/saved-bytes.js').Saved} saved
   */
  async save({ experiment, epochs }, saved) {
    try {
      await this.#storage.save(experiment, { epochs, lanes: 1, replaces: null }, [{ index: 0, ...saved, wiring: null, common: [], snapshots: [], pictures: 0, stride: 1, keeps: null }]);
    } catch (thrown) {
      this.#failed(asLabError(thrown));
    }
  }

  /** @param {string} experiment */
  async forget(experiment) {
    await this.#storage.remove(experiment).catch(() => {});
  }
}
