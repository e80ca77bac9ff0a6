import { family, type Ip } from '../../../ip/address.ts';
import type { Outcome, TcpStimulus } from '../../../kernel/stimulus.ts';
import type { Trace } from '../../../kernel/trace.ts';
import type { Call } from '../../tool/call.ts';
import { linesNaming } from '../names/hosts-file.ts';
import { namespaceId, wait } from '../names/query.ts';
import { lookupApart, lookupHost, numericHost } from '../names/resolve.ts';
import type { Options } from './options.ts';
import type { Url } from './url.ts';

/** Addresses of a URL's host, by family. */
export interface Addresses {
  readonly v4: readonly Ip[];
  readonly v6: readonly Ip[];
}

/** Resolves a host as curl does: A and AAAA apart and side by side, localhost by itself. Undefined where it has no address. */
export function resolveHost(call: Call, url: Url, options: Options, until: number): Addresses | undefined {
  const { host } = url;
  const pinned = pinnedAddress(url, options);
  const number = pinned ?? numericHost(host);
  if (number !== undefined) return only(options, { v4: [number].filter(isFour), v6: [number].filter(isSix) });
  if (host === 'localhost' || host.endsWith('.localhost')) return only(options, { v4: ['127.0.0.1'], v6: ['::1'] });
  const wants = (of: 4 | 6): boolean => options.family === undefined || options.family === of;
  const file = linesNaming(call, host).some(({ address }) => wants(family(address)));
  if (!file) {
    const found = options.family ? lookupHost(call, host, options.family, until) : lookupApart(call, host, until);
    return found.ok ? { v4: found.addresses.filter(isFour), v6: found.addresses.filter(isSix) } : undefined;
  }
  const of = (one: 4 | 6): readonly Ip[] => {
    const found = wants(one) ? lookupHost(call, host, one, until) : undefined;
    return found?.ok ? found.addresses : [];
  };
  return only(options, { v4: of(4), v6: of(6) });
}

const isFour = (ip: Ip): boolean => family(ip) === 4;
const isSix = (ip: Ip): boolean => family(ip) === 6;

function only({ family: wanted }: Options, { v4, v6 }: Addresses): Addresses | undefined {
  const kept = { v4: wanted === 6 ? [] : v4, v6: wanted === 4 ? [] : v6 };
  return kept.v4.length + kept.v6.length === 0 ? undefined : kept;
}

/** `--resolve HOST:PORT:ADDRESS` */
function pinnedAddress({ host, port }: Url, { resolves }: Options): Ip | undefined {
  for (const entry of resolves) {
    const [, name, number, address] = /^\+?([^:]*):(\d+):(.*)$/.exec(entry) ?? [];
    if ((name === host || name === '*') && Number(number) === port)
      return address?.replace(/^\[|\]$/g, '').split(',')[0];
  }
  return undefined;
}

/** How one attempt to connect to one address went. */
export interface Attempt {
  readonly ip: Ip;
  readonly outcome: Outcome;
  /** Our end, as far as the trace tells it. */
  readonly local: { readonly address: Ip; readonly port: number };
}

function ourEnd({ hops }: Trace): Attempt['local'] {
  const first = hops.find(({ frame: { payload } }) => payload.kind === 'ip' && payload.transport.kind === 'tcp')?.frame
    .payload;
  if (first?.kind !== 'ip' || first.transport.kind !== 'tcp') return { address: '0.0.0.0', port: 0 };
  return { address: first.source, port: first.transport.sourcePort };
}

/** IPv6 first, and IPv4 as soon as it fails or has not come in time (happy eyeballs, RFC 8305). */
const HEAD_START = 200;

/** Tries the addresses in curl's order until one connects, time is up, or none is left. */
export function connectTo(
  call: Call,
  { port }: Url,
  { v4, v6 }: Addresses,
  source: Ip | undefined,
  request: string,
  limits: { connect: number; total: number },
): Attempt[] {
  const attempts: Attempt[] = [];
  const started = call.world().clock.now;
  const order = [...v6, ...v4];
  for (const [i, ip] of order.entries()) {
    const spent = call.world().clock.now - started;
    const left = Math.min(limits.connect, limits.total) - spent;
    if (left <= 0) break;
    const last = i === order.length - 1;
    const patience = last ? limits.total - spent : Math.min(HEAD_START, left);
    const stimulus: TcpStimulus = {
      kind: 'tcp',
      namespace: namespaceId(call),
      destination: ip,
      port,
      request,
      close: 'when-answered',
      timeout: patience,
      connectTimeout: left,
      ...(source !== undefined && { source }),
    };
    const trace = call.send(stimulus);
    const outcome = trace.outcomes[0];
    if (!outcome) break;
    if (outcome.status === 'not-permitted') wait(call, left);
    attempts.push({ ip, outcome, local: ourEnd(trace) });
    if (outcome.status === 'connected') break;
  }
  return attempts;
}
