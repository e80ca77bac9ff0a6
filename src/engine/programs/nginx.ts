import type { Program, Stream, System } from '../../kernel/program.ts';
import { clockOf, httpDate } from '../calendar.ts';
import { NOT_FOUND, WELCOME } from './nginx-pages.table.ts';

const STATUS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Not Allowed',
};

/** When the images' file was installed. */
const MODIFIED = clockOf(2026, 1, 5);

interface Response {
  status: number;
  body: string;
  /** Of a file, not an error page. */
  file?: true;
}

const errorPage = (status: number): string =>
  NOT_FOUND.replaceAll('404 Not Found', `${status} ${STATUS[status] ?? ''}`);

function responseTo(method: string, path: string): Response {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, body: errorPage(405) };
  const file = path.split(/[?#]/)[0];
  if (file === '/' || file === '/index.nginx-debian.html') return { status: 200, body: WELCOME, file: true };
  return { status: 404, body: NOT_FOUND };
}

const etag = (body: string): string => `"${Math.floor(MODIFIED / 1000).toString(16)}-${body.length.toString(16)}"`;

function head({ status, body, file }: Response, now: number, keepAlive: boolean): string {
  return [
    `HTTP/1.1 ${status} ${STATUS[status] ?? ''}`,
    'Server: nginx',
    `Date: ${httpDate(now)}`,
    'Content-Type: text/html',
    `Content-Length: ${body.length}`,
    ...(file ? [`Last-Modified: ${httpDate(MODIFIED)}`] : []),
    `Connection: ${keepAlive ? 'keep-alive' : 'close'}`,
    ...(file ? [`ETag: ${etag(body)}`, 'Accept-Ranges: bytes'] : []),
    '',
    '',
  ].join('\r\n');
}

/** Answers every whole request that has come since the last one. */
function serve(stream: Stream, system: System): void {
  const note = stream.note as { answered?: number; closed?: true };
  for (;;) {
    const from = note.answered ?? 0;
    const rest = stream.received.slice(from);
    const end = /\r?\n\r?\n/.exec(rest);
    if (!end || note.closed) return;
    note.answered = from + end.index + end[0].length;
    const keepAlive = answerOne(stream, system, rest.slice(0, end.index));
    if (keepAlive) continue;
    note.closed = true;
    stream.close();
  }
}

/** Answers one request's head. Returns whether the connection stays open. */
function answerOne(stream: Stream, system: System, request: string): boolean {
  const [line = '', ...headers] = request.split(/\r?\n/);
  const [, method, path, version] = /^([A-Z]+) (\S+)(?: HTTP\/(1\.[01]))?$/.exec(line) ?? [];
  if (method === undefined || path === undefined) {
    stream.send(`${head({ status: 400, body: errorPage(400) }, system.now, false)}${errorPage(400)}`);
    return false;
  }
  const connection = headers.find((header) => /^connection:/i.test(header))?.toLowerCase() ?? '';
  const keepAlive = version === '1.1' ? !connection.includes('close') : connection.includes('keep-alive');
  const response = responseTo(method, path);
  system.tell(`answers ${method} ${path} with ${response.status}`);
  stream.send(`${head(response, system.now, keepAlive)}${method === 'HEAD' ? '' : response.body}`);
  return keepAlive;
}

/** The web server of Debian's nginx-light, with its welcome page. */
export const nginx: Program = {
  data: serve,
  ended: (stream) => stream.close(),
};
