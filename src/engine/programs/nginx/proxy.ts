import { parseIp, type Ip } from '../../../ip/address.ts';
import type { DnsMessage } from '../../../kernel/packet/frame.ts';
import type { Failure } from '../../../kernel/process/program.ts';
import { choose, noteFailure, noteSuccess, peersOf, type Peer } from './balance.ts';
import type { Names } from './checks.ts';
import { logError } from './log.ts';
import { given, isOn, milliseconds, settingOf, type Upstream } from './model.ts';
import { own } from '../../../kernel/own.ts';
import { headerOf } from './request.ts';
import { parsePass, type PassUrl } from './upstream-url.ts';
import { expand } from './variables.ts';
import { levelOf, type Answer, type Visit } from './visit.ts';

const MINUTE = 60_000;

/** How connect(2) failed, with its number. */
const REASONS: Readonly<Record<Failure, string>> = {
  refused: '111: Connection refused',
  unreachable: '113: No route to host',
  'net-unreachable': '101: Network is unreachable',
  reset: '104: Connection reset by peer',
};

/** Passes a request on to where `proxy_pass` leads, and its answer back. */
export function proxy(visit: Visit, text: string, names: Names, answer: Answer, fail: (status: number) => void): void {
  const written = text.includes('$');
  const url = parsePass(written ? expand(visit, text) : text);
  if (!url) {
    logError(visit, 'error', `invalid URL prefix in "${expand(visit, text)}"`);
    return fail(500);
  }
  if (url.scheme === 'https') {
    logError(visit, 'error', 'the nginx of this lab speaks no TLS to an upstream', `https://${url.authority}`);
    return fail(502);
  }
  const upstream = own(visit.config.upstreams, url.authority);
  if (upstream) return attempt(visit, url, upstream.name, peersOf(upstream, names), written, answer, fail);
  const found = parseIp(url.host) === undefined ? own(names, url.host) : [url.host];
  if (found)
    return attempt(visit, url, url.authority, peersOf(lone(url), { [url.host]: [...found] }), written, answer, fail);
  resolve(visit, url, (addresses) => {
    if (addresses.length === 0) return fail(502);
    attempt(visit, url, url.authority, peersOf(lone(url), { [url.host]: addresses }), written, answer, fail);
  });
}

/** A host that is in no upstream is one by itself. */
const lone = ({ authority, host, port }: PassUrl): Upstream => ({
  name: authority,
  members: [{ host, port, weight: 1, maxFails: 1, failTimeout: 10_000, backup: false, down: false }],
  method: 'round-robin',
});

/** Asks the `resolver` for a name that stands in a variable. */
function resolve(visit: Visit, { host }: PassUrl, then: (addresses: Ip[]) => void): void {
  const [server] = given(levelOf(visit), 'resolver')[0]?.args ?? [];
  if (server === undefined) {
    logError(visit, 'error', `no resolver defined to resolve ${host}`);
    return then([]);
  }
  const message: DnsMessage = {
    id: visit.stream.remotePort & 0xffff,
    query: true,
    name: host,
    type: 'A',
    status: 'NOERROR',
    answers: [],
    edns: false,
    recursionDesired: true,
    recursionAvailable: false,
    authoritative: false,
  };
  const ip = server.replace(/:\d+$/, '');
  const patience = milliseconds(settingOf(levelOf(visit), 'resolver_timeout'), 30_000);
  visit.system.ask(visit.system.namespace, ip, 53, { kind: 'dns', message }, patience, (data) => {
    const reply = data?.kind === 'dns' ? data.message : undefined;
    const addresses = (reply?.answers ?? []).filter(({ type }) => type === 'A').map(({ data: address }) => address);
    if (addresses.length === 0) {
      const why =
        reply === undefined
          ? '110: Operation timed out'
          : reply.status === 'SERVFAIL'
            ? '2: Server failure'
            : '3: Host not found';
      logError(visit, 'error', `${host} could not be resolved (${why})`);
    }
    then(addresses);
  });
}

