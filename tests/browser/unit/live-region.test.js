// What is heard of the page: one sentence every two seconds at most, and nobody is forgotten.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { EVERY_MS, LiveRegion } from '../../../www/app/base/live-region.js';

/** @param {import('node:test').TestContext} context */
function listen(context) {
  mock.timers.enable({ apis: ['setTimeout'] });
  context.after(() => mock.timers.reset());
  /** @type {string[]} */
  const heard = [];
  const voice = new LiveRegion({ set textContent(/** @type {string | null} */ text) { heard.push(text ?? ''); } });
  return { voice, heard };
}

test('the first sentence is heard at once, then the latest of each place in turn', (context) => {
  const { voice, heard } = listen(context);
  for (let epoch = 1; epoch <= 9; epoch += 1) voice.say('status', `epoch ${epoch}`);
  voice.say('neuron', 'LC 4');
  voice.say('status', 'finished');
  assert.deepEqual(heard, ['epoch 1']);
  mock.timers.tick(EVERY_MS - 1);
  assert.deepEqual(heard, ['epoch 1'], 'not within two seconds');
  mock.timers.tick(1);
  assert.deepEqual(heard, ['epoch 1', 'finished']);
  mock.timers.tick(EVERY_MS);
  assert.deepEqual(heard, ['epoch 1', 'finished', 'LC 4']);
});

test('after a silence it is heard at once again', (context) => {
  const { voice, heard } = listen(context);
  voice.say('status', 'ready');
  mock.timers.tick(10 * EVERY_MS);
  voice.say('status', 'paused');
  assert.deepEqual(heard, ['ready', 'paused']);
});

test('one place that always speaks does not silence another', (context) => {
  const { voice, heard } = listen(context);
  voice.say('status', '0');
  voice.say('neuron', 'n');
  for (let i = 1; i <= 4; i += 1) {
    voice.say('status', String(i));
    mock.timers.tick(EVERY_MS);
  }
  assert.deepEqual(heard.slice(0, 3), ['0', 'n', '2']);
});

test('what is out of sight when its turn comes is not heard, and is not asked about at every change', (context) => {
  const { voice, heard } = listen(context);
  let asked = 0;
  const hidden = () => {
    asked += 1;
    return false;
  };
  for (let i = 0; i < 9; i += 1) voice.say('hidden', String(i), hidden);
  voice.say('status', 'ready', () => true);
  assert.deepEqual([heard, asked], [[], 1]);
  mock.timers.tick(EVERY_MS);
  assert.deepEqual([heard, asked], [['ready'], 2]);
});
