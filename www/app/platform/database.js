/**
 * A database of this browser. What is done in it is done all or not at all, and only done when it is on disk: a full disk may
 * show no earlier. A connection that has died, as browsers let them when memory is short, is made anew once.
 */

import { stopped } from '../shared/errors.js';

/** @typedef {import('../shared/types.js').LabError} LabError */

/** @template {string} Name */
export class Database {
  #name;
  #stores;
  #gone;
  /** @type {Promise<IDBDatabase> | null} */
  #connection = null;

  /**
   * @param {string} name
   * @param {Record<Name, IDBObjectStoreParameters>} stores what it consists of; they are made when it is opened first
   * @param {() => void} [gone] called when all that it held may be gone, as the visitor clears what the browser has of a site
   */
  constructor(name, stores, gone = () => {}) {
    this.#name = name;
    this.#stores = stores;
    this.#gone = gone;
  }

  /**
   * Does something within one transaction, and waits until it is on disk; rejects with a sentence. It may be done twice, the
   * first time in vain.
   * @template {Name} Used
   * @template T
   * @param {Used[]} names
   * @param {IDBTransactionMode} mode
   * @param {(stores: Record<Used, IDBObjectStore>) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async within(names, mode, work) {
    for (let again = false; ; again = true) {
      const connection = this.#connected();
      try {
        return await transact(await connection, names, mode, work);
      } catch (thrown) {
        if (again || !isLost(thrown)) throw asProblem(thrown);
        connection.then((database) => database.close(), () => {});
        this.#forget(connection);
      }
    }
  }

  /** The connection, made if there is none. */
  #connected() {
    const made = this.#connection ??= connect(this.#name, this.#stores, (whole) => {
      this.#forget(made);
      if (whole) this.#gone();
    }).catch((error) => {
      this.#forget(made);
      throw refused(error);
    });
    return made;
  }

  /** @param {Promise<IDBDatabase>} connection that is of no more use */
  #forget(connection) {
    if (this.#connection === connection) this.#connection = null;
  }
}

/**
 * @template {string} Name
 * @template T
 * @param {IDBDatabase} database
 * @param {Name[]} names
 * @param {IDBTransactionMode} mode
 * @param {(stores: Record<Name, IDBObjectStore>) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function transact(database, names, mode, work) {
  const transaction = database.transaction(names, mode);
  const done = finished(transaction);
  // Whoever waits for it hears of a failure; if the work fails first, no one waits.
  done.catch(() => {});
  const stores = /** @type {Record<Name, IDBObjectStore>} */ (Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])));
  const value = await work(stores).catch((error) => {
    abort(transaction);
    throw error;
  });
  await done;
  return value;
}

/** Of all databases: there has been one layout of each so far. */
const VERSION = 1;

/**
 * @param {string} name
 * @param {Record<string, IDBObjectStoreParameters>} stores
 * @param {(gone: boolean) => void} closed the connection is of no more use; `gone`: nor is the database perhaps
 * @returns {Promise<IDBDatabase>}
 */
function connect(name, stores, closed) {
  return new Promise((resolve, reject) => {
    let blocked = false;
    // A browser may have none, or throw at the mention of it.
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      for (const [store, parameters] of Object.entries(stores)) request.result.createObjectStore(store, parameters);
    };
    request.onblocked = () => {
      blocked = true;
      reject(problem('Another tab holds the kept runs in an older form; close it.'));
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      // Nobody waits for it any more.
      if (blocked) return database.close();
      database.onversionchange = ({ newVersion }) => {
        database.close();
        closed(newVersion === null);
      };
      database.onclose = () => closed(true);
      resolve(database);
    };
  });
}

/**
 * What a request brings.
 * @param {IDBRequest} request
 * @returns {Promise<any>}
 */
export function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('The transaction was given up.', 'AbortError'));
  });
}

/**
 * All or nothing.
 * @param {IDBTransaction} transaction
 */
function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has been, for the reason that is on its way.
  }
}

/**
 * @param {string} text
 * @param {string} code
 * @returns {LabError}
 */
export const problem = (text, code = 'storage') => ({ code, field: null, text });

/** @param {unknown} thrown */
const isProblem = (thrown) => typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'text' in thrown;

/** @param {unknown} thrown */
const told = (thrown) => (thrown instanceof Error || thrown instanceof DOMException ? thrown : { name: '', message: String(thrown) });

/**
 * Whether the connection is of no more use: it was closed, or the browser's own part has gone.
 * @param {unknown} thrown
 */
const isLost = (thrown) => !isProblem(thrown) && ['InvalidStateError', 'UnknownError'].includes(told(thrown).name);

/**
 * Why a database cannot be opened, as a sentence where it is that the browser refuses.
 * @param {unknown} thrown
 */
function refused(thrown) {
  if (isProblem(thrown)) return thrown;
  const { name, message } = told(thrown);
  // Chromium, where the visitor lets no site keep anything.
  const denied = name === 'UnknownError' && /denied permission/.test(message);
  if (denied || ['SecurityError', 'InvalidStateError', 'ReferenceError', 'TypeError'].includes(name)) return problem('This browser lets the page keep nothing.', 'refused');
  return thrown;
}

/**
 * What a database throws, as a sentence.
 * @param {unknown} thrown
 * @returns {LabError}
 */
function asProblem(thrown) {
  if (isProblem(thrown)) return /** @type {LabError} */ (thrown);
  const { name, message } = told(thrown);
  if (name === 'QuotaExceededError') return problem('The storage of this browser is full.', 'full');
  return problem(stopped(`This browser could not keep or find the run: ${message || name || 'it did not say why'}`));
}
