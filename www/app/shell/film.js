/**
 * The run as a film to take away: the networks, epoch by epoch, as far as their pictures were kept, with the curve of their
 * accuracy that grows. What is drawn is recorded while it plays, so it takes as long to make as to see, and waits while the
 * page is hidden, when nothing is drawn.
 */

import { asLabError, escapes, stopped } from '../shared/errors.js';
import { byId, hide, isDisplayed, say } from '../base/dom.js';
import { handOut } from '../base/hand-out.js';
import { ACROSS, DOWN, epochsShown, pictureOf } from './film-pictures.js';
import { codeOf, keyOf } from './slide-layout.js';
import { SCALE } from './slide.js';
import { withLength } from './webm-length.js';

/** @typedef {typeof import('../../pkg/censet_page.js')} Wasm */

/** What a film may be, the first that the browser can make. */
const KINDS = [
  { type: 'video/webm;codecs=vp8', name: 'censet-lab.webm' },
  { type: 'video/webm', name: 'censet-lab.webm' },
  { type: 'video/mp4', name: 'censet-lab.mp4' },
];
const FRAMES_A_SECOND = 25;
const BITS_A_SECOND = 4_000_000;
/** Milliseconds that an epoch is shown, that a film takes at least and at most, and that its last picture stays. */
const EPOCH_MS = 600;
const [LEAST_MS, MOST_MS] = [10_000, 20_000];
const LAST_MS = 1500;
/** Pixels of the line at the foot that says how far the film is. */
const LINE = 4;

/** @param {number} pictures how many different ones there are */
export const lengthOf = (pictures) => Math.min(MOST_MS, Math.max(LEAST_MS, pictures * EPOCH_MS + LAST_MS));

export class Film {
  #means;
  #button = byId('film', HTMLButtonElement);
  #making = byId('film-making', HTMLElement);
  #progress = byId('film-progress', HTMLProgressElement);
  #says = byId('film-says', HTMLElement);
  /** Ends the film that is being made, and why: null if it is complete. @type {((error: unknown) => void) | null} */
  #end = null;
  /** Whether a film is being made. */
  #begun = false;

