import { civil, clockOf, shortMonth } from '../../calendar.ts';
import { WELCOME } from './pages.table.ts';
import { given, isOn, settingOf, type Config } from './model.ts';
import { headerOf } from './request.ts';
import { logError } from './log.ts';
import { levelOf, type Response, type Visit } from './visit.ts';

/** When the images' files were installed. */
const MODIFIED = clockOf(2026, 1, 5);
const ROOT = '/usr/share/nginx/html';

/** The file that a URI stands for: below the root, or where an alias has it. */
export function fileOf(visit: Visit, uri: string): string {
  const level = levelOf(visit);
  const { location } = visit;
  const alias = location?.level.directives.find(({ name }) => name === 'alias')?.args[0];
  if (alias !== undefined && location)
    return location.regex ? expandGroups(visit, alias) : alias + uri.slice(location.pattern.length);
  const root = settingOf(level, 'root') ?? ROOT;
  return (root.startsWith('/') ? root : `/usr/share/nginx/${root}`).replace(/\/$/, '') + uri;
}

const expandGroups = (visit: Visit, text: string): string =>
  text.replaceAll(/\$(\w+)/g, (_, name: string) => visit.variables[name] ?? '');

/** The type of what a URI names, by its ending. */
export function typeOf({ types }: Config, visit: Visit, uri: string): string {
  const [, ending = ''] = /\.([^./]+)$/.exec(uri) ?? [];
  return types.get(ending.toLowerCase()) ?? settingOf(levelOf(visit), 'default_type') ?? 'text/plain';
}

/** Serves a file, a folder's index, or its list. `inner` goes on with another URI. */
export function serveFile(
  visit: Visit,
  fail: (status: number) => void,
  answer: (response: Response) => void,
  inner: (uri: string) => void,
): void {
  const { request, files, uri, config } = visit;
  if (request.method !== 'GET' && request.method !== 'HEAD') return fail(405);
  const path = fileOf(visit, uri);
  if (!uri.endsWith('/')) {
    const text = files.read(path);
    if (text !== undefined) return answer(partOf(visit, text, typeOf(config, visit, uri)));
    if (files.isDirectory(path)) return answer({ status: 301, body: '', location: absolute(visit, `${uri}/`) });
    logError(visit, 'error', `open() "${path}" failed (2: No such file or directory)`);
    return fail(404);
  }
  const index = indexes(visit).find((name) => files.read(path + name) !== undefined);
  if (index !== undefined) return inner(uri + index);
  if (!files.isDirectory(path.replace(/\/$/, '') || '/')) {
    logError(
      visit,
      'error',
      `"${path}${indexes(visit).at(-1) ?? 'index.html'}" is not found (2: No such file or directory)`,
    );
    return fail(404);
  }
  if (isOn(levelOf(visit), 'autoindex', false))
    return answer({ status: 200, type: 'text/html', body: listing(visit, path) });
  logError(visit, 'error', `directory index of "${path}" is forbidden`);
  fail(403);
}

const indexes = (visit: Visit): readonly string[] => {
  const named = given(levelOf(visit), 'index').flatMap(({ args }) => args);
  return named.length > 0 ? named.map((name) => name.replace(/^\//, '')) : ['index.html'];
};

/** A path as a whole URL, with the port where that is not the usual one. */
export function absolute(visit: Visit, path: string): string {
  const level = levelOf(visit);
  if (/^[a-z]+:\/\//i.test(path) || !isOn(level, 'absolute_redirect', true)) return path;
  const host = (headerOf(visit.request, 'host') ?? visit.stream.local).replace(/:\d+$/, '');
  const { localPort } = visit.stream;
  const port = localPort === 80 || !isOn(level, 'port_in_redirect', true) ? '' : `:${localPort}`;
  return `http://${host}${port}${path}`;
}

/** A file, or the part of it that a Range header asks for. */
function partOf({ request, system }: Visit, body: string, type: string): Response {
  const whole: Response = { status: 200, body, type, modified: body === WELCOME ? MODIFIED : system.process.started };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headerOf(request, 'range') ?? '') ?? [];
  if (from + to === '') return whole;
  const size = body.length;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) return { status: 416, body: '' };
  return { ...whole, status: 206, body: body.slice(first, last + 1), range: `bytes ${first}-${last}/${size}` };
}

const NAME_WIDTH = 50;
/** A folder's list (ngx_http_autoindex_module.c): folders first. */
function listing({ files, uri, system }: Visit, path: string): string {
  const entries = files.names(path.replace(/\/$/, '') || '/').map((name) => {
    const text = files.read(path + name);
    return { name: text === undefined ? `${name}/` : name, size: text === undefined ? '-' : String(text.length) };
  });
  const ordered = [...entries.filter(({ size }) => size === '-'), ...entries.filter(({ size }) => size !== '-')];
  const at = civil(system.process.started);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${two(at.day)}-${shortMonth(at.month)}-${at.year} ${two(at.hour)}:${two(at.minute)}`;
  const lines = ordered.map(({ name, size }) => {
    const shown = name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 3)}..&gt;` : name;
    const pad = ' '.repeat(Math.max(0, NAME_WIDTH - name.length));
    return `<a href="${encodeURI(name)}">${shown}</a>${pad} ${date} ${size.padStart(19)}\r\n`;
  });
  return `<html>\r\n<head><title>Index of ${uri}</title></head>\r\n<body>\r\n<h1>Index of ${uri}</h1><hr><pre><a href="../">../</a>\r\n${lines.join('')}</pre><hr></body>\r\n</html>\r\n`;
}
