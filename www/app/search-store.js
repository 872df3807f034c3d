/** Keeps finished runs of searches in this browser, by experiment. What is refused is said once. */

/** @typedef {import('./types.js').SearchRun} SearchRun */

const NAME = 'censet-lab-search-1';

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('runs', { keyPath: 'experiment' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('another tab holds it'));
  });
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/**
 * The runs that former visits finished, of those asked for.
 * @param {string[]} experiments
 * @returns {Promise<SearchRun[]>}
 */
export async function keptRuns(experiments) {
  const database = await open();
  try {
    const runs = database.transaction('runs').objectStore('runs');
    const found = await Promise.all(experiments.map((experiment) => settled(runs.get(experiment))));
    return found.filter((run) => run !== undefined);
  } finally {
    database.close();
  }
}

/** @param {SearchRun[]} runs */
export async function keepRuns(runs) {
  const database = await open();
  try {
    const store = database.transaction('runs', 'readwrite').objectStore('runs');
    await Promise.all(runs.map((run) => settled(store.put(run))));
  } finally {
    database.close();
  }
}
