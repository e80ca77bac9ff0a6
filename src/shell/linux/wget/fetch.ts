import type { Ip } from '../../../ip/address.ts';
import type { Outcome } from '../../../kernel/stimulus.ts';
import type { Call } from '../../tool/call.ts';
import { connectError } from '../connect-error.ts';
import { base64 } from '../http/base64.ts';
import { parseResponse, type Response } from '../http/response.ts';
import { CLIENT_HELLO } from '../http/tls.ts';
import { namespaceId, wait } from '../names/query.ts';
import { FAILURES, lookupHost, numericHost } from '../names/resolve.ts';
import type { Options } from './options.ts';
import type { WgetUrl } from './url.ts';

/** What one request came to. */
export type Fetched =
  | { readonly kind: 'response'; readonly response: Response; readonly took: number }
  /** The name is not known. */
  | { readonly kind: 'no-host' }
  /** No connection: tried again where that may help. */
  | { readonly kind: 'no-connection'; readonly mayPass: boolean }
  /** It was lost before the answer was there. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'no-tls' };

/** Says something to the log. */
export type Say = (text: string) => void;

/** The log: what it tells on the way, and what it says without -v too. */
export interface Log {
  readonly say: Say;
  readonly complain: Say;
}

/** The kernel's own patience with a SYN, and what wget waits for data. */
const PATIENCE = 127_000;
const READ_PATIENCE = 900_000;

/** Resolves, connects and asks, as the log tells it. */
export function fetch(call: Call, url: WgetUrl, options: Options, { say, complain }: Log, again: boolean): Fetched {
  const addresses = addressesOf(call, url, options, { say, complain }, again);
  if (!addresses) return { kind: 'no-host' };
  let reason: { readonly mayPass: boolean } = { mayPass: false };
  const started = call.world().clock.now;
  for (const ip of addresses) {
    say(`Connecting to ${connectingTo(url, ip)}... `);
    const outcome = ask(call, url, ip, options);
    if (outcome.status !== 'connected') {
      if (outcome.status === 'not-permitted') wait(call, options.connectTimeout ?? PATIENCE);
      complain(`failed: ${connectError(outcome)}.\n`);
      reason = { mayPass: mayPass(outcome, options) };
      continue;
    }
    say('connected.\n');
    if (url.scheme === 'https') {
      if (outcome.end !== 'timeout')
        say(
          outcome.response === ''
            ? 'GnuTLS: The TLS connection was non-properly terminated.\n'
            : 'GnuTLS: An unexpected TLS packet was received.\n',
        );
      say('Unable to establish SSL connection.\n');
      return { kind: 'no-tls' };
    }
    say('HTTP request sent, awaiting response... ');
    const response = parseResponse(outcome.response, outcome, ip, options.method === 'HEAD');
    if (response && outcome.end !== 'timeout')
      return { kind: 'response', response, took: call.world().clock.now - started };
    if (outcome.end === 'timeout') say('Read error (Connection timed out) in headers.\n');
    else if (outcome.end === 'reset') say('Read error (Connection reset by peer) in headers.\n');
    else if (outcome.response === '') say('No data received.\n');
    else return { kind: 'response', response: oldest(outcome.response, outcome, ip), took: 0 };
    return { kind: 'lost' };
  }
  return { kind: 'no-connection', ...reason };
}

/** HTTP/0.9: a body alone. */
const oldest = (body: string, { local, localPort }: { local: Ip; localPort: number }, remote: Ip): Response => ({
  ...{ head: '', status: 200, version: '0.9', headers: [], body, local, localPort, remote },
});

const connectingTo = ({ host, port }: WgetUrl, ip: Ip): string => {
  const bare = ip.includes(':') ? `[${ip}]` : ip;
  return numericHost(host) === undefined ? `${host} (${host})|${ip}|:${port}` : `${bare}:${port}`;
};

/** Its addresses, which it asks for once and remembers. */
function addressesOf(
  call: Call,
  { host }: WgetUrl,
  { family }: Options,
  { say, complain }: Log,
  again: boolean,
): readonly Ip[] | undefined {
  if (numericHost(host) === undefined && !again) say(`Resolving ${host} (${host})... `);
  const found = lookupHost(call, host, family);
  if (found.ok) {
    if (numericHost(host) === undefined && !again) say(`${found.addresses.join(', ')}\n`);
    return found.addresses;
  }
  say(`failed: ${FAILURES[found.failure]}.\n`);
  complain(`wget: unable to resolve host address '${host}'\n`);
  return undefined;
}

const ask = (call: Call, url: WgetUrl, ip: Ip, options: Options): Outcome => {
  const connectTimeout = options.connectTimeout ?? PATIENCE;
  const { outcomes } = call.send({
    kind: 'tcp',
    namespace: namespaceId(call),
    destination: ip,
    port: url.port,
    request: url.scheme === 'https' ? CLIENT_HELLO : requestOf(url, options),
    close: 'when-answered',
    timeout: Math.min(connectTimeout, PATIENCE) + Math.min(options.readTimeout ?? READ_PATIENCE, READ_PATIENCE),
    connectTimeout,
    ...(options.source !== undefined && { source: options.source }),
  });
  return outcomes[0] ?? { status: 'timeout', after: 0 };
};

/** Whether it may help to try again (connect.c: retryable_socket_connect_error). */
const mayPass = ({ status }: Outcome, { retryRefused }: Options): boolean =>
  retryRefused || !['refused', 'no-route', 'unreachable'].includes(status);

/** The request as it is sent; a header that the user gives replaces wget's own. */
function requestOf(url: WgetUrl, options: Options): string {
  const body = bodyOf(options);
  const given = options.headers.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  const named = new Map(given.map(([name, value]) => [name.toLowerCase(), value]));
  const user = options.user ?? url.user;
  const own: readonly (readonly [string, string | undefined])[] = [
    ['Host', url.plain ? url.shown : `${url.shown}:${url.port}`],
    ['Referer', options.referer],
    ['User-Agent', options.agent === '' ? undefined : options.agent],
    ['Accept', '*/*'],
    ['Accept-Encoding', 'identity'],
    ['Authorization', user === undefined ? undefined : `Basic ${base64(user)}`],
    ['Connection', options.keepAlive ? 'Keep-Alive' : 'Close'],
    ['Content-Type', body === undefined ? undefined : 'application/x-www-form-urlencoded'],
    ['Content-Length', body === undefined ? undefined : String(body.length)],
  ];
  const ours = new Set(own.map(([name]) => name.toLowerCase()));
  const lines = [
    ...own.map(([name, value]) => [name, named.get(name.toLowerCase()) ?? value] as const),
    ...given.filter(([name]) => !ours.has(name.toLowerCase())),
  ].flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}: ${value}\r\n`]));
  return `${options.method} ${url.path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}

const bodyOf = ({ body }: Options): string | undefined => (body && 'text' in body ? body.text : undefined);
