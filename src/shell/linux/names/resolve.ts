import { family, parseIp, type Family, type Ip } from '../../../ip/address.ts';
import { namesToTry, type HostsLine } from '../../../engine/api.ts';
import { reverseName } from '../../../ip/reverse.ts';
import type { DnsMessage, DnsType } from '../../../kernel/packet/frame.ts';
import type { Outcome } from '../../../kernel/stimulus.ts';
import type { Call } from '../../tool/call.ts';
import { lineOfAddress, linesNaming } from './hosts-file.ts';
import { inOrder } from './order.ts';
import { messageOf, namespaceId, queryStimulus, wait } from './query.ts';
import { resolvConf } from './resolv-conf.ts';

/** What the C library's resolver says: EAI_NONAME, EAI_NODATA, EAI_AGAIN. */
export type Failure = 'unknown' | 'no-data' | 'again';

export type Resolved =
  | {
      readonly ok: true;
      readonly addresses: readonly Ip[];
      readonly canonical: string;
      readonly aliases: readonly string[];
    }
  | { readonly ok: false; readonly failure: Failure };

/** gai_strerror(3) */
export const FAILURES: Readonly<Record<Failure, string>> = {
  unknown: 'Name or service not known',
  'no-data': 'No address associated with hostname',
  again: 'Temporary failure in name resolution',
};

/** What asking the DNS came to: the answers of the questions, or that no server gave a usable one. */
type Answers = readonly (DnsMessage | undefined)[];

const usable = (message: DnsMessage | undefined): boolean =>
  message !== undefined && (message.status === 'NOERROR' || message.status === 'NXDOMAIN');

/** netfilter swallows what leaves: the program waits until it gives up. */
const outlast = (call: Call, outcomes: readonly Outcome[], timeout: number): void => {
  if (outcomes.some(({ status }) => status === 'not-permitted')) wait(call, timeout);
};

/** Asks the servers in turn, all questions of a round side by side (glibc: res_nsend). */
function ask(call: Call, name: string, types: readonly DnsType[], until = Infinity): Answers {
  const { servers, timeout, attempts } = resolvConf(call);
  let open = [...types];
  const answers = new Map<DnsType, DnsMessage>();
  for (let attempt = 0; attempt < attempts && open.length > 0; attempt += 1)
    for (const server of servers) {
      const patience = Math.min(timeout * 1000, until - call.world().clock.now);
      if (patience <= 0) break;
      const trace = call.send(...open.map((type) => queryStimulus(call, server, { name, type }, patience)));
      outlast(call, trace.outcomes, patience);
      for (const [i, type] of [...open].entries()) {
        const message = messageOf(trace.outcomes[i]);
        if (message && usable(message)) answers.set(type, message);
      }
      open = open.filter((type) => !answers.has(type));
      if (open.length === 0) break;
    }
  return types.map((type) => answers.get(type));
}

/** Ms in which an answer that nobody waits for still finds its program there. */
const PASSING = 2;

/** The names to try, as the place's search list makes them. */
export const candidates = (call: Call, name: string): string[] => namesToTry(resolvConf(call), name);

interface Search {
  readonly types: readonly ('A' | 'AAAA')[];
  /** When it gives up (ms of the world's clock). */
  readonly until?: number | undefined;
  /** Whether each type is a search of its own: it goes on where only the other one has found something, and nobody waits for it then. */
  readonly apart?: boolean;
}

