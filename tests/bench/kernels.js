// The benchmark's own wasm module: cases and whole epochs, in Node or in a worker.

/** @param {BufferSource | WebAssembly.Module} source */
export async function open(source) {
  const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  // What the library imports from JavaScript is for the page's glue; nothing here calls it.
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    if (kind === 'function') imports[from][name] = () => { throw new Error(`${name} was called`); };
  }
  const { exports: wasm } = await WebAssembly.instantiate(module, imports);
  const give = (bytes) => {
    const pointer = wasm.allocate(bytes.length);
    new Uint8Array(wasm.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  };
  const read = (pointer) => {
    const [length] = new Uint32Array(wasm.memory.buffer, pointer, 1);
    return new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, pointer + 4, length).slice());
  };
  const giveText = (text) => {
    const bytes = new TextEncoder().encode(text);
    return [give(bytes), bytes.length];
  };

  return {
    names: () => read(wasm.case_names()).split(' '),
    /** One of the cases of cases.rs. */
    case(name) {
      const handle = wasm.case_new(...giveText(name));
      return {
        amount: wasm.case_amount(handle),
        unit: read(wasm.case_unit(handle)),
        run: (times) => wasm.case_run(handle, times),
        free: () => wasm.case_free(handle),
      };
    },
    /** Square images of one channel, ten classes. */
    dataset({ side, trainImages, trainLabels, testImages, testLabels }) {
      return wasm.dataset_new(
        side,
        give(trainImages), give(trainLabels), trainLabels.length,
        give(testImages), give(testLabels), testLabels.length,
      );
    },
    /** A lane; `epoch()` works until a report is due and returns its digest. */
    trainer(text, lane, dataset) {
      const handle = wasm.trainer_new(...giveText(text), lane, dataset);
      return {
        epoch() {
          for (;;) {
            const digest = wasm.trainer_advance(handle);
            if (digest !== 0) return read(digest);
          }
        },
        connections: () => wasm.trainer_connections(handle),
        free: () => wasm.trainer_free(handle),
      };
    },
  };
}
