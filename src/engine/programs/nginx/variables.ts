import { civil, shortMonth, type Civil } from '../../calendar.ts';
import { own } from '../../../kernel/own.ts';
import { remembering } from '../../../kernel/remembering.ts';
import { settingOf } from './model.ts';
import { headerOf } from './request.ts';
import { levelOf, type Visit } from './visit.ts';

/** `192.168.65.50` of a mapped address too. */
export const clientOf = ({ stream }: Pick<Visit, 'stream'>): string => stream.remote.replace(/^::ffff:(?=\d+\.)/, '');

/** The host that a request names, without its port; else the server's own name. */
export function hostOf(visit: Visit): string {
  const named = (headerOf(visit.request, 'host') ?? '').replace(/:\d+$/, '').toLowerCase();
  return named === '' ? (visit.server.names[0] ?? '') : named;
}

const two = (value: number): string => String(value).padStart(2, '0');
const timeOf = ({ hour, minute, second }: Civil): string => `${two(hour)}:${two(minute)}:${two(second)}`;

const localOf = remembering((second) => {
  const at = civil(Number(second) * 1000);
  return `${two(at.day)}/${shortMonth(at.month)}/${at.year}:${timeOf(at)} +0000`;
});

/** `05/Jan/2026:09:00:00 +0000` */
export const timeLocal = (clock: number): string => localOf(String(Math.floor(clock / 1000)));

/** `2026/01/05 09:00:00` */
export function timeOfError(clock: number): string {
  const at = civil(clock);
  return `${at.year}/${two(at.month)}/${two(at.day)} ${timeOf(at)}`;
}