/** Asks one peer after the other until one answers. */
function attempt(
  visit: Visit,
  url: PassUrl,
  name: string,
  peers: readonly Peer[],
  written: boolean,
  answer: Answer,
  fail: (status: number) => void,
): void {
  const { system } = visit;
  const level = levelOf(visit);
  const next = given(level, 'proxy_next_upstream').flatMap(({ args }) => args);
  const goesOn = (why: string): boolean =>
    next.length === 0 ? why === 'error' || why === 'timeout' : next.includes(why) && !next.includes('off');
  const tried = new Set<string>();
  const uri = targetOf(visit, url, written);
  const ask = (last: number): void => {
    const peer = choose(system, peers, tried);
    if (!peer) {
      if (tried.size === 0) {
        logError(visit, 'error', 'no live upstreams while connecting to upstream', `http://${name}${uri}`);
        for (const { key } of peers) system.remember(`${key} fails`, 0);
        visit.upstreams.push({ address: name, status: '502', seconds: 0 });
        return fail(502);
      }
      return fail(last);
    }
    tried.add(peer.key);
    const where = `${peer.ip.includes(':') ? `[${peer.ip}]` : peer.ip}:${peer.port}`;
    const record = { address: where, status: '502', seconds: 0 };
    visit.upstreams.push(record);
    const begun = system.now();
    const failed = (status: 502 | 504, why: 'error' | 'timeout', message: string): void => {
      record.status = String(status);
      record.seconds = (system.now() - begun) / 1000;
      const shown = `http://${where}${uri}`;
      // What went wrong with the connection is told before the peer is let go, a timeout after it (ngx_http_upstream_next).
      if (why === 'error') logError(visit, 'error', message, shown);
      if (peers.length > 1 && noteFailure(system, peer))
        logError(visit, 'warn', 'upstream server temporarily disabled while connecting to upstream', shown);
      if (why === 'timeout') logError(visit, 'error', message, shown);
      if (goesOn(why) && tried.size < peers.length) ask(status);
      else fail(status);
    };
    exchange(visit, peer, requestText(visit, url, uri, written), {
      failed,
      answered: (status, headers, body) => {
        record.status = String(status);
        record.seconds = (system.now() - begun) / 1000;
        if (goesOn(`http_${status}`) && tried.size < peers.length) {
          noteFailure(system, peer);
          return ask(status);
        }
        noteSuccess(system, peer);
        answer({
          status,
          body,
          type: headers.find(([key]) => key.toLowerCase() === 'content-type')?.[1],
          ...passedBack(visit, url, headers, written),
          chunked:
            visit.request.version === '1.1' &&
            !headers.some(([key]) => key.toLowerCase() === 'content-length') &&
            status !== 204 &&
            status !== 304,
          length: lengthOf(visit, headers),
        });
      },
    });
  };
  ask(502);
}

/** Of the answer to a HEAD the length is told all the same. */
function lengthOf({ request }: Visit, headers: readonly (readonly [string, string])[]): number | undefined {
  const length = headers.find(([key]) => key.toLowerCase() === 'content-length')?.[1];
  return request.method === 'HEAD' && length !== undefined ? Number(length) : undefined;
}

interface Ends {
  readonly failed: (status: 502 | 504, why: 'error' | 'timeout', message: string) => void;
  readonly answered: (status: number, headers: readonly (readonly [string, string])[], body: string) => void;
}

