// A local stand-in for the web server from which the page fetches FashionMNIST, with the faults that such a server may
// have. Pages of any origin may read it, as they may the real one.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @typedef {object} Faults what is wrong with one file, or with all
 * @property {number} [status] answer with this HTTP status instead of the file
 * @property {number} [truncate] send only that many bytes, and call them the whole file
 * @property {number} [cut] announce the whole file, but end the connection after that many bytes
 * @property {'gzip'} [encoding] label the bytes as gzip-encoded, so that the browser unpacks them
 * @property {number} [pieces] send the file in that many pieces
 * @property {Promise<unknown>} [hold] the last piece of each file waits for it
 * @property {boolean} [sameOriginOnly] do not allow other origins to read it
 */

/**
 * Starts the stand-in on a free port.
 * @param {Record<string, Uint8Array>} files by name; a request's last path segment chooses one
 * @param {Faults & { only?: string }} [faults] `only`: just that file has the faults
 * @returns {Promise<{ origin: string, asked: string[], faults: Faults & { only?: string }, close(): Promise<void> }>}
 *   `asked` lists the names asked for so far; `faults` may be changed between requests
 */
export async function startRemote(files, faults = {}) {
  const remote = { origin: '', asked: /** @type {string[]} */ ([]), faults, close };
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '').split(/[?#]/, 1)[0].split('/').pop() ?? '';
    remote.asked.push(name);
    const { only, ...all } = remote.faults;
    /** @type {Faults} */
    const fault = only === undefined || only === name ? all : {};
    if (!fault.sameOriginOnly) response.setHeader('access-control-allow-origin', '*');
    const status = files[name] ? (fault.status ?? 200) : 404;
    if (status !== 200) return response.writeHead(status).end();
    const bytes = files[name].subarray(0, fault.truncate);
    response.setHeader('content-type', 'application/octet-stream');
    response.setHeader('content-length', bytes.length);
    if (fault.encoding) response.setHeader('content-encoding', fault.encoding);
    const pieces = fault.pieces ?? 1;
    const size = Math.max(1, Math.ceil(bytes.length / pieces));
    for (let start = 0; start < bytes.length; start += size) {
      if (start + size >= bytes.length) await fault.hold;
      if (response.destroyed) return;
      const end = Math.min(start + size, fault.cut ?? Infinity);
      response.write(bytes.subarray(start, end));
      // The pause lets what was written leave first.
      if (end === fault.cut) return pause(50).then(() => response.destroy());
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  remote.origin = `http://127.0.0.1:${port}`;
  return remote;

  async function close() {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}
