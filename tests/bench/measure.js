// node measure.js SITE DIST ROUNDS OUT [page]: measures in Node, then in a worker of headless Chromium, with `page` also the
// page itself, and writes the result.
// SITE is the folder that `run` has put together, DIST the page's.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const [site, dist, rounds, out, withPage] = process.argv.slice(2);
const FILES = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz', 't10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'];
const load = (name) => import(pathToFileURL(join(site, name)).href);
const say = (where) => (text) => console.error(`${where}: ${text} …`);
if (FILES.some((name) => !readdirSync(join(site, 'data')).includes(name))) {
  console.error('The benchmark trains on FashionMNIST: put its four files into www/data/, or name their folder in FASHION_MNIST_DIR.');
  process.exit(1);
}

async function inNode() {
  const require = createRequire(join(site, 'node_modules', 'x.js'));
  const tf = require('@tensorflow/tfjs');
  require('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend('wasm');
  await tf.ready();
  const compile = async (name) => WebAssembly.compile(await readFile(join(site, name)));
  const { measure } = await load('suite.js');
  return measure({
    kernels: await compile('kernels.wasm'),
    tf,
    files: await Promise.all(FILES.map((name) => readFile(join(site, 'data', name)).then((b) => new Uint8Array(b)))),
    rounds: Number(rounds),
    say: say('Node'),
  });
}

/** The page itself. @param {any} browser @param {(name: string) => Promise<any>} load */
async function inPage(browser, load) {
  const { serveFolder } = await load('static-server.js');
  const { measurePage, told } = await load('page.js');
  const server = await serveFolder(dist, { transform: told });
  try {
    const cifar = readdirSync(join(dist, 'data')).includes('cifar10');
    return await measurePage(browser, `http://127.0.0.1:${server.port}/`, Number(rounds), cifar, say('page'));
  } finally {
    await server.close();
  }
}

async function inChromium() {
  const { serveFolder } = await load('static-server.js');
  const { launch } = await load('browsers.js');
  const server = await serveFolder(site);
  const browser = await launch('chromium');
  try {
    const page = await browser.newPage();
    page.on('console', (message) => console.error(message.text()));
    await page.exposeFunction('say', say('Chromium'));
    await page.goto(`http://127.0.0.1:${server.port}/blank.html`);
    const result = await page.evaluate((request) => new Promise((resolve, reject) => {
      const worker = new Worker('/worker.js');
      worker.onmessage = ({ data }) => {
        if (data.text) globalThis.say(data.text);
        else if (data.result) resolve(data.result);
        else reject(new Error(data.error));
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(request);
    }), { rounds: Number(rounds), files: FILES });
    await page.close();
    return { result, version: await browser.version(), page: withPage ? await inPage(browser, load) : null };
  } finally {
    await browser.close();
    await server.close();
  }
}

const node = await inNode();
const { result: chromium, version, page } = await inChromium();
for (const group of ['epochs', 'connections', 'batches']) {
  for (const [name, { digest }] of Object.entries(node[group])) {
    if (digest !== chromium[group][name].digest) throw new Error(`${name} ended in other bits in Chromium than in Node.`);
  }
}
const modules = await Promise.all(['page', 'data', 'worker'].map((part) => readFile(join(dist, `pkg/censet_${part}_bg.wasm`))));
/** What the modules of every visit have together. @param {(module: Buffer) => number} of */
const together = (of) => modules.map(of).reduce((sum, n) => sum + n);
await writeFile(out, `${JSON.stringify({
  commit: execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim(),
  hardware: `${cpus().length} × ${cpus()[0].model}`,
  versions: { node: process.version, chromium: version },
  rounds: Number(rounds),
  wasm: { bytes: together(({ length }) => length), gzipped: together((module) => gzipSync(module, { level: 9 }).length) },
  page,
  node,
  chromium,
}, null, 1)}\n`);
