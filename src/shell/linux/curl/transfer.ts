import { family, type Ip } from '../../../ip/address.ts';
import type { Outcome } from '../../../kernel/stimulus.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceId } from '../names/query.ts';
import { base64 } from '../http/base64.ts';
import { header, parseResponse, type Response } from '../http/response.ts';
import { CLIENT_HELLO } from '../http/tls.ts';
import { numericHost } from '../names/resolve.ts';
import { connectTo, resolveHost, type Addresses, type Attempt } from './connect.ts';
import type { Options } from './options.ts';
import type { Url } from './url.ts';

/** What came of one URL. */
export interface Transfer {
  readonly url: Url;
  readonly text: string;
  readonly method: string;
  readonly exit: number;
  readonly message: string;
  readonly addresses?: Addresses;
  readonly attempts: readonly Attempt[];
  readonly request: string;
  readonly sent: number;
  readonly response?: Response;
  /** ms: name known, connected, all done. */
  readonly times: { readonly name: number; readonly connected: number; readonly total: number };
}

/** Without -m, the kernel's own patience ends it: 6 retries of a SYN. */
const PATIENCE = 127_000;

/** One request and its answer. */
export function transfer(call: Call, text: string, url: Url, options: Options, data: string | undefined): Transfer {
  const started = call.world().clock.now;
  const total = options.maxTime ?? PATIENCE;
  const connect = Math.min(options.connectTimeout ?? total, total);
  const method =
    options.method ??
    (options.head ? 'HEAD' : options.upload !== undefined ? 'PUT' : data === undefined || options.get ? 'GET' : 'POST');
  const body = options.get ? undefined : data;
  const request =
    url.scheme === 'https'
      ? CLIENT_HELLO
      : url.scheme === 'telnet'
        ? call.stdin
        : requestText(url, options, method, body);
  const base = { url, text, method, request, sent: body?.length ?? 0, attempts: [] as readonly Attempt[] };
  const now = (): number => call.world().clock.now - started;
  const failed = (exit: number, message: string, more: Partial<Transfer> = {}): Transfer => ({
    ...base,
    exit,
    message,
    times: { name: now(), connected: 0, total: now() },
    ...more,
  });

  const addresses = resolveHost(call, url, options, started + connect);
  const named = now();
  if (!addresses) {
    if (named >= connect) return failed(28, `Resolving timed out after ${Math.round(connect) + 1} milliseconds`);
    return failed(6, `Could not resolve host: ${url.host}`);
  }
  const bound = boundTo(call, options, addresses);
  if (!bound)
    return failed(45, `Failed to connect to ${url.host}:${url.port} after 0 ms: Failed binding local connection end`, {
      addresses,
    });
  const attempts = connectTo(call, url, addresses, bound.source, request, {
    connect: connect - named,
    total: total - named,
  });
  const outcome = attempts.at(-1)?.outcome;
  const spent = named + attempts.reduce((sum, one) => sum + one.outcome.after / 1000, 0);
  const more = { addresses, attempts, times: { name: named, connected: 0, total: spent } };
  if (outcome?.status !== 'connected') {
    if (outcome === undefined || outcome.status === 'timeout' || outcome.status === 'not-permitted')
      return failed(28, `Connection timed out after ${Math.round(connect) + 1} milliseconds`, more);
    const why = `after ${Math.round(spent)} ms: Could not connect to server`;
    return failed(7, `Failed to connect to ${url.host}:${url.port} ${why}`, more);
  }
  const times = { name: named, connected: spent - (outcome.after - outcome.connected) / 1000, total: spent };
  return answered(failed, { ...more, times }, outcome, attempts.at(-1)?.ip ?? '', total);
}