  /** @param {import('./slide.js').Means & { wasm: Wasm, tell: (sentence: string) => void }} means */
  constructor(means) {
    this.#means = means;
    this.#button.addEventListener('click', () => this.#begin().catch(escapes));
    byId('film-cancel', HTMLButtonElement).addEventListener('click', () => this.#end?.({ code: 'cancelled', field: null, text: '' }));
  }

  async #begin() {
    if (this.#begun) return;
    this.#begun = true;
    say(this.#says, '');
    try {
      const { name, blob } = await this.#made();
      handOut(name, blob);
      this.#tell(`The film is made: ${name}, ${(blob.size / 1e6).toFixed(1)} MB.`);
    } catch (thrown) {
      const error = asLabError(thrown);
      if (error.code === 'cancelled') this.#tell('The film was not made, as you wished.');
      else say(this.#says, `A film cannot be made: ${stopped(error.text)}`);
    } finally {
      this.#begun = false;
      this.#end = null;
      this.#button.hidden = false;
      hide(this.#making, this.#button);
    }
  }

  /** Where it was asked for, and in the status line for those who have gone on. @param {string} sentence */
  #tell(sentence) {
    say(this.#says, sentence);
    if (!isDisplayed(this.#says)) this.#means.tell(sentence);
  }

  /** Plays the film, and records it. */
  async #made() {
    const { figures, lab, link, later, wasm } = this.#means;
    const address = link();
    const theme = { ...figures.theme, scale: SCALE };
    const code = await codeOf(later, address, theme);
    if (link() !== address) throw new Error('another experiment has been opened meanwhile');
    const { checked: { lanes, values } } = lab;
    const run = lab.run && kept(lab.run);
    const kind = typeof MediaRecorder === 'undefined' || !('captureStream' in HTMLCanvasElement.prototype) ? undefined
      : KINDS.find(({ type }) => MediaRecorder.isTypeSupported(type));
    if (!kind) throw new Error('this browser cannot record what a page draws; another one, or a newer one, may');
    const epochs = run ? epochsShown(run) : [];
    if (!run || epochs.length < 2) throw new Error('it needs two epochs at least whose pictures were kept; train first');
    const film = { run, lanes, values, key: keyOf([...document.querySelectorAll('#lanes .network')]), theme, link: address, code, wasm };
    const [stage, next] = [surface(), surface()];
    const recorder = new MediaRecorder(stage.canvas.captureStream(FRAMES_A_SECOND), { mimeType: kind.type, videoBitsPerSecond: BITS_A_SECOND });
    /** @type {Blob[]} */
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    // The first picture is there when the film begins.
    for (const piece of pictureOf(film, epochs[0], stage)) piece();
    this.#progress.value = 0;
    this.#making.hidden = false;
    hide(this.#button, byId('film-cancel', HTMLButtonElement));
    const player = new Player(epochs, (epoch) => pictureOf(film, epoch, next), stage, next.canvas, theme);
    await this.#played(recorder, player);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return { name: kind.name, blob: new Blob(withLength(bytes, player.played), { type: recorder.mimeType.split(';')[0] }) };
  }

  /**
   * @param {MediaRecorder} recorder
   * @param {Player} player
   */
  #played(recorder, player) {
    return new Promise((resolve, reject) => {
      let frame = 0;
      let drawn = -Infinity;
      const turn = (/** @type {number} */ now) => {
        frame = requestAnimationFrame(turn);
        // What nobody records is not drawn; the clock of frames is a little uneven.
        if (recorder.state === 'paused' || now - drawn < 0.9 * (1000 / FRAMES_A_SECOND)) return;
        drawn = now;
        try {
          if (player.turn(now)) {
            cancelAnimationFrame(frame);
            recorder.stop();
            return;
          }
        } catch (thrown) {
          this.#end?.(thrown);
          return;
        }
        this.#progress.value = player.part;
      };
      // Hidden pages are drawn no more: the film waits, and so does its clock.
      const look = () => {
        if (recorder.state === 'inactive') return;
        if (document.hidden) {
          recorder.pause();
          player.rest();
        } else recorder.resume();
        say(this.#says, document.hidden ? 'The film waits while this page is hidden.' : '');
      };
      const done = () => {
        cancelAnimationFrame(frame);
        document.removeEventListener('visibilitychange', look);
        for (const track of recorder.stream.getTracks()) track.stop();
      };
      recorder.onstop = () => {
        done();
        resolve(undefined);
      };
      recorder.onerror = (event) => this.#end?.(/** @type {{ error?: unknown }} */ (event).error ?? new Error('the browser stopped recording'));
      this.#end = (error) => {
        recorder.onstop = null;
        done();
        if (recorder.state !== 'inactive') recorder.stop();
        reject(error);
      };
      document.addEventListener('visibilitychange', look);
      recorder.start(1000);
      frame = requestAnimationFrame(turn);
    });
  }
}

/** What is on the stage at which time: the next picture is drawn behind it, a piece a frame. */
class Player {
  /** Milliseconds that have been played. */
  played = 0;
  /** @type {number | null} */
  #last = null;
  /** The picture on the stage. */
  #at = 0;
  /** What is left to draw of the next. @type {(() => void)[]} */
  #pieces = [];

  /**
   * @param {number[]} epochs
   * @param {(epoch: number) => (() => void)[]} picture draws an epoch behind the stage
   * @param {CanvasRenderingContext2D} stage
   * @param {HTMLCanvasElement} behind
   * @param {import('../figures/figures.js').Theme} theme
   */
  constructor(epochs, picture, stage, behind, theme) {
    this.epochs = epochs;
    this.length = lengthOf(epochs.length);
    this.picture = picture;
    this.stage = stage;
    this.behind = behind;
    this.theme = theme;
    this.#pieces = picture(epochs[1]);
  }

  /** How much of it has been played. */
  get part() {
    return Math.min(1, this.played / this.length);
  }

  /** The clock stands still up to the next turn. */
  rest() {
    this.#last = null;
  }

  /** Plays on. @param {number} now @returns {boolean} whether the film is over */
  turn(now) {
    this.played += this.#last === null ? 0 : now - this.#last;
    this.#last = now;
    const { epochs, stage, behind, theme, length } = this;
    const due = Math.min(epochs.length - 1, Math.floor((this.played / (length - LAST_MS)) * epochs.length));
    // Where drawing takes longer than showing, pictures are shown late rather than left out.
    if (this.#pieces.length > 0) this.#some();
    else if (due > this.#at) {
      this.#at += 1;
      stage.drawImage(behind, 0, 0);
      if (this.#at + 1 < epochs.length) this.#pieces = this.picture(epochs[this.#at + 1]);
    }
    // Something moves in every frame, so that each is recorded.
    stage.fillStyle = theme.line;
    stage.fillRect(0, DOWN - LINE, ACROSS, LINE);
    stage.fillStyle = theme.text;
    stage.fillRect(0, DOWN - LINE, ACROSS * this.part, LINE);
    return this.part === 1 && this.#at === epochs.length - 1;
  }

  /** Draws a figure of the next picture, and the words before it. */
  #some() {
    const until = performance.now() + 4;
    do this.#pieces.shift()?.(); while (this.#pieces.length > 0 && performance.now() < until);
  }
}

/**
 * What a run has now: it may go on, thin its pictures out or end while the film is made.
 * @param {import('../run/run.js').Run} run
 */
const kept = ({ epochs, completed, lanes }) => ({
  epochs, completed, lanes: lanes.map(({ reports, snapshots }) => ({ reports: [...reports], snapshots: [...snapshots] })),
});

/** A canvas of the film's size. */
function surface() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [ACROSS, DOWN];
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser has no memory for its pictures; close other tabs, and try again');
  return context;
}
