// A classic worker, as TensorFlow.js's files for browsers are classic scripts.
/* global importScripts, tf */
importScripts('/tf/tf.min.js', '/tf/tf-backend-wasm.min.js');

self.onmessage = async ({ data: { rounds, files } }) => {
  try {
    const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
    const compile = async (path) => WebAssembly.compile(await bytes(path));
    tf.wasm.setWasmPaths('/tf/');
    await tf.setBackend('wasm');
    await tf.ready();
    const { measure } = await import('/suite.js');
    const result = await measure({
      kernels: await compile('/kernels.wasm'),
      tf,
      files: await Promise.all(files.map((name) => bytes(`/data/${name}`))),
      rounds,
      say: (text) => self.postMessage({ text }),
    });
    self.postMessage({ result });
  } catch (error) {
    self.postMessage({ error: String(error?.stack ?? error) });
  }
};
