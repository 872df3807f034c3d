// Writes start.js into a built page, and allows it by its hash: a host that sends scripts wrongly, or has lost some,
// would do so with this one too, which is there to say it.
// `node www/build-start.js www/dist`
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const [page, script] = ['index.html', 'start.js'].map((name) => join(folder, name));
const text = `\n${readFileSync(script, 'utf8')}`;
if (/<\/script|<!--/i.test(text)) throw new Error('start.js would end too early');
const html = readFileSync(page, 'utf8');
const hash = `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const whole = html.replace('<script src="start.js"></script>', () => `<script>${text}</script>`).replace("script-src 'self'", (self) => `${self} ${hash}`);
if (!whole.includes(text) || !whole.includes(hash)) throw new Error('index.html has no place for start.js');
writeFileSync(page, whole);
rmSync(script);
