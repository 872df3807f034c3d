// The dense network in TensorFlow.js on its WebAssembly backend: what one would use in a browser today. A mask on the
// weights would not make it faster, it multiplies by zeros.

const BATCHES_A_SAMPLE = 20;
const BATCH = 100;

/**
 * @param {any} tf TensorFlow.js with the wasm backend set
 * @param {{ train_images: Uint8Array, train_labels: Uint8Array, height: number, width: number }} data
 */
export async function tensorflowLane(tf, data) {
  const pixels = data.height * data.width;
  const model = tf.sequential();
  for (const [i, units] of [256, 128, 100].entries()) {
    model.add(tf.layers.dense({ units, activation: 'relu', ...(i === 0 ? { inputShape: [pixels] } : {}) }));
    model.add(tf.layers.dropout({ rate: 0.3 }));
  }
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.momentum(0.01, 0.9), loss: 'categoricalCrossentropy' });
  const batches = Array.from({ length: BATCHES_A_SAMPLE }, (_, i) => ({
    x: tf.tensor2d(Float32Array.from(data.train_images.subarray(i * BATCH * pixels, (i + 1) * BATCH * pixels), (p) => p / 255), [BATCH, pixels]),
    y: tf.oneHot(tf.tensor1d(Int32Array.from(data.train_labels.subarray(i * BATCH, (i + 1) * BATCH)), 'int32'), 10),
  }));
  return {
    name: 'tensorflow_js',
    unit: 'samples/s',
    async sample() {
      const start = performance.now();
      for (const { x, y } of batches) await model.trainOnBatch(x, y);
      return (BATCHES_A_SAMPLE * BATCH) / ((performance.now() - start) / 1000);
    },
    end() {
      model.dispose();
    },
  };
}
