import { readFileSync } from 'node:fs';

/** What the browser loads first: the entry script of the built page and, as modulepreload, all that it imports. */
const html = readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8');
const scripts = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => `../dist/${match[1]}`);

export default [{ name: 'JavaScript of the first load', path: scripts, gzip: true, limit: '218 kB' }];
