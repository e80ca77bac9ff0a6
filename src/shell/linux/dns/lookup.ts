import { family, type Ip } from '../../../ip/address.ts';
import type { DnsMessage, DnsType } from '../../../kernel/packet/frame.ts';
import type { Outcome } from '../../../kernel/stimulus.ts';
import type { Call } from '../../tool/call.ts';
import { messageOf, queryStimulus, wait, type Question } from '../names/query.ts';
import { lookupHost, numericHost } from '../names/resolve.ts';

/** Record types that the tools know by name. */
export const TYPES: readonly DnsType[] = ['A', 'AAAA', 'PTR', 'MX', 'NS', 'TXT', 'SOA', 'SRV', 'CNAME', 'HTTPS', 'ANY'];

/** Seconds that a try may take (BIND's MAXTIMEOUT), and tries that anybody waits for. */
export const LONGEST_WAIT = 65535;
export const MOST_TRIES = 20;

export const typeNamed = (text: string): DnsType | undefined => TYPES.find((type) => type === text.toUpperCase());

/** What one server answered, or why it did not, and after how long (ms). */
export type Reply =
  | { readonly ok: true; readonly message: DnsMessage; readonly server: Ip; readonly took: number }
  | { readonly ok: false; readonly server: Ip; readonly reason: string; readonly setup: boolean };

const REASONS: Readonly<Record<string, string>> = {
  'net-unreachable': 'network unreachable',
  'host-unreachable': 'host unreachable',
  'port-unreachable': 'connection refused',
};

/** The same where nothing could be sent at all. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ENETUNREACH: 'network unreachable',
  EHOSTUNREACH: 'host unreachable',
  EACCES: 'permission denied',
  EINVAL: 'invalid argument',
};

function failure(server: Ip, outcome: Outcome | undefined): Reply {
  const base = { ok: false, server, setup: outcome?.status === 'no-route' } as const;
  if (outcome?.status === 'no-route') return { ...base, reason: UNREACHABLE[outcome.errno ?? 'ENETUNREACH'] ?? '' };
  if (outcome?.status === 'unreachable') return { ...base, reason: REASONS[outcome.type] ?? 'host unreachable' };
  return { ...base, reason: 'timed out' };
}

export interface Asking {
  readonly servers: readonly Ip[];
  readonly port: number;
  /** ms */
  readonly timeout: number;
  readonly tries: number;
  /** Whether a server that fails (SERVFAIL) is left for the next one. */
  readonly skipFailing?: boolean;
}

/** Asks the servers in turn until one answers, and that as often as it is told; `complain` hears of every failure. */
export function askServers(
  call: Call,
  question: Question,
  { servers, port, timeout, tries, skipFailing }: Asking,
  complain: (reply: Extract<Reply, { ok: false }>) => void,
  passOver: (message: DnsMessage, server: Ip) => void = () => undefined,
): Extract<Reply, { ok: true }> | undefined {
  for (let attempt = 0; attempt < tries; attempt += 1)
    for (const [i, server] of servers.entries()) {
      const outcome = call.send(queryStimulus(call, server, question, timeout, port)).outcomes[0];
      if (outcome?.status === 'not-permitted') wait(call, timeout);
      const message = messageOf(outcome);
      if (!message) {
        complain(failure(server, outcome) as Extract<Reply, { ok: false }>);
        continue;
      }
      if (skipFailing && message.status === 'SERVFAIL' && i < servers.length - 1) {
        passOver(message, server);
        continue;
      }
      return { ok: true, message, server, took: Math.round((outcome?.after ?? 0) / 1000) };
    }
  return undefined;
}

/** A server given by name or address. */
export function serverNamed(call: Call, name: string): readonly Ip[] | undefined {
  const number = numericHost(name);
  if (number !== undefined) return [number];
  const found = lookupHost(call, name);
  return found.ok ? [...found.addresses].sort((a, b) => family(a) - family(b)) : undefined;
}

export const dotted = (name: string): string => (name.endsWith('.') ? name : `${name}.`);

/** Names in data end with a dot, as servers send them. */
export const dataText = (type: DnsType, data: string): string =>
  ['PTR', 'NS', 'CNAME'].includes(type) ? dotted(data) : data;
