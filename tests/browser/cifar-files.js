// CIFAR-10's six official files with invented images, and a tar archive of them.

export const NAMES = ['data_batch_1.bin', 'data_batch_2.bin', 'data_batch_3.bin', 'data_batch_4.bin', 'data_batch_5.bin', 'test_batch.bin'];

const IMAGES = 10_000;
const PLANE = 1024;
const RECORD = 1 + 3 * PLANE;

/**
 * A tar archive.
 * @param {[string, Buffer][]} entries
 */
export function tar(entries) {
  const blocks = entries.flatMap(([name, bytes]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write(`${bytes.length.toString(8).padStart(11, '0')} `, 124);
    // The checksum counts itself as spaces.
    header.write('        0', 148);
    header.write('ustar\u000000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/**
 * The images of `noise` in tests/common/mod.rs, of which an experiment takes so many: the rest is black.
 * @param {number} train
 * @param {number} test
 */
export function noise(train, test) {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  /** @param {Buffer} file @param {number} count */
  const fill = (file, count) => {
    for (let image = 0; image < count; image += 1) {
      const start = image * RECORD;
      file[start] = image % 10;
      // The noise goes pixel by pixel, the file colour by colour.
      for (let pixel = 0; pixel < PLANE; pixel += 1) for (let colour = 0; colour < 3; colour += 1) file[start + 1 + colour * PLANE + pixel] = next();
    }
  };
  const files = NAMES.map(() => Buffer.alloc(IMAGES * RECORD));
  fill(files[0], train);
  fill(files[5], test);
  return files;
}
