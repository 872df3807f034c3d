// What an experiment is said to need is what its workers take, and not much more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { check } from '../page-module.js';

/** @type {[string, string, { height?: number, channels?: number, train: number, test: number }][]} */
const EXPERIMENTS = [
  ['the demo', 'v=1&lanes=censet:k=0.5&epochs=1', { train: 10_000, test: 2_000 }],
  ['all of FashionMNIST, hardly trained', 'v=1&data=fashion&train=all&test=all&lanes=set&hidden=10&epochs=1&batch=1000', { train: 60_000, test: 10_000 }],
  ['CIFAR-10 at half its side', 'v=1&data=cifar10&side=16&train=20000&test=2000&hidden=50&lanes=set&epochs=1&batch=1000', { height: 16, channels: 3, train: 20_000, test: 2_000 }],
  ['all of CIFAR-10, hardly trained', 'v=1&data=cifar10&train=all&test=all&lanes=set&hidden=2&epochs=1&batch=1000', { height: 32, channels: 3, train: 50_000, test: 10_000 }],
  ['CIFAR-10’s network on few images', 'v=1&data=cifar10&train=200&test=100&lanes=set&epochs=2', { height: 32, channels: 3, train: 200, test: 100 }],
  ['a large dense lane', 'v=1&train=100&test=50&hidden=2000-1000-2000&lanes=mlp&epochs=1', { train: 100, test: 50 }],
  ['a sparse lane of that size', 'v=1&train=100&test=50&hidden=4000-1000-4000&epsilon=60&lanes=censet&epochs=2', { train: 100, test: 50 }],
  ['one that rewires half of it', 'v=1&train=100&test=50&hidden=2000-1000&epsilon=150&lanes=set:zeta=0.5&epochs=2', { train: 100, test: 50 }],
];

for (const [what, text, data] of EXPERIMENTS) {
  test(`what a lane needs is foretold: ${what}`, async () => {
    const foretold = check(text).memory?.lanes[0] ?? 0;
    const taken = await new Promise((resolve, reject) => {
      const lane = new Worker(new URL('../lane-memory.js', import.meta.url), { workerData: { text, index: 0, height: 28, channels: 1, ...data } });
      lane.once('message', resolve);
      lane.once('error', reject);
    });
    const [said, found] = [foretold, taken].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
    assert(foretold >= taken, `said ${said}, took ${found}`);
    assert(foretold <= 1.6 * taken + 4e6, `said ${said}, took ${found}`);
  });
}
