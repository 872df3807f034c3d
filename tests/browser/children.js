// What this process has started and must not leave behind when it is told to end: browsers, and the headless command. A
// browser is a group of processes of its own, which hears no signal that is meant for this one.
import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds that all of it may take to end by itself. */
const PATIENCE = 3_000;

/** How to end what is running. @type {Set<() => unknown>} */
const running = new Set();
/** Aborted when this process is told to end. */
const end = new AbortController();
export const ending = end.signal;

/**
 * Has something ended before this process.
 * @param {() => unknown} how
 * @returns {() => void} to be called when it has ended otherwise
 */
export function endWithUs(how) {
  running.add(how);
  return () => { running.delete(how); };
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, async () => {
    end.abort();
    await Promise.race([Promise.allSettled([...running].map(async (how) => how())), pause(PATIENCE)]);
    // What is still there puppeteer kills now.
    process.exit(128 + constants.signals[signal]);
  });
}
