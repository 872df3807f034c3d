/**
 * Has the service worker keep the page, whole, for visits without a network. A newer build takes over
 * when that disturbs no one: before a page begins that is the only one open. Import it first: nothing
 * else begins until that is decided.
 */

import { byId, say } from '../base/dom.js';
import { scriptAddress } from './workers.js';

/** Longer than any answer takes: without one the page goes on. */
const PATIENCE_MS = 2000;

const file = document.querySelector('meta[name="service-worker"]')?.getAttribute('content');

if (file && 'serviceWorker' in navigator) {
  const { controller } = navigator.serviceWorker;
  if (controller) await giveWay(controller);
  if (document.readyState === 'complete') register(file);
  else addEventListener('load', () => register(file));
}

/**
 * Asks a newer build that waits to take over; if it does, the page begins anew with it.
 * @param {ServiceWorker} controller
 */
async function giveWay(controller) {
  const workers = navigator.serviceWorker;
  const waiting = await workers.getRegistration().then((registration) => registration?.waiting, () => null);
  if (!waiting) return controller.postMessage('forget older builds');
  await new Promise((goOn) => {
    workers.addEventListener('controllerchange', () => location.reload(), { once: true });
    workers.addEventListener('message', ({ data }) => { if (data === 'not alone') goOn(undefined); });
    workers.startMessages();
    waiting.postMessage('take over if alone');
    setTimeout(goOn, PATIENCE_MS);
  });
}

/** @param {string} name beside the page */
async function register(name) {
  try {
    const address = scriptAddress(new URL(`../../${name}`, import.meta.url).href);
    const registration = await navigator.serviceWorker.register(address, { updateViaCache: 'none' });
    if (!navigator.serviceWorker.controller) return; // the first visit: there is no older build
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state !== 'installed') return;
        say(byId('newer', HTMLElement), 'A newer version of this page is here. This one goes on; the next visit opens the newer one.');
      });
    });
  } catch { /* storage is refused, or the page not served securely: it works, but not without a network */ }
}
