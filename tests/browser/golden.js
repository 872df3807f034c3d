// The digests that never change unawares: tests/digests.json, which the native tests read and write.
import { readFileSync } from 'node:fs';

/** @type {{ experiment: string, digests: Record<string, string> }[]} */
export const GOLDEN = JSON.parse(readFileSync(new URL('../digests.json', import.meta.url), 'utf8'));
