/** Questions that any lane of a run can answer, as all have the same data. */

/**
 * Asks the first lane that lives; null where none does.
 * @param {import('./run.js').Run | null} run
 * @param {string} method
 * @param {...any} args
 */
export async function ask(run, method, ...args) {
  const lane = run?.lanes.find(({ client, error }) => client && !error);
  return lane?.client ? lane.client.ask(method, ...args) : null;
}

/**
 * What the data look like: images and classes. Null before any network has been measured.
 * @param {import('./run.js').Run | null} run
 */
export const layoutOf = (run) => run?.lanes.flatMap(({ snapshots }) => snapshots.at(-1)?.layout ?? [])[0] ?? null;
