/** Fetches files with progress in bytes, and keeps them for the next visit. */

/** @typedef {import('../shared/types.js').LabError} LabError */
/** @typedef {{ name: string, url: string, size: number }} Source a file, and its expected size for the progress */

/** Bytes that are copied in one go: a whole file would hold the page up. */
const PIECE = 2 ** 20;
const CACHE = 'censet-lab-data-1';
/** When nothing has come for so long, the visitor is told: a connection that has died says nothing of it. */
const SILENT_MS = 20_000;

/**
 * Fetches files side by side. Rejects with a typed error that names the file; the others are then
 * given up.
 * @param {Source[]} sources
 * @param {number} most bytes that are read of a file
 * @param {{ progress: (loaded: number, total: number) => void, silent: (seconds: number) => void }} news bytes over all files;
 *   for how long nothing has come, told again and again while that is so
 * @param {AbortSignal} cancelled
 * @returns {Promise<Blob[]>}
 */
export async function download(sources, most, { progress, silent }, cancelled) {
  const total = sources.reduce((sum, { size }) => sum + size, 0);
  const loaded = sources.map(() => 0);
  const stop = new AbortController();
  const cancel = () => stop.abort();
  cancelled.addEventListener('abort', cancel);
  let silences = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silences += 1;
      silent((silences * SILENT_MS) / 1000);
      listen();
    }, SILENT_MS);
  };
  listen();
  try {
    return await Promise.all(sources.map((source, i) => fetchFile(source, most, stop.signal, (bytes) => {
      silences = 0;
      listen();
      // A host may unpack the file on the way: it then counts no more than its packed size.
      loaded[i] = Math.min(bytes, source.size);
      progress(loaded.reduce((sum, bytes) => sum + bytes, 0), total);
    })));
  } catch (error) {
    stop.abort();
    if (cancelled.aborted) throw { code: 'cancelled', field: null, text: 'The download was cancelled.' };
    throw error;
  } finally {
    clearTimeout(timer);
    cancelled.removeEventListener('abort', cancel);
  }
}

/**
 * @param {Source} source
 * @param {number} most
 * @param {AbortSignal} signal
 * @param {(bytes: number) => void} progress
 */
async function fetchFile({ name, url }, most, signal, progress) {
  const { host } = new URL(url);
  /** @param {string} why @returns {LabError} */
  const failed = (why) => ({ code: 'network', field: name, text: `${name} could not be fetched from ${host}: ${why}.` });
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) throw failed(`the server answered ${response.status}`);
    const reader = response.body.getReader();
    /** @type {Blob[]} */
    const pieces = [];
    /** @type {Uint8Array<ArrayBuffer>[]} */
    let chunks = [];
    let [bytes, packed] = [0, 0];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Blob([...pieces, ...chunks]);
      chunks.push(value);
      bytes += value.byteLength;
      if (bytes - packed >= PIECE) {
        pieces.push(new Blob(chunks));
        chunks = [];
        packed = bytes;
      }
      if (bytes > most) {
        await reader.cancel();
        throw failed('what it sends is larger than the file can be');
      }
      progress(bytes);
    }
  } catch (error) {
    if (error instanceof Error) throw failed('the connection failed or broke off');
    throw error;
  }
}

/**
 * The files as a former visit kept them, or null unless all are there.
 * @param {string[]} urls
 * @returns {Promise<Blob[] | null>}
 */
export async function kept(urls) {
  try {
    const cache = await caches.open(CACHE);
    const responses = await Promise.all(urls.map((url) => cache.match(url)));
    const found = responses.filter((response) => response !== undefined);
    return found.length === urls.length ? await Promise.all(found.map((response) => response.blob())) : null;
  } catch {
    return null; // no cache here (a page not served securely, storage refused): nothing was kept
  }
}

/**
 * Keeps files for the next visit; whether that works is no condition for this one.
 * @param {string[]} urls
 * @param {Blob[]} files
 */
export async function keep(urls, files) {
  try {
    const cache = await caches.open(CACHE);
    await Promise.all(urls.map((url, i) => cache.put(url, new Response(files[i]))));
  } catch { /* storage is refused or full: the next visit fetches again */ }
}

/**
 * Forgets files that turned out to be damaged.
 * @param {string[]} urls
 */
export async function forget(urls) {
  try {
    const cache = await caches.open(CACHE);
    await Promise.all(urls.map((url) => cache.delete(url)));
  } catch { /* then there is nothing to forget */ }
}