function answered(
  failed: (exit: number, message: string, more: Partial<Transfer>) => Transfer,
  more: Pick<Transfer, 'addresses' | 'attempts' | 'times'> & { url?: Url },
  outcome: Extract<Outcome, { status: 'connected' }>,
  remote: Ip,
  total: number,
): Transfer {
  const text = outcome.response;
  const plain = failed(0, '', more);
  if (plain.url.scheme === 'https') {
    if (outcome.end === 'timeout')
      return failed(28, `Connection timed out after ${Math.round(total) + 1} milliseconds`, more);
    if (text === '') return failed(35, 'TLS connect error: error:00000000:lib(0)::reason(0)', more);
    return failed(35, 'TLS connect error: error:0A00010B:SSL routines::wrong version number', more);
  }
  if (plain.url.scheme === 'telnet') {
    const raw = {
      head: '',
      status: 0,
      version: '0',
      headers: [],
      body: text,
      local: outcome.local,
      localPort: outcome.localPort,
      remote,
    };
    return outcome.end === 'timeout' ? failed(28, 'Time-out', { ...more, response: raw }) : { ...plain, response: raw };
  }
  const response = parseResponse(text, outcome, remote, plain.method === 'HEAD');
  if (outcome.end === 'timeout') {
    const received = response?.body.length ?? 0;
    const length = header(response, 'content-length');
    const of = length === undefined ? '' : ` out of ${length}`;
    const words = `Operation timed out after ${Math.round(total) + 1} milliseconds with ${received}${of} bytes received`;
    return failed(28, words, { ...more, ...(response && { response }) });
  }
  if (text === '')
    return outcome.end === 'reset'
      ? failed(56, 'Recv failure: Connection reset by peer', more)
      : failed(52, 'Empty reply from server', more);
  if (!response) return failed(1, 'Received HTTP/0.9 when not allowed', more);
  return { ...plain, response };
}

/** What --interface binds to; undefined where there is no such device or address. */
function boundTo(call: Call, { interface: name }: Options, { v4 }: Addresses): { source?: Ip } | undefined {
  if (name === undefined) return {};
  const bare = name.replace(/^(if|host)!/, '');
  const links = Object.values(call.world().kernel.namespaces[namespaceId(call)]?.links ?? {});
  const link = links.find((one) => one.name === bare);
  const wanted = v4.length > 0 ? 4 : 6;
  const number = numericHost(bare);
  const own = links.flatMap(({ addresses }) => addresses);
  const source = link
    ? link.addresses.find(({ address }) => family(address) === wanted)?.address
    : own.find(({ address }) => address === number)?.address;
  return source === undefined ? undefined : { source };
}

/** The request as it is sent. `-H 'Name:'` takes a header of curl's own out, `-H 'Name: value'` replaces it. */
function requestText(url: Url, options: Options, method: string, data: string | undefined): string {
  const target = options.get && options.data.length > 0 ? withQuery(url.path, options.data.join('&')) : url.path;
  const user = options.user ?? url.user;
  const own: (readonly [string, string | undefined])[] = [
    ['Host', url.plain ? url.shown : `${url.shown}:${url.port}`],
    ['Authorization', user === undefined ? undefined : `Basic ${base64(user)}`],
    ['Range', options.range === undefined ? undefined : `bytes=${options.range}`],
    ['User-Agent', options.agent],
    ['Accept', '*/*'],
    ['Referer', options.referer],
    ['Cookie', options.cookie],
  ];
  const tail: (readonly [string, string | undefined])[] =
    data === undefined
      ? []
      : [
          ['Content-Length', String(data.length)],
          ['Content-Type', options.upload === undefined ? 'application/x-www-form-urlencoded' : undefined],
        ];
  const given = options.headers.map((line) => {
    const colon = line.search(/[:;]/);
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const named = (name: string): readonly [string, string] | undefined =>
    given.find(([key]) => key.toLowerCase() === name.toLowerCase());
  const line = ([name, value]: readonly [string, string | undefined]): string => {
    const replaced = named(name);
    const shown = replaced ? replaced[1] : value;
    return shown === undefined || shown === '' ? '' : `${name}: ${shown}\r\n`;
  };
  const ours = new Set([...own, ...tail].map(([name]) => name.toLowerCase()));
  const extra = given
    .filter(([name, value]) => !ours.has(name.toLowerCase()) && value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.${options.http10 ? 0 : 1}\r\n${own.map(line).join('')}${extra.join('')}${tail.map(line).join('')}\r\n${data ?? ''}`;
}

const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;
