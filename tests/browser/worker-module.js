// The workers' wasm module as it was built, in Node.
import { readFileSync } from 'node:fs';
import { LaneSession, initSync } from '../../www/dist/pkg/censet_worker.js';

export const { memory } = initSync({ module: readFileSync(new URL('../../www/dist/pkg/censet_worker_bg.wasm', import.meta.url)) });

/**
 * A lane at its start, with its images.
 * @param {string} text
 * @param {number} index
 * @param {import('../../www/dist/pkg/censet_worker.js').Images} images
 */
export function lane(text, index, images) {
  const session = new LaneSession(text, index);
  session.take_images(images);
  return session;
}

export * from '../../www/dist/pkg/censet_worker.js';
