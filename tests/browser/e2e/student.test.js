// Every lesson from its first page to its last, as a student goes through it.
import assert from 'node:assert/strict';
import { LESSONS } from '../../../www/app/lessons/index.js';
import { pageTest, press, until, withoutFashion } from '../harness.js';
import { DEEDS, told } from '../student.js';

for (const { id, title, pages } of LESSONS) {
  // A number of the paper opens an experiment on FashionMNIST.
  pageTest(`the lesson “${title}” can be done`, { at: `#lesson=${id}`, skip: id === 'paper' && withoutFashion }, async ({ page }) => {
    assert.equal(DEEDS[id]?.length, pages.length);
    const open = () => page.$eval('#lesson h3', (heading) => heading.textContent);
    for (const [i, deed] of DEEDS[id].entries()) {
      await until(`page ${i + 1} is open`, async () => await page.$('#lesson h3') !== null && await open() === pages[i].title);
      assert.equal(await page.$('.lesson-done:not([hidden])'), null, 'nothing is done yet');
      await deed(page);
      assert.match(await told(page), /^✓ Done\. /);
      if (i < pages.length - 1) await press(page, 'Next');
    }
    const list = await page.$$eval('#lesson .lesson-turn button', (buttons) => buttons.map((button) => button.textContent));
    assert.deepEqual(list, ['Back', id === 'end' ? 'All lessons' : 'Next lesson']);
    // All is done, and it is remembered.
    await press(page, 'All lessons');
    await until('the list says so', () => page.$eval('.lesson-list', (all, title) => (all.textContent ?? '').includes(`${title}done`), title));
  });
}
