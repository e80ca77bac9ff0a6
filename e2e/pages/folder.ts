import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const endings: readonly (readonly [encoding: string, ending: string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/** Sends a folder's files at a path as README.md says: those compressed beforehand where they are accepted, with how long each may be kept; else 404. */
export const folderAt =
  (folder: string, path: string): RequestListener =>
  ({ url = '/', headers }, response) => {
    const name = decodeURIComponent(new URL(url, 'http://host').pathname);
    const file = join(folder, name.slice(path.length).replace(/^$|\/$/, '$&index.html'));
    if (!name.startsWith(path) || !existsSync(file)) return void response.writeHead(404).end();
    const accepted = String(headers['accept-encoding']).split(/[\s,]+/);
    const [encoding, ending = ''] =
      endings.find(([each, suffix]) => accepted.includes(each) && existsSync(file + suffix)) ?? [];
    if (encoding !== undefined) response.setHeader('content-encoding', encoding);
    response.setHeader('vary', 'accept-encoding');
    // Names of assets hold a hash of their content.
    const kept = name.startsWith(`${path}assets/`) ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.setHeader('cache-control', kept);
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file + ending));
  };
