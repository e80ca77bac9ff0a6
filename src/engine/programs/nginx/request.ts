import { remembering } from '../../../kernel/remembering.ts';

/** A request as a client sent it. */
export interface Request {
  readonly method: string;
  /** As it was sent, with its query. */
  readonly target: string;
  readonly version: string;
  /** The request's first line. */
  readonly line: string;
  /** In the order in which they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The same by their names in small letters: of several that are called alike the first. */
  readonly named: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What the octets that have come so far amount to: a request and its length, that more must come, or what is wrong. */
export type Reading =
  | { readonly request: Request; readonly length: number }
  | 'more'
  | { readonly status: 400 | 411 | 501; readonly line: string };

/** The value of a header, by its name in small letters. */
export const headerOf = ({ named }: Pick<Request, 'named'>, name: string): string | undefined => named.get(name);

/** The first header of each name. */
const byName = (headers: Request['headers']): Request['named'] =>
  new Map(headers.map(([name, value]) => [name.toLowerCase(), value] as const).reverse());

/** What is answered where nothing could be read. */
export const NO_REQUEST: Request = {
  method: '',
  target: '',
  version: '1.0',
  line: '',
  headers: [],
  named: new Map(),
  body: '',
};

/** Reads a request from the start of a text (ngx_http_parse.c). */
export const readRequest = remembering(readingOf);

function readingOf(text: string): Reading {
  const start = /^(?:\r?\n)*/.exec(text)?.[0].length ?? 0;
  const rest = text.slice(start);
  if (rest === '') return 'more';
  if (!/^[A-Z_-]+(?: |$)/.test(rest)) return { status: 400, line: rest.split(/\r?\n/)[0] ?? '' };
  const lineEnd = rest.indexOf('\n');
  if (lineEnd < 0) return 'more';
  const line = rest.slice(0, lineEnd).replace(/\r$/, '');
  const oldest = /^GET (\/\S*)$/.exec(line);
  if (oldest) {
    const request = { ...NO_REQUEST, method: 'GET', target: oldest[1] ?? '/', version: '0.9', line };
    return { request, length: start + lineEnd + 1 };
  }
  const [, method = '', target = '', version = ''] = /^([A-Z_-]+) (\S+) HTTP\/(1\.[0-9])$/.exec(line) ?? [];
  if (method === '' || line.includes('\u0000')) return { status: 400, line };
  const end = /\r?\n\r?\n/.exec(rest);
  if (!end) return 'more';
  const headers = rest
    .slice(lineEnd + 1, end.index)
    .split(/\r?\n/)
    .flatMap((text_) => {
      const colon = text_.indexOf(':');
      return colon < 0 ? [] : [[text_.slice(0, colon), text_.slice(colon + 1).trim()] as const];
    });
  const head = { method, target: withoutHost(target), version, line, headers, named: byName(headers) };
  if (!/^(?:\/|\*$)/.test(head.target)) return { status: 400, line };
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  if ((version === '1.1' && hosts.length === 0) || hosts.length > 1) return { status: 400, line };
  const bodyAt = end.index + end[0].length;
  const body = bodyIn(headerOf(head, 'content-length'), headerOf(head, 'transfer-encoding'), rest.slice(bodyAt));
  if (typeof body === 'string') return 'more';
  return { request: { ...head, body: body.text }, length: start + bodyAt + body.length };
}

/** A request line may name the whole URL. */
const withoutHost = (target: string): string => {
  const bare = /^https?:\/\/[^/?]*(.*)$/i.exec(target)?.[1];
  return bare === undefined ? target : bare.startsWith('/') ? bare : `/${bare}`;
};

function bodyIn(
  length: string | undefined,
  encoding: string | undefined,
  rest: string,
): { text: string; length: number } | 'more' {
  if (encoding?.toLowerCase() === 'chunked') {
    let text = '';
    for (let at = 0; ;) {
      const [, size] = /^([0-9a-fA-F]+)[^\r\n]*\r\n/.exec(rest.slice(at)) ?? [];
      if (size === undefined) return 'more';
      const from = rest.indexOf('\n', at) + 1;
      const count = Number.parseInt(size, 16);
      if (rest.length < from + count + 2) return 'more';
      text += rest.slice(from, from + count);
      at = from + count + 2;
      if (count === 0) return { text, length: at };
    }
  }
  const count = Number(length ?? 0);
  return rest.length < count ? 'more' : { text: rest.slice(0, count), length: count };
}

/** The path that a target names: decoded, without `.`, `..` and doubled slashes. Undefined where it leads out of the root. */
export const pathOf = remembering(pathIn);

function pathIn(target: string): string | undefined {
  const [raw = ''] = target.split(/[?#]/);
  let decoded: string;
  try {
    decoded = decodeURIComponent(raw);
  } catch {
    return undefined;
  }
  const parts: string[] = [];
  const all = decoded.split('/').slice(1);
  for (const [i, part] of all.entries()) {
    const last = i === all.length - 1;
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (part !== '' && part !== '.') parts.push(part);
    if (last && (part === '' || part === '.' || part === '..')) parts.push('');
  }
  return `/${parts.join('/')}`;
}

/** A URI in two: what it asks with comes after its first question mark. */
export function parted(uri: string): { readonly path: string; readonly query: string | undefined } {
  const mark = uri.indexOf('?');
  return mark < 0 ? { path: uri, query: undefined } : { path: uri.slice(0, mark), query: uri.slice(mark + 1) };
}

export const queryOf = (target: string): string => /\?([^#]*)/.exec(target)?.[1] ?? '';
