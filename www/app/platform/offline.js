/**
 * Has the service worker keep the page, whole, for visits without a network. A newer build takes over
 * when that disturbs no one: before a page begins that is the only one open. Import it first: nothing
 * else begins until that is decided.
 */

import { escapes } from '../shared/errors.js';
import { byId, say } from '../base/dom.js';
import { scriptAddress } from './workers.js';

/** Longer than any answer takes: without one the page goes on. */
const PATIENCE_MS = 2000;
/** Storage is refused or full, or what the server sends is not what was built. */
const UNKEPT = 'This page could not be kept for visits without a network; with one it works.';

const tell = (/** @type {string} */ sentence) => say(byId('newer', HTMLElement), sentence);

const file = document.querySelector('meta[name="service-worker"]')?.getAttribute('content');

const workers = available();

if (file && workers) {
  if (workers.controller) await giveWay(workers, workers.controller);
  if (document.readyState === 'complete') register(workers, file).catch(escapes);
  else addEventListener('load', () => register(workers, file));
}

/**
 * The service workers of this place; null where there are none, as for a page that was not served securely, or within a frame
 * that may keep nothing, where the mere mention of them throws.
 */
function available() {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : null;
  } catch {
    return null;
  }
}

/**
 * Asks a newer build that waits to take over; if it does, the page begins anew with it.
 * @param {ServiceWorkerContainer} workers
 * @param {ServiceWorker} controller
 */
async function giveWay(workers, controller) {
  const waiting = await workers.getRegistration().then((registration) => registration?.waiting, () => null);
  if (!waiting) return controller.postMessage('forget older builds');
  await new Promise((goOn) => {
    const renew = () => location.reload();
    const begin = () => {
      // What has begun is not cut off; the workers of its next run will say of which build they are.
      workers.removeEventListener('controllerchange', renew);
      goOn(undefined);
    };
    workers.addEventListener('controllerchange', renew);
    workers.addEventListener('message', ({ data }) => { if (data === 'not alone') begin(); });
    workers.startMessages();
    waiting.postMessage('take over if alone');
    setTimeout(begin, PATIENCE_MS);
  });
}

/**
 * @param {ServiceWorkerContainer} workers
 * @param {string} name beside the page
 */
async function register(workers, name) {
  try {
    const address = scriptAddress(new URL(`../../${name}`, import.meta.url).href);
    const registration = await workers.register(address, { updateViaCache: 'none' });
    const older = workers.controller !== null;
    const watch = () => {
      const { installing } = registration;
      let installed = false;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'redundant' && !installed) tell(older ? 'A newer version of this page could not be kept whole. This one goes on.' : UNKEPT);
        if (installing.state !== 'installed') return;
        installed = true;
        // On a first visit there is no older build.
        if (older) tell('A newer version of this page is here. This one goes on; the next visit opens the newer one.');
      });
    };
    registration.addEventListener('updatefound', watch);
    watch();
  } catch {
    tell(UNKEPT);
  }
}
