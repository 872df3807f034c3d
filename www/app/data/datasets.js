/** The datasets that must be loaded before they can be trained on. */

/** @typedef {import('./dataset-loader.js').Described} Described */
/** @typedef {typeof import('../../pkg/censet_lab.js')} Wasm */

/**
 * @param {Wasm} wasm
 * @param {string} fashionFolder the address of the folder with FashionMNIST's files, ending with a slash
 * @returns {Described[]}
 */
export const datasets = (wasm, fashionFolder) => [
  {
    key: 'fashion',
    name: 'FashionMNIST',
    about: 'This experiment trains on 60,000 photographs of clothes. They are fetched once, checked, and kept in this browser.',
    wanted: 'the four FashionMNIST files',
    home: 'https://github.com/zalandoresearch/fashion-mnist',
    remote: fashionFolder,
    eager: true,
    most: 64 * 2 ** 20,
    sets: [{
      files: wasm.fashion_files(),
      like: [/train.*image/i, /train.*label/i, /(t10k|test).*image/i, /(t10k|test).*label/i],
    }],
  },
  {
    key: 'cifar10',
    name: 'CIFAR-10',
    about: 'This experiment trains on 50,000 small colour photographs of ten kinds of things. Its authors’ host lets no other page fetch them: unless they lie beside this page, download the binary version there and choose it here. It is checked, and kept in this browser.',
    wanted: 'CIFAR-10’s binary version',
    home: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    remote: null,
    // The archive has 170 MB.
    eager: false,
    most: 256 * 2 ** 20,
    sets: [
      // Other versions are known by their contents, and refused with a sentence.
      { files: wasm.cifar10_archive(), like: [/\.(tar|tgz|tar\.gz)$/i] },
      {
        files: wasm.cifar10_files(),
        like: [...[1, 2, 3, 4, 5].map((i) => new RegExp(`data_batch_${i}\\b`, 'i')), /test_batch\b/i],
      },
    ],
  },
];
