import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** What the browser loads first: the entry script of the built page and, as modulepreload, all that it imports. */
const html = readFileSync(`${dist}index.html`, 'utf8');
const scripts = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => dist + match[1]);

/** What comes besides until the first command has its output: style sheets, type, texts, and what runs lines. */
const besides =
  /^(?:(?:index|page|panels)-.{8}\.css|(?:inter|jetbrains-mono)-.{8}\.woff2|(?:en|worker|lab|both)-.{8}\.js)$/;
const parts = readdirSync(`${dist}assets`).filter((name) => besides.test(name));

/** As a server sends it. */
const sent = (path) => (existsSync(`${path}.br`) ? `${path}.br` : path);

export default [
  { name: 'JavaScript of the first load', path: scripts, gzip: true, limit: '212 kB' },
  {
    name: 'First visit until a command has its output, as brotli',
    path: [`${dist}index.html`, ...scripts, ...parts.map((name) => `${dist}assets/${name}`)].map(sent),
    brotli: false,
    gzip: false,
    limit: '487 kB',
  },
];
