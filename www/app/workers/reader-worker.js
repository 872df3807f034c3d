/**
 * Looks at networks that come in, and writes networks as files of tensors, with the reader's module. A lane that was trained
 * elsewhere begins with its file: what that may be tested on is told, and the answer comes first on the port of its images,
 * which follow if there are any.
 */

import * as bindings from '../../pkg/censet_reader.js';
import { receive } from '../shared/image-transfer.js';
import { serveLane, tellOf, trained } from './lane.js';

/** @typedef {import('../run/lane-worker-client.js').Answer} Answer */

serveLane(bindings, (request) => (request.file ? cameIn(request.file, request) : trained(request, bindings)));

/**
 * The session of a network that came in.
 * @param {File} file
 * @param {import('../run/lane-worker-client.js').Opening} request
 */
async function cameIn(file, { text, data }) {
  const bytes = await file.arrayBuffer().catch(() => {
    throw { code: 'file', field: file.name, text: `${file.name} cannot be read: it has been moved perhaps, or is too large.` };
  });
  const read = new bindings.ReadNetwork(file.name, new Uint8Array(bytes));
  /** @type {Promise<Answer>} */
  const answer = new Promise((resolve) => { data.onmessage = ({ data: said }) => resolve(said); });
  tellOf({ type: 'read', read: { name: read.name(), pixels: read.has_pixels(), experiments: read.experiments(text) } });
  const { name, pixels, experiment } = await answer;
  const images = experiment === null ? undefined : await receive(data, (prepared) => new bindings.Images(prepared));
  return read.look(name, pixels ?? undefined, experiment ?? undefined, images);
}
