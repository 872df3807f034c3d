/** The buttons that drive a run, and how far it has come. */

import { byId, say, setAvailable, unfolds } from '../base/dom.js';
import { count, duration } from '../base/format.js';
import { PACES } from '../run/paces.js';

/** @typedef {import('../run/lab.js').Lab} Lab */

export class Toolbar {
  #lab;
  #choice;
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
   * @param {import('./pace.js').PaceChoice} pace
   */
  constructor(lab, newSeed, pace) {
    this.#lab = lab;
    this.#choice = pace;
    this.#run.addEventListener('click', () => {
      if (lab.run?.state === 'training') return lab.pause();
      pace.begins(lab.run?.epochs ?? 0, lab.run?.completed ?? 0);
      lab.train();
    });
    this.#step.addEventListener('click', () => lab.stepEpoch());
    this.#stepPhase.addEventListener('click', () => lab.stepPhase());
    this.#pace.max = String(PACES.length - 1);
    this.#pace.addEventListener('input', () => pace.choose(PACES[Number(this.#pace.value)]));
    pace.onChange(() => this.#showPace());
    this.#showPace();
    unfolds(byId('more', HTMLButtonElement));
    this.#reset.addEventListener('click', () => lab.reset());
    this.#seed.addEventListener('click', newSeed);
  }

  #showPace() {
    const { now } = this.#choice;
    this.#pace.value = String(PACES.indexOf(now));
    say(this.#paceText, now.text);
    this.#pace.setAttribute('aria-valuetext', now.text);
    this.#lab.speed = now;
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
    this.#choice.reached(run?.completed ?? 0);
    // In slow motion it is the watching that takes the time.
    const slow = this.#choice.now.phaseMs > 0;
    const left = state === 'training' && !slow ? run?.secondsLeft : null;
    say(this.#left, left == null ? '' : `${duration(left)} left`);
  }
}
