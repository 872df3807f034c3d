// Writes the scripts that run first into the documents of a built page, start.js into the page and 404.js into what a host
// answers with where it has no file, and allows each by its hash: a host that sends scripts wrongly, or has lost some, would
// do so with these too, and a document that stands for a missing one finds nothing beside it.
// `node www/build-start.js www/dist`
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
for (const [document, name] of [['index.html', 'start.js'], ['404.html', '404.js']]) {
  const [page, script] = [document, name].map((name) => join(folder, name));
  const text = `\n${readFileSync(script, 'utf8')}`;
  if (/<\/script|<!--/i.test(text)) throw new Error(`${name} would end too early`);
  const html = readFileSync(page, 'utf8');
  const hash = `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const whole = html.replace(`<script src="${name}"></script>`, () => `<script>${text}</script>`).replace("script-src 'self'", (self) => `${self} ${hash}`);
  if (!whole.includes(text) || !whole.includes(hash)) throw new Error(`${document} has no place for ${name}`);
  writeFileSync(page, whole);
  rmSync(script);
}