/** `2026-01-05T09:00:00+00:00` */
function timeIso(clock: number): string {
  const at = civil(clock);
  return `${at.year}-${two(at.month)}-${two(at.day)}T${timeOf(at)}+00:00`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

type Value = (visit: Visit) => string;

const listed =
  (pick: (one: Visit['upstreams'][number]) => string): Value =>
  ({ upstreams }) =>
    upstreams.map(pick).join(', ');

/** The variables that nginx has by itself. */
const BUILT_IN: Readonly<Record<string, Value>> = {
  host: hostOf,
  hostname: ({ system }) => system.process.hostname ?? system.process.machine,
  uri: ({ uri }) => uri,
  document_uri: ({ uri }) => uri,
  request_uri: ({ request }) => request.target,
  request: ({ request }) => request.line,
  request_method: ({ request }) => request.method,
  request_body: ({ request }) => request.body,
  request_length: ({ request }) => String(request.line.length + request.headers.join('').length + request.body.length),
  args: ({ args }) => args,
  query_string: ({ args }) => args,
  is_args: ({ args }) => (args === '' ? '' : '?'),
  scheme: () => 'http',
  https: () => '',
  server_protocol: ({ request }) => `HTTP/${request.version}`,
  server_name: ({ server }) => server.names[0] ?? '',
  server_addr: ({ stream }) => stream.local,
  server_port: ({ stream }) => String(stream.localPort),
  remote_addr: clientOf,
  remote_port: ({ stream }) => String(stream.remotePort),
  binary_remote_addr: clientOf,
  remote_user: () => '',
  document_root: (visit) => settingOf(levelOf(visit), 'root') ?? '/usr/share/nginx/html',
  request_filename: (visit) => `${settingOf(levelOf(visit), 'root') ?? '/usr/share/nginx/html'}${visit.uri}`,
  nginx_version: () => '1.30.6',
  content_type: ({ request }) => headerOf(request, 'content-type') ?? '',
  content_length: ({ request }) => headerOf(request, 'content-length') ?? '',
  status: ({ status }) => String(status),
  body_bytes_sent: ({ sent }) => String(sent),
  bytes_sent: ({ sent }) => String(sent),
  time_local: ({ system }) => timeLocal(system.now()),
  time_iso8601: ({ system }) => timeIso(system.now()),
  msec: ({ system }) => seconds(system.now()),
  request_time: ({ system, begun }) => seconds(system.now() - begun),
  connection: () => '1',
  connection_requests: () => '1',
  pipe: () => '.',
  pid: ({ system }) => String(system.process.container?.pid ?? system.process.pid),
  request_id: ({ stream, begun }) =>
    `${stream.remotePort.toString(16)}${Math.floor(begun).toString(16)}`.padStart(32, '0'),
  proxy_add_x_forwarded_for: (visit) => {
    const before = headerOf(visit.request, 'x-forwarded-for');
    return before === undefined ? clientOf(visit) : `${before}, ${clientOf(visit)}`;
  },
  proxy_host: () => '',
  proxy_port: () => '',
  is_request_port: ({ request }) => (/:\d+$/.test(headerOf(request, 'host') ?? '') ? ':' : ''),
  request_port: ({ request }) => /:(\d+)$/.exec(headerOf(request, 'host') ?? '')?.[1] ?? '',
  upstream_addr: listed(({ address }) => address),
  upstream_status: listed(({ status }) => status),
  upstream_response_time: listed(({ seconds: took }) => took.toFixed(3)),
  upstream_connect_time: listed(({ seconds: took }) => took.toFixed(3)),
  upstream_header_time: listed(({ seconds: took }) => took.toFixed(3)),
  upstream_cache_status: () => '',
  realpath_root: (visit) => settingOf(levelOf(visit), 'root') ?? '/usr/share/nginx/html',
  connections_active: () => '1',
  connections_reading: () => '0',
  connections_writing: () => '1',
  connections_waiting: () => '0',
};

const PREFIXED = /^(?:http|arg|cookie|sent_http|upstream_http)_/;

/** Whether nginx itself sets a variable. */
export const isBuiltIn = (name: string): boolean => Object.hasOwn(BUILT_IN, name) || PREFIXED.test(name);

/** The value of a variable; the empty text where it has none. */
export function variable(visit: Visit, name: string): string {
  const set = own(visit.variables, name);
  if (set !== undefined) return set;
  const map = own(visit.config.maps, `$${name}`);
  if (map) return mapped(visit, map.source, map.entries);
  const value = own(BUILT_IN, name);
  if (value) return value(visit);
  if (name.startsWith('http_')) return headerOf(visit.request, name.slice(5).replaceAll('_', '-')) ?? '';
  if (name.startsWith('arg_')) return argument(visit.args, name.slice(4));
  if (name.startsWith('cookie_')) return cookie(headerOf(visit.request, 'cookie') ?? '', name.slice(7));
  return '';
}

function argument(args: string, name: string): string {
  for (const part of args.split('&')) {
    const equals = part.indexOf('=');
    if (equals >= 0 && part.slice(0, equals).toLowerCase() === name.toLowerCase()) return part.slice(equals + 1);
  }
  return '';
}

const cookie = (header: string, name: string): string =>
  header
    .split(/;\s*/)
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? '';

/** What a map makes of a text: a text of its own, a pattern, or its default. */
function mapped(visit: Visit, source: string, entries: Visit['config']['maps'][string]['entries']): string {
  const text = expand(visit, source);
  const exact = entries.find(({ name }) => name === text || name === `\\${text}`);
  const pattern =
    exact ??
    entries.find(({ name }) => {
      if (!name.startsWith('~')) return false;
      const loose = name.startsWith('~*');
      return new RegExp(name.slice(loose ? 2 : 1), loose ? 'i' : '').test(text);
    });
  const found = pattern ?? entries.find(({ name }) => name === 'default');
  return found ? expand(visit, found.args[0] ?? '') : '';
}

/** A text of a configuration in pieces: what it says, and then in turns the name of a variable and what it says after that. */
const piecesOf = remembering((text): readonly string[] =>
  text.split(/\$(?:\{(\w+)\}|(\w+))/).filter((piece: string | undefined) => piece !== undefined),
);

/** A text with its variables replaced. */
export const expand = (visit: Visit, text: string): string =>
  text.includes('$')
    ? piecesOf(text)
        .map((piece, i) => (i % 2 === 0 ? piece : variable(visit, piece)))
        .join('')
    : text;
