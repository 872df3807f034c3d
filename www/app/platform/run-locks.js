/**
 * Which runs the tabs of this browser are at: what one tab trains, another must not take for left behind. The browser
 * gives a lock back when its tab is closed or breaks down.
 */

/** How the locks of all tabs begin. */
const LOCK = 'censet-lab run ';
/** How those of this tab go on. */
const TAB = `${Math.random().toString(36).slice(2)} `;

/** What this tab is at, and how it is let go. @type {{ text: string, leave: () => void } | null} */
let mine = null;

/**
 * This tab is at a run, or at none.
 * @param {string | null} text the experiment
 */
export function be(text) {
  if ((mine?.text ?? null) === text) return;
  mine?.leave();
  mine = null;
  if (text === null) return;
  const left = new Promise((leave) => { mine = { text, leave: () => leave(undefined) }; });
  // Where no storage may be used there are no locks either, and nothing is kept that could be offered.
  navigator.locks?.request(LOCK + TAB + text, () => left).catch(() => {});
}

/**
 * The experiments that other tabs are at.
 * @returns {Promise<Set<string>>}
 */
export async function elsewhere() {
  /** @type {LockManagerSnapshot} */
  const { held = [] } = await navigator.locks?.query().catch(() => ({})) ?? {};
  const others = held.map(({ name = '' }) => name).filter((name) => name.startsWith(LOCK) && !name.startsWith(LOCK + TAB));
  return new Set(others.map((name) => name.slice(LOCK.length + name.slice(LOCK.length).indexOf(' ') + 1)));
}
