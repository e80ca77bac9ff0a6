/** `python3 -m http.server` (cpython: Lib/http/server.py): the files of a folder. */
import type { Process } from '../../../kernel/process/process.ts';
import type { Program, Stream, System } from '../../../kernel/process/program.ts';
import { civil, httpDate, shortMonth } from '../../calendar.ts';
import type { ServerFiles } from '../../files/server-files.ts';
import { httpServerOf } from './words.ts';

export const PYTHON = 'Python/3.14.8';
/** When the files were made that are served: they have no times here. */
const MADE = 1_767_603_600_000;

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  png: 'image/png',
  py: 'text/x-python',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'text/xml',
};

interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** What its log says before the line of the request. */
  readonly complaint?: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function problem(status: number, reason: string, explanation: string): Answer {
  const body = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <style type="text/css">
            :root {
                color-scheme: light dark;
            }
        </style>
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: ${status}</p>
        <p>Message: ${escaped(reason)}.</p>
        <p>Error code explanation: ${status} - ${explanation}.</p>
    </body>
</html>
`;
  return {
    status,
    reason,
    headers: [
      ['Connection', 'close'],
      ['Content-Type', 'text/html;charset=utf-8'],
      ['Content-Length', String(octets(body))],
    ],
    body,
    complaint: `code ${status}, message ${reason}`,
  };
}

const octets = (text: string): number => new TextEncoder().encode(text).length;

const page = (body: string, type: string, modified?: number): Answer => ({
  status: 200,
  reason: 'OK',
  headers: [
    ['Content-type', type],
    ['Content-Length', String(octets(body))],
    ...(modified === undefined ? [] : [['Last-Modified', httpDate(modified)] as const]),
  ],
  body,
});

function listing(files: ServerFiles, folder: string, path: string): Answer {
  const title = `Directory listing for ${escaped(path)}`;
  const names = files.names(folder).toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const lines = names.map((name) => {
    const shown = files.isDirectory(`${folder}/${name}`) ? `${name}/` : name;
    return `<li><a href="${encodeURI(shown)}">${escaped(shown)}</a></li>\n`;
  });
  const head = `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<style type="text/css">\n:root {\ncolor-scheme: light dark;\n}\n</style>\n<title>${title}</title>\n</head>\n`;
  return page(
    `${head}<body>\n<h1>${title}</h1>\n<hr>\n<ul>\n${lines.join('')}</ul>\n<hr>\n</body>\n</html>\n`,
    'text/html; charset=utf-8',
  );
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What is at a path of the URL; `..` leads nowhere above the top. */
function found(files: ServerFiles, top: string, url: string): Answer {
  const path = unescaped(url.replace(/[?#].*$/, ''));
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const place = `${top === '/' ? '' : top}/${parts.join('/')}`.replace(/(.)\/$/, '$1');
  const isThere = place === '/' || files.isDirectory(place);
  if (isThere && !path.endsWith('/'))
    return {
      status: 301,
      reason: 'Moved Permanently',
      headers: [
        ['Location', `${url}/`],
        ['Content-Length', '0'],
      ],
      body: '',
    };
  if (isThere) {
    const index = files.read(`${place === '/' ? '' : place}/index.html`);
    return index === undefined ? listing(files, place, path) : page(index, 'text/html', MADE);
  }
  const text = path.endsWith('/') ? undefined : files.read(place);
  if (text === undefined) return problem(404, 'File not found', 'Nothing matches the given URI');
  return page(text, TYPES[/\.([a-z]+)$/i.exec(place)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream', MADE);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** As its log has a time. */
function logTime(now: number): string {
  const { day, month, year, hour, minute, second } = civil(now);
  return `${two(day)}/${shortMonth(month)}/${year} ${[hour, minute, second].map(two).join(':')}`;
}

function answer(stream: Stream, system: System, files: ServerFiles): void {
  const note = stream.note as { answered?: true };
  if (note.answered) return;
  const [line = ''] = stream.received().split(/\r?\n/, 1);
  const [method = '', url = ''] = line.split(' ');
  note.answered = true;
  const { process } = system;
  const top = httpServerOf(process.command)?.directory ?? process.cwd ?? '/';
  const given = /^(GET|HEAD)$/.test(method)
    ? found(files, top, url)
    : problem(501, `Unsupported method ('${method}')`, 'Server does not support this operation');
  const log = (text: string): void => system.print(`${stream.remote} - - [${logTime(system.now())}] ${text}\n`, 'err');
  if (given.complaint !== undefined) log(given.complaint);
  log(`"${line}" ${given.status} -`);
  system.tell({ kind: 'answers', client: stream.remote });
  const headers = [['Server', `SimpleHTTP/0.6 ${PYTHON}`], ['Date', httpDate(system.now())], ...given.headers];
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  stream.send(`HTTP/1.0 ${given.status} ${given.reason}\r\n${head}\r\n${method === 'HEAD' ? '' : given.body}`);
  stream.close();
}

/** The server of a process whose files `filesOf` tells. */
export const httpServer = (filesOf: (process: Process) => ServerFiles): Program => ({
  data(stream, system) {
    if (/\r?\n\r?\n/.test(stream.received())) answer(stream, system, filesOf(system.process));
  },
  ended(stream) {
    stream.close();
  },
});
