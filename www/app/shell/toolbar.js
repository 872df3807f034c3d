/** The buttons that drive a run, and how far it has come. */

import { byId, say, setAvailable, unfolds } from '../base/dom.js';
import { count, duration } from '../base/format.js';

/** What the pace control offers, slowest first: milliseconds a phase, 0 for full speed. */
const PACES = [
  { ms: 3000, text: '3 s a phase' },
  { ms: 2000, text: '2 s a phase' },
  { ms: 1000, text: '1 s a phase' },
  { ms: 500, text: '½ s a phase' },
  { ms: 0, text: 'full speed' },
];

/** @typedef {import('../run/lab.js').Lab} Lab */

export class Toolbar {
  #lab;
  #run = byId('run', HTMLButtonElement);
  #step = byId('step-epoch', HTMLButtonElement);
  #stepPhase = byId('step-phase', HTMLButtonElement);
  #pace = byId('pace', HTMLInputElement);
  #paceText = byId('pace-text', HTMLElement);
  #phases = byId('phases', HTMLElement);
  #reset = byId('reset', HTMLButtonElement);
  #seed = byId('new-seed', HTMLButtonElement);
  #count = byId('epoch-count', HTMLElement);
  #bar = byId('progress', HTMLProgressElement);
  #left = byId('time-left', HTMLElement);

  /**
   * @param {Lab} lab
   * @param {() => void} newSeed
   */
  constructor(lab, newSeed) {
    this.#lab = lab;
    this.#run.addEventListener('click', () => (lab.run?.state === 'training' ? lab.pause() : lab.train()));
    this.#step.addEventListener('click', () => lab.stepEpoch());
    this.#stepPhase.addEventListener('click', () => lab.stepPhase());
    this.#pace.max = String(PACES.length - 1);
    this.#pace.value = this.#pace.max;
    this.#pace.addEventListener('input', () => this.#choosePace());
    this.#choosePace();
    unfolds(byId('more', HTMLButtonElement));
    this.#reset.addEventListener('click', () => lab.reset());
    this.#seed.addEventListener('click', newSeed);
  }

  #choosePace() {
    const { ms, text } = PACES[Number(this.#pace.value)];
    say(this.#paceText, text);
    this.#pace.setAttribute('aria-valuetext', text);
    this.#lab.phaseMs = ms;
  }

  /**
   * Marks the phase that was done last, where the epoch is shown phase by phase.
   * @param {import('../run/run.js').Run | null} run
   */
  #markPhase(run) {
    const done = run && run.completed > 0 ? 'regrow' : null;
    const last = run?.byPhase ? run.phase ?? done : null;
    for (const item of this.#phases.children) {
      if (item.textContent === last) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    }
  }

  show() {
    const { run, valid, failure } = this.#lab;
    const state = run?.state ?? 'ready';
    const over = state === 'finished' || (state === 'failed' && !failure);
    say(this.#run, state === 'training' ? 'Pause' : 'Run');
    setAvailable(this.#run, valid && !over);
    const steps = valid && !over && state !== 'training' && state !== 'failed';
    for (const button of [this.#step, this.#stepPhase]) setAvailable(button, steps);
    setAvailable(this.#reset, valid);
    setAvailable(this.#seed, valid);
    const epochs = run?.epochs ?? 1;
    say(this.#count, `epoch ${count(Math.max(0, run?.completed ?? 0))} of ${count(epochs)}`);
    this.#bar.max = epochs;
    this.#bar.value = run?.position ?? 0;
    this.#markPhase(run);
    // In slow motion it is the watching that takes the time.
    const slow = PACES[Number(this.#pace.value)].ms > 0;
    const left = state === 'training' && !slow ? run?.secondsLeft : null;
    say(this.#left, left == null ? '' : `${duration(left)} left`);
  }
}