/** One request to one peer: connects, sends, and reads the answer to its end. */
function exchange(visit: Visit, { ip, port }: Peer, text: string, { failed, answered }: Ends): void {
  const { system, request } = visit;
  const level = levelOf(visit);
  let over = false;
  let connected = false;
  const once = (act: () => void): void => {
    if (over) return;
    over = true;
    act();
  };
  const timedOut = (doing: string): void =>
    once(() => failed(504, 'timeout', `upstream timed out (110: Connection timed out) while ${doing}`));
  const patience = milliseconds(settingOf(level, 'proxy_read_timeout'), MINUTE);
  system.later(milliseconds(settingOf(level, 'proxy_connect_timeout'), MINUTE), () => {
    if (!connected) timedOut('connecting to upstream');
  });
  let heard = 0;
  const await_ = (): void => {
    const count = ++heard;
    system.later(patience, () => {
      if (count === heard) timedOut('reading response header from upstream');
    });
  };
  system.tell({ kind: 'dials', address: ip, port });
  system.connect(system.namespace, ip, port, {
    connected: (peer) => {
      connected = true;
      if (over) return peer.close();
      peer.send(text);
      await_();
    },
    data: (peer) => {
      if (over) return;
      await_();
      const read = readAnswer(peer.received(), request.method === 'HEAD', false);
      if (read === 'junk')
        return once(
          () => (
            peer.close({ unread: true }),
            failed(502, 'error', 'upstream sent no valid HTTP/1.0 header while reading response header from upstream')
          ),
        );
      if (read === 'more') return;
      once(() => {
        peer.close();
        answered(read.status, read.headers, read.body);
      });
    },
    ended: (peer) => {
      if (over) return peer.close();
      const read = readAnswer(peer.received(), request.method === 'HEAD', true);
      once(() => {
        peer.close();
        if (typeof read === 'string')
          failed(502, 'error', 'upstream prematurely closed connection while reading response header from upstream');
        else answered(read.status, read.headers, read.body);
      });
    },
    failed: (why) =>
      once(() => {
        const [number, doing] = [REASONS[why], why === 'reset' ? 'recv() failed' : 'connect() failed'];
        failed(
          502,
          'error',
          `${doing} (${number}) while ${why === 'reset' ? 'reading response header from' : 'connecting to'} upstream`,
        );
      }),
  });
}

interface Read {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** What an upstream has sent so far; `ended` where nothing more comes. */
function readAnswer(text: string, headOnly: boolean, ended: boolean): Read | 'more' | 'junk' {
  if (text !== '' && !'HTTP/'.startsWith(text.slice(0, 5))) return 'junk';
  const end = /\r?\n\r?\n/.exec(text);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(text)?.[1];
  if (!end || status === undefined) return 'more';
  const headers = text
    .slice(0, end.index)
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
    });
  const body = text.slice(end.index + end[0].length);
  const named = (name: string): string | undefined => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const read = (whole: string): Read => ({ status: Number(status), headers, body: whole });
  if (headOnly || status === '204' || status === '304') return read('');
  if (named('transfer-encoding')?.toLowerCase() === 'chunked') {
    if (!body.endsWith('0\r\n\r\n') && !ended) return 'more';
    return read(unchunked(body));
  }
  const length = named('content-length');
  if (length === undefined) return ended ? read(body) : 'more';
  return body.length >= Number(length) || ended ? read(body.slice(0, Number(length))) : 'more';
}

function unchunked(body: string): string {
  let text = '';
  for (let at = 0; ;) {
    const [line = '', size] = /^([0-9a-fA-F]+)[^\r\n]*\r\n/.exec(body.slice(at)) ?? [];
    const count = size === undefined ? 0 : Number.parseInt(size, 16);
    if (count === 0) return text;
    text += body.slice(at + line.length, at + line.length + count);
    at += line.length + count + 2;
  }
}

/** The path that is asked of the upstream: where `proxy_pass` has one, it stands for the location's. */
function targetOf(visit: Visit, { uri }: PassUrl, written: boolean): string {
  const { location, request, turns } = visit;
  const query = visit.args === '' ? '' : `?${visit.args}`;
  if (uri !== undefined && written) return uri;
  if (uri !== undefined && location) return `${uri}${encoded(visit.uri.slice(location.pattern.length))}${query}`;
  // Nothing was rewritten: the request goes on as it came.
  return turns === 0 && !visit.internal ? request.target : `${encoded(visit.uri)}${query}`;
}

const encoded = (path: string): string => encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23');

/** Headers that concern one connection alone, or that the server sends of its own. */
const NOT_PASSED = new Set([
  'connection',
  'keep-alive',
  'host',
  'transfer-encoding',
  'te',
  'upgrade',
  'expect',
  'content-length',
]);

