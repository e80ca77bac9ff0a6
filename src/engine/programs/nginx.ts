import type { Process } from '../../kernel/process/process.ts';
import type { Program, Stream, System } from '../../kernel/process/program.ts';
import { clockOf, httpDate } from '../calendar.ts';
import { NOT_FOUND, WELCOME } from './nginx-pages.table.ts';

const STATUS: Readonly<Record<number, string>> = {
  200: 'OK',
  206: 'Partial Content',
  301: 'Moved Permanently',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  416: 'Requested Range Not Satisfiable',
};

/** When the images' file was installed. */
const MODIFIED = clockOf(2026, 1, 5);

interface Response {
  status: number;
  body: string;
  /** Of a file, not an error page. */
  file?: { type: string; modified: number };
  location?: string;
  /** The part of a file, as `bytes 0-1/5`. */
  range?: string;
}

/** What was written to a file system: path -> text; `PATH/` for directories, `-PATH` for what was removed. */
export type Written = Readonly<Record<string, string>>;

/** Debian's root, and the official image's: pages written there are served too. */
const ROOT = '/var/www/html';
const ROOTS = [ROOT, '/usr/share/nginx/html'];
const WELCOME_PAGE = 'index.nginx-debian.html';
const INDEX = ['index.html', 'index.htm', WELCOME_PAGE];

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  xml: 'text/xml',
  txt: 'text/plain',
  json: 'application/json',
  js: 'application/javascript',
  svg: 'image/svg+xml',
  png: 'image/png',
};
const OTHER_TYPE = 'application/octet-stream';

const errorPage = (status: number): string =>
  NOT_FOUND.replaceAll('404 Not Found', `${status} ${STATUS[status] ?? ''}`);
const failure = (status: number): Response => ({ status, body: errorPage(status) });

/** The text of a file below the root. */
function fileAt(written: Written, path: string): string | undefined {
  for (const root of ROOTS) if (written[root + path] !== undefined) return written[root + path];
  return path === `/${WELCOME_PAGE}` && written[`-${ROOT}${path}`] === undefined ? WELCOME : undefined;
}

const isDirectory = (written: Written, path: string): boolean =>
  path === '/' ||
  ROOTS.some((root) => Object.keys(written).some((name) => name.startsWith(`${root}${path.replace(/\/$/, '')}/`)));

/** What try_files finds: `$uri`, `$uri/` with an index, or nothing (sites-available/default). */
function find(written: Written, path: string, host: string, started: number): Response {
  const text = path.endsWith('/') ? undefined : fileAt(written, path);
  if (text !== undefined) {
    const type = TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? OTHER_TYPE;
    return { status: 200, body: text, file: { type, modified: text === WELCOME ? MODIFIED : started } };
  }
  if (!isDirectory(written, path)) return failure(404);
  if (!path.endsWith('/')) return { ...failure(301), location: `http://${host}${path}/` };
  const index = INDEX.find((name) => fileAt(written, path + name) !== undefined);
  return index === undefined ? failure(403) : find(written, path + index, host, started);
}

interface Request {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
}

function responseTo({ method, path, headers }: Request, written: Written, started: number): Response {
  if (method !== 'GET' && method !== 'HEAD') return failure(405);
  const host = (headers['host'] ?? '').replace(/:\d+$/, '');
  return partOf(find(written, path.split(/[?#]/)[0] ?? '/', host, started), headers['range']);
}

/** The part that a Range header asks for. */
function partOf(response: Response, range: string | undefined): Response {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (!response.file || from + to === '') return response;
  const size = response.body.length;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) return failure(416);
  return {
    ...response,
    status: 206,
    body: response.body.slice(first, last + 1),
    range: `bytes ${first}-${last}/${size}`,
  };
}

function head({ status, body, file, location, range }: Response, now: number, keepAlive: boolean): string {
  const whole = range === undefined ? body.length : Number(range.slice(range.indexOf('/') + 1));
  const etag = file && `"${Math.floor(file.modified / 1000).toString(16)}-${whole.toString(16)}"`;
  return [
    `HTTP/1.1 ${status} ${STATUS[status] ?? ''}`,
    'Server: nginx',
    `Date: ${httpDate(now)}`,
    `Content-Type: ${file?.type ?? 'text/html'}`,
    `Content-Length: ${body.length}`,
    ...(file ? [`Last-Modified: ${httpDate(file.modified)}`] : []),
    ...(location === undefined ? [] : [`Location: ${location}`]),
    `Connection: ${keepAlive ? 'keep-alive' : 'close'}`,
    ...(etag === undefined ? [] : [`ETag: ${etag}`]),
    ...(range === undefined ? (file ? ['Accept-Ranges: bytes'] : []) : [`Content-Range: ${range}`]),
    '',
    '',
  ].join('\r\n');
}

/** Answers every whole request that has come since the last one. */
function serve(stream: Stream, system: System, written: Written): void {
  const note = stream.note as { answered?: number; closed?: true };
  for (;;) {
    const from = note.answered ?? 0;
    const rest = stream.received().slice(from);
    const end = /\r?\n\r?\n/.exec(rest);
    if (!end || note.closed) return;
    note.answered = from + end.index + end[0].length;
    const keepAlive = answerOne(stream, system, written, rest.slice(0, end.index));
    if (keepAlive) continue;
    note.closed = true;
    stream.close();
  }
}

function headerOf(text: string): [name: string, value: string] {
  const colon = text.indexOf(':');
  return [text.slice(0, colon).toLowerCase(), text.slice(colon + 1).trim()];
}

/** Answers one request's head. Returns whether the connection stays open. */
function answerOne(stream: Stream, system: System, written: Written, request: string): boolean {
  const [line = '', ...rest] = request.split(/\r?\n/);
  const [, method, path, version] = /^([A-Z]+) (\S+)(?: HTTP\/(1\.[01]))?$/.exec(line) ?? [];
  if (method === undefined || path === undefined) {
    stream.send(`${head(failure(400), system.now(), false)}${errorPage(400)}`);
    return false;
  }
  const headers = Object.fromEntries(rest.map((text) => headerOf(text)));
  const connection = headers['connection']?.toLowerCase() ?? '';
  const keepAlive = version === '1.1' ? !connection.includes('close') : connection.includes('keep-alive');
  const response = responseTo({ method, path, headers }, written, system.process.started);
  system.tell({ kind: 'answers-http', method, path, status: response.status });
  stream.send(`${head(response, system.now(), keepAlive)}${method === 'HEAD' ? '' : response.body}`);
  return keepAlive;
}

/** The web server of Debian's nginx-light: its welcome page, and what was written in its place. */
export const nginx = (writtenBy: (process: Process) => Written): Program => ({
  data: (stream, system) => serve(stream, system, writtenBy(system.process)),
  ended: (stream) => stream.close(),
});
