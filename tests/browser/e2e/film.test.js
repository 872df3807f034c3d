// A film of a run, recorded in the browser: what is in the file, and what happens where none can be made.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { axe, catchFiles, pageTest, press, statusIs, until } from '../harness.js';

/** @typedef {import('puppeteer-core').Page} Page */

const SMALL = '#train=300&test=100&side=7&hidden=20&epochs=5';
const says = (/** @type {Page} */ page) => page.$eval('#film-says', (place) => place.textContent ?? '');

/** Trains, and opens Share. @param {Page} page */
async function share(page) {
  await press(page, 'Run');
  await statusIs(page, /^Finished/);
  await press(page, 'Share');
}

pageTest('a film of a run shows every epoch, and is a file that plays', { at: SMALL }, async ({ page }) => {
  const caught = await catchFiles(page);
  await share(page);
  const begun = Date.now();
  await press(page, 'Film');
  await until('it is being made', () => page.$eval('#film-progress', (bar) => bar.checkVisibility() && /** @type {HTMLProgressElement} */ (bar).value > 0.05));
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'film-cancel', 'the focus is where it can be ended');
  assert.deepEqual(await axe(page, 'dialog[open]'), []);
  // The page goes on meanwhile: another run takes the place of the one that is filmed.
  await page.keyboard.press('Escape');
  await press(page, 'New seed');
  await statusIs(page, /^The film is made: censet-lab\.(webm|mp4), \d+\.\d MB\.$/, { timeout: 60_000 });
  const seconds = (Date.now() - begun) / 1000;
  assert(seconds >= 10, `${seconds} s`);
  const file = await caught.bytes('censet-lab.webm');
  assert.equal(file.subarray(0, 4).toString('hex'), '1a45dfa3', 'it begins as WebM does');
  // The page itself may play nothing.
  const cinema = await page.browserContext().newPage();
  const film = await cinema.evaluate(async (bytes) => {
    const video = document.createElement('video');
    video.muted = true;
    video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], { type: 'video/webm' }));
    const once = (/** @type {string} */ name) => new Promise((resolve, reject) => {
      video.addEventListener(name, resolve, { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
    });
    document.body.append(video);
    await once('loadeddata');
    /** How many pixels are drawn where the networks are, the curve, and the line at the foot. */
    const picture = () => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const context = canvas.getContext('2d');
      context?.drawImage(video, 0, 0);
      const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      const marks = (/** @type {number} */ left, /** @type {number} */ top, /** @type {number} */ width, /** @type {number} */ height) => {
        let drawn = 0;
        for (let y = top; y < top + height; y += 1) for (let x = left; x < left + width; x += 1) if (pixels[4 * (y * canvas.width + x) + 1] < 150) drawn += 1;
        return drawn;
      };
      return { networks: marks(40, 130, 1200, 300), curve: marks(100, 500, 560, 160), line: marks(0, 716, 1280, 4) };
    };
    const { duration } = video;
    // What is recorded has no index to find a time by, so it is played, and fast.
    video.playbackRate = 2;
    await video.play();
    await once('timeupdate');
    const first = picture();
    await once('ended');
    const last = picture();
    return { width: video.videoWidth, height: video.videoHeight, duration, played: video.currentTime, first, last };
  }, file.toString('base64'));
  await cinema.close();
  assert.deepEqual([film.width, film.height], [1280, 720]);
  assert(film.duration > 8 && film.duration < 21 && Math.abs(film.duration - film.played) < 0.5, JSON.stringify(film));
  assert(film.first.networks > 1000 && film.last.networks > 1000, JSON.stringify(film));
  assert(film.last.curve > film.first.curve + 100, `the curve grows: ${JSON.stringify(film)}`);
  assert(film.last.line > film.first.line + 2000, `the line at the foot goes on: ${JSON.stringify(film)}`);
});

pageTest('a film can be given up, and needs two epochs', { at: SMALL }, async ({ page }) => {
  await statusIs(page, /^Ready\. Run/);
  await press(page, 'Share');
  await press(page, 'Film');
  await until('it is said why not', async () => /^A film cannot be made: it needs two epochs at least whose pictures were kept; train first\.$/.test(await says(page)));
  await page.keyboard.press('Escape');
  await share(page);
  await press(page, 'Film');
  const part = () => page.$eval('#film-progress', (bar) => /** @type {HTMLProgressElement} */ (bar).value);
  await until('it is being made', async () => await part() > 0.02);
  // While the page is hidden nothing is drawn: the film waits, and its clock too.
  const hidden = (/** @type {boolean} */ is) => page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, is);
  await hidden(true);
  assert.equal(await says(page), 'The film waits while this page is hidden.');
  const reached = await part();
  await pause(1500);
  assert.equal(await part(), reached);
  await hidden(false);
  assert.equal(await says(page), '');
  await until('it goes on', async () => await part() > reached);
  assert(await part() < reached + 0.1, 'from where it was');
  await press(page, 'Cancel');
  await until('it is given up', async () => await says(page) === 'The film was not made, as you wished.');
  assert.deepEqual(await page.evaluate(() => [document.querySelector('#film-making')?.checkVisibility(), document.activeElement?.id]), [false, 'film']);
});

pageTest('where the browser cannot record, a sentence says so', { at: SMALL, before: 'delete globalThis.MediaRecorder' }, async ({ page }) => {
  await share(page);
  await press(page, 'Film');
  await until('it is said', async () => /^A film cannot be made: this browser cannot record what a page draws; /.test(await says(page)));
});
