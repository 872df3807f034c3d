/**
 * Serves one build of the page, whole, from this browser: a page and its modules never come from two
 * builds. A newer build waits until no page of the older one is open, or takes over from a page that
 * has just begun and is the only one (`www/app/platform/offline.js`). Datasets are kept by the page itself.
 */

/** Each file of this build, relative to the page, with its checksum: written here by www/build. @type {Record<string, string>} */
const FILES = {};
/** The name of this build: a hash of all of them. */
const BUILD = '';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
// The caches of an origin are shared by all its pages, other copies of this one included.
const NAMES = `censet-lab-page ${scope} `;

worker.addEventListener('install', (event) => event.waitUntil(fill()));

worker.addEventListener('message', (event) => {
  if (event.data === 'take over if alone' && event.source instanceof Client) event.waitUntil(takeOverIfAlone(event.source));
  if (event.data === 'forget older builds') event.waitUntil(forgetOthers());
});

worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(path, event.request));
});

/** Fetches this build; if a file is another build's, none of it is kept, and the next visit tries again. */
async function fill() {
  const cache = await caches.open(NAMES + BUILD);
  try {
    await Promise.all(Object.entries(FILES).map(async ([path, integrity]) => {
      const address = new URL(path, scope);
      const response = await fetch(address, { cache: 'no-cache', integrity });
      if (!response.ok) throw new Error(`the server answered ${response.status} for ${path}`);
      await cache.put(address, response);
    }));
  } catch (error) {
    await caches.delete(NAMES + BUILD);
    throw error;
  }
}

/** Not before a page of this build is there: one of an older build may still be reading. */
async function forgetOthers() {
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(NAMES) && name !== NAMES + BUILD).map((name) => caches.delete(name)));
}

/**
 * Takes over if the page that asks is the only one; one that was just left may still be counted for a moment.
 * @param {Client} asking
 */
async function takeOverIfAlone(asking) {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const all = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const pages = all.filter(({ url }) => url.startsWith(scope));
    if (pages.length === 1 && pages[0].id === asking.id) return worker.skipWaiting();
    await new Promise((done) => setTimeout(done, 100));
  }
  asking.postMessage('not alone');
}

/**
 * The file of this build that is asked for, or null.
 * @param {Request} request
 */
function pathOf({ method, url }) {
  const address = new URL(url);
  const at = address.origin + address.pathname;
  if (method !== 'GET' || !at.startsWith(scope)) return null;
  const path = at.slice(scope.length)
    // The page itself is kept under the address that all hosts serve it from.
    .replace(/^index\.html$/, '')
    // A link whose `#` was encoded goes on to the page, whether there is a network or not.
    .replace(/^(index\.html)?%(25)*23.*$/i, '404.html');
  return Object.hasOwn(FILES, path) ? path : null;
}

/**
 * @param {string} path
 * @param {Request} request
 */
async function answer(path, request) {
  const cache = await caches.open(NAMES + BUILD);
  return await cache.match(new URL(path, scope)) ?? fetch(request);
}
