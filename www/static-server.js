// A static file server for www/dist on 127.0.0.1: what any plain host does, so that what works here works there, and
// one thing more: it sends the page's Content-Security-Policy as a header, which binds its workers too. As they do, it answers
// with 404.html where there is no file. `www/serve` runs it, and the browser tests serve their pages with it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HOST = '127.0.0.1';
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** What stands for files that are not there. */
const MISSING = '404.html';
/** How a page states its policy. */
const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/;

/**
 * Serves `folder` under `http://127.0.0.1:<port><base>`.
 * @param {string} folder
 * @param {object} [options]
 * @param {number} [options.port] 0 takes any free port
 * @param {boolean} [options.orNext] when `port` is busy, try the ones after it
 * @param {string} [options.base] the path under which the files appear, `/` at both ends
 * @param {(path: string, bytes: Buffer) => Buffer | null} [options.transform] what to send in place of a file's bytes;
 *   `path` is relative to `folder`, with `/`; null answers 404
 * @returns {Promise<{ port: number, close(): Promise<void> }>} once it listens
 */
export async function serveFolder(folder, { port = 0, orNext = false, base = '/', transform = (_, bytes) => bytes } = {}) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    /** @param {number} status @param {Record<string, string>} headers @param {Buffer | string} body */
    const answer = (status, headers, body) => {
      // A rebuilt page must never meet the old page's scripts.
      response.writeHead(status, {
        'cache-control': 'no-cache', 'x-content-type-options': 'nosniff', 'content-length': Buffer.byteLength(body), ...headers,
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const refuse = (/** @type {number} */ status, /** @type {string} */ text) =>
      answer(status, { 'content-type': TYPES['.txt'] }, `${text}\n`);
    const missing = async () => {
      const page = await readFile(join(root, MISSING)).catch(() => null);
      if (!page) return refuse(404, 'Not found.');
      answer(404, { 'content-type': TYPES['.html'], ...(await policyOf(MISSING)) }, page);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD are served.');
    try {
      const path = decodeURIComponent((request.url ?? '/').split(/[?#]/, 1)[0]);
      if (!path.startsWith(base)) return await missing();
      const relative = path.slice(base.length) + (path.endsWith('/') ? 'index.html' : '');
      const file = join(root, relative);
      if (!file.startsWith(root + sep) || relative.includes('\0')) return await missing();
      const bytes = transform(relative, await readFile(file));
      if (bytes === null) return await missing();
      // A `.gz` file is content like any other: calling it an encoding would make the browser unpack it.
      const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? 'application/octet-stream';
      answer(200, { 'content-type': type, ...(await policyOf(relative.endsWith('.html') ? relative : 'index.html')) }, bytes);
    } catch (error) {
      if (error instanceof URIError) return refuse(400, 'The address is not valid.');
      const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
      if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(code)) return await missing();
      refuse(500, 'The file could not be read.');
    }
  });
  /** The header with the policy of a page, as it is sent: of which state of its file it was, and what it is. @type {Map<string, { of: string, headers: Record<string, string> }>} */
  const policies = new Map();
  /** Every script is sent with it, and there are many: the page is read again only where it has changed. @param {string} page @returns {Promise<Record<string, string>>} */
  async function policyOf(page) {
    const path = join(root, page);
    const of = await stat(path).then(({ mtimeMs, size }) => `${mtimeMs} ${size}`, () => '');
    const known = policies.get(page);
    if (known?.of === of) return known.headers;
    const html = await readFile(path).then((bytes) => transform(page, bytes)).catch(() => null);
    const policy = html?.toString('utf8').match(POLICY)?.[1];
    /** @type {Record<string, string>} */
    const headers = policy ? { 'content-security-policy': policy } : {};
    policies.set(page, { of, headers });
    return headers;
  }

  for (let candidate = port; ; candidate += 1) {
    try {
      server.listen(candidate, HOST);
      await once(server, 'listening');
      return { port: /** @type {import('node:net').AddressInfo} */ (server.address()).port, close };
    } catch (error) {
      const busy = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
      if (!busy || !orNext || candidate >= port + 100 || candidate >= 65535) throw error;
    }
  }

  async function close() {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { port: { type: 'string' } } });
  const port = Number(values.port ?? 8000);
  try {
    const server = await serveFolder(positionals[0], { port, orNext: values.port === undefined });
    console.log(`Serving the page at http://${HOST}:${server.port}/ (Ctrl-C stops it).`);
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const why = { EADDRINUSE: 'it is in use', EACCES: 'the system reserves it' }[code ?? ''] ?? message;
    console.error(`www/serve: cannot listen on port ${port}: ${why}. Choose another with --port.`);
    process.exitCode = 1;
  }
}
