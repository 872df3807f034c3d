// In a thread of its own: trains a lane for an epoch, does with it all that a lane's worker does, and says how many bytes
// its instance of the module has taken.
import { parentPort, workerData } from 'node:worker_threads';
import { Images, lane, memory } from './worker-module.js';

const { text, index, height, channels, train, test } = workerData;

const PART = 1000;
const images = new Images(/** @type {any} */ ({ height, width: height, channels, classes: [...'0123456789'], train, test }));
for (const [isTest, all] of /** @type {[boolean, number][]} */ ([[false, train], [true, test]])) {
  for (let from = 0; from < all; from += PART) {
    const n = Math.min(PART, all - from);
    const pixels = new Uint8Array(n * height * height * channels);
    for (let i = 0; i < pixels.length; i += 5) pixels[i] = (i * 31 + from) % 251;
    images.add(/** @type {any} */ ({ test: isTest, images: pixels, labels: Uint8Array.from({ length: n }, (_, i) => i % 10) }));
  }
}
const session = lane(text, index, images);
for (let step = session.advance(); step.phase !== 'finished'; step = session.advance()) {
  if (!step.report) continue;
  for (const part of /** @type {const} */ (['centrality', 'edges', 'changes', 'degrees'])) session[part]();
  session.wiring(false);
  session.save();
}
parentPort?.postMessage(memory.buffer.byteLength);