/** Addresses of a name by DNS. Every query goes out as a packet. */
function byDns(call: Call, name: string, { types, until, apart = false }: Search): Resolved {
  let failure: Failure = 'unknown';
  let open = types;
  let found: Resolved & { ok: true } = { ok: true, addresses: [], canonical: name, aliases: [] };
  for (const candidate of candidates(call, name)) {
    const answers = ask(call, candidate, open, found.addresses.length > 0 ? call.world().clock.now + PASSING : until);
    const records = answers.flatMap((message) => message?.answers ?? []);
    const addresses = records.filter(({ type }) => type === 'A' || type === 'AAAA').map(({ data }) => data);
    if (addresses.length > 0) {
      const canonical = records.find(({ data }) => addresses.includes(data))?.name ?? candidate;
      const aliases = canonical === candidate ? [] : [candidate];
      found = { ok: true, addresses: [...found.addresses, ...addresses], canonical, aliases };
      open = apart ? open.filter((type) => !records.some((record) => record.type === type)) : [];
    } else if (answers.every((message) => message === undefined)) {
      failure = 'again';
      break;
    }
    if (open.length === 0) break;
    if (answers.some((message) => message?.status === 'NOERROR')) failure = 'no-data';
  }
  return found.addresses.length > 0 ? found : { ok: false, failure };
}

/** An IPv4 address of fewer than four parts too, as inet_aton(3) reads it. */
export function numericHost(text: string): Ip | undefined {
  const bare = text.replace(/%.*$/, '');
  if (bare.includes(':')) return parseIp(bare);
  if (!/^\d+(\.\d+){0,3}$/.test(bare)) return undefined;
  const parts = bare.split('.').map(Number);
  const last = parts.pop() ?? 0;
  const room = 256 ** (4 - parts.length);
  if (last >= room || parts.some((part) => part > 255)) return undefined;
  const bytes = [...parts];
  for (let i = 3 - parts.length; i >= 0; i -= 1) bytes.push(Math.floor(last / 256 ** i) % 256);
  return bytes.join('.');
}

/** Of several lines that name a host, the later ones add all their names (glibc: nss_files/files-hosts.c). */
function aliasesIn([first, ...others]: readonly HostsLine[]): string[] {
  const more = others.flatMap(({ names: [name, ...aliases] }) =>
    name === undefined || name === first?.names[0] ? aliases : [...aliases, name],
  );
  return [...(first?.names.slice(1) ?? []), ...more];
}

/**
 * getaddrinfo(3) for one family or both: numbers, then /etc/hosts, then the DNS. With both families the file alone answers
 * where it knows any; IPv6 comes first. It gives up at a time (ms of the world's clock).
 */
export function lookupHost(call: Call, name: string, of?: Family, until?: number): Resolved {
  const number = numericHost(name);
  if (number !== undefined) {
    if (of !== undefined && family(number) !== of) return { ok: false, failure: 'unknown' };
    return { ok: true, addresses: [number], canonical: name, aliases: [] };
  }
  const lines = linesNaming(call, name, of);
  const [first] = lines;
  if (first) {
    const named = lines.map(({ address }) => address);
    const addresses = (of === undefined ? [...new Set(named)] : named).sort((a, b) => family(b) - family(a));
    return { ok: true, addresses, canonical: first.names[0] ?? name, aliases: aliasesIn(lines) };
  }
  const types = of === 4 ? (['A'] as const) : of === 6 ? (['AAAA'] as const) : (['A', 'AAAA'] as const);
  const found = byDns(call, name, { types, until });
  const namespace = call.world().kernel.namespaces[namespaceId(call)];
  if (!found.ok || of !== undefined || !namespace) return found;
  return { ...found, addresses: inOrder(namespace, found.addresses) };
}

/** The DNS asked for IPv4 and IPv6 by two lookups at once, the first of which to find something suffices (curl: lib/cf-dns.c, cf_dns_connect). */
export const lookupApart = (call: Call, name: string, until?: number): Resolved =>
  byDns(call, name, { types: ['A', 'AAAA'], until, apart: true });

/** The name of an address: /etc/hosts, then the DNS. */
export function lookupAddress(call: Call, ip: Ip): { name: string; aliases: readonly string[] } | undefined {
  const line = lineOfAddress(call, ip);
  if (line) return { name: line.names[0] ?? ip, aliases: line.names.slice(1) };
  const [message] = ask(call, reverseName(ip), ['PTR']);
  const record = message?.answers.find(({ type }) => type === 'PTR');
  return record && { name: record.data.replace(/\.$/, ''), aliases: [] };
}