function requestText(visit: Visit, url: PassUrl, uri: string, written: boolean): string {
  const { request } = visit;
  const level = levelOf(visit);
  const version = settingOf(level, 'proxy_http_version') ?? '1.1';
  const set = given(level, 'proxy_set_header').map(
    ({ args: [name = '', value = ''] }) => [name, expand(visit, value)] as const,
  );
  const isSet = (name: string): boolean => set.some(([key]) => key.toLowerCase() === name.toLowerCase());
  const host = written ? expand(visit, url.authority) : url.authority;
  const port = url.port === 80 && url.authority.endsWith(':80') ? host.replace(/:80$/, '') : host;
  const length = request.body === '' ? headerOf(request, 'content-length') : String(request.body.length);
  const lines: (readonly [string, string])[] = [
    ...(isSet('Host') ? [] : [['Host', port] as const]),
    ...(isSet('Connection') || version !== '1.0' ? [] : [['Connection', 'close'] as const]),
    ...set,
    ...(length === undefined || isSet('Content-Length') ? [] : [['Content-Length', length] as const]),
    ...request.headers.filter(([name]) => !NOT_PASSED.has(name.toLowerCase()) && !isSet(name)),
  ];
  const head = lines
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const method = settingOf(level, 'proxy_method') ?? request.method;
  return `${method} ${uri} HTTP/${version}\r\n${head}\r\n${request.body}`;
}

/** Headers of an upstream's answer that stay behind (ngx_http_proxy_hide_headers), and those that nginx writes itself. */
const HIDDEN = new Set([
  'date',
  'server',
  'x-pad',
  'x-accel-expires',
  'x-accel-redirect',
  'x-accel-limit-rate',
  'x-accel-buffering',
  'x-accel-charset',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-type',
]);

/** The headers that go back to the client; where it is sent to stands by itself. */
function passedBack(
  visit: Visit,
  url: PassUrl,
  headers: Read['headers'],
  written: boolean,
): { headers: Read['headers']; location?: string } {
  const level = levelOf(visit);
  const hidden = new Set(given(level, 'proxy_hide_header').map(({ args }) => args[0]?.toLowerCase()));
  const shown = new Set(given(level, 'proxy_pass_header').map(({ args }) => args[0]?.toLowerCase()));
  const kept = headers.filter(([name]) => {
    const key = name.toLowerCase();
    return (!HIDDEN.has(key) || shown.has(key)) && !hidden.has(key);
  });
  const named = kept.find(([name]) => name.toLowerCase() === 'location')?.[1];
  const target = named === undefined ? undefined : redirected(visit, url, named, written);
  const rest = kept.filter(([name]) => name.toLowerCase() !== 'location');
  if (target === undefined) return { headers: rest };
  return target === named ? { headers: [['Location', target], ...rest] } : { headers: rest, location: target };
}

/** Where the upstream sends its client to is said as this server's clients know it (proxy_redirect). */
function redirected(visit: Visit, url: PassUrl, value: string, written: boolean): string {
  const rules = given(levelOf(visit), 'proxy_redirect').map(({ args }) => args);
  if (rules[0]?.[0] === 'off') return value;
  const usual = rules.length === 0 || rules.some(([from]) => from === 'default');
  const pattern = visit.location?.pattern ?? '/';
  const all: (readonly [string, string])[] = [
    ...rules.flatMap(([from = '', to]) =>
      to === undefined ? [] : [[expand(visit, from), expand(visit, to)] as const],
    ),
    ...(usual && !written
      ? [[`http://${url.authority}${url.uri ?? ''}`, url.uri === undefined ? '' : pattern] as const]
      : []),
  ];
  for (const [from, to] of all) {
    if (!value.startsWith(from)) continue;
    const moved = to + value.slice(from.length);
    if (!moved.startsWith('/') || !isOn(levelOf(visit), 'absolute_redirect', true)) return moved;
    const host = headerOf(visit.request, 'host') ?? '';
    const { localPort } = visit.stream;
    return `http://${host.replace(/:\d+$/, '')}${localPort === 80 ? '' : `:${localPort}`}${moved}`;
  }
  return value;
}
