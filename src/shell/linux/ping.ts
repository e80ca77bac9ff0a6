import { family, type Ip } from '../../ip/address.ts';
import { strerror } from '../../kernel/errno.ts';
import type { EchoStimulus, Outcome } from '../../kernel/stimulus.ts';
import { TimeIsUp } from '../time-limit.ts';
import type { Call, Tool } from '../tool.ts';
import { getopt } from './getopt.ts';
import { namespaceOf, wait } from './names/query.ts';
import { FAILURES, lookupAddress, lookupHost, numericHost } from './names/resolve.ts';
import { USAGE } from './ping.table.ts';

const SHORT = 'h?4bRT:6F:N:3aABc:CdDe:fHi:I:l:Lm:M:nOp:qQ:rs:S:t:UvVw:W:';
const VERSION = `ping from iputils 20250605
libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
`;
/** Seconds that ping waits for the last answer where none came yet. */
const LINGER = 10;
/** Without -c a person would interrupt it: after so many. */
const UNTIL_INTERRUPTED = 4;
/** The same where something ends it: as many as there is time for, within reason. */
const UNTIL_KILLED = 1000;

/** Every round of waiting takes a little longer than asked for, and than the kernel's own between two ARP requests. */
const DRIFT = 1.026;

/** Path MTU discovery, as -M says it. */
function discovery(word: string | undefined): boolean | 'probe' | undefined {
  if (word === 'do') return true;
  if (word === 'probe') return 'probe';
  return word === 'dont' ? false : undefined;
}

interface Options {
  readonly count: number;
  /** ms */
  readonly interval: number;
  /** ms to wait for an answer; undefined for twice the longest round trip. */
  readonly wait: number | undefined;
  /** ms until it ends in any case. */
  readonly deadline: number | undefined;
  readonly size: number;
  readonly ttl: number | undefined;
  readonly from: string | undefined;
  readonly numeric: boolean;
  readonly quiet: boolean;
  readonly flood: boolean;
  readonly dontFragment: boolean | 'probe' | undefined;
  readonly stamps: boolean;
  readonly family: 4 | 6 | undefined;
}

/** iputils ping */
export const ping: Tool = (call) => {
  const [name = 'ping', ...args] = call.argv;
  const { options, operands, error } = getopt(args, { short: SHORT });
  if (error !== undefined) {
    call.err(`ping: ${error}\n${USAGE}`);
    return 2;
  }
  if (options.some((o) => o.name === 'V')) {
    call.out(VERSION);
    return 0;
  }
  if (options.some((o) => o.name === 'h' || o.name === '?')) {
    call.err(USAGE);
    return 2;
  }
  const bad = options.find((o) => 'clmsStwW'.includes(o.name) && !/^\d+(\.\d*)?$/.test(o.value));
  if (bad) {
    call.err(`ping: invalid argument: '${bad.value}'\n`);
    return 1;
  }
  if (operands.length === 0) {
    call.err('ping: usage error: Destination address required\n');
    return 1;
  }
  const value = (letter: string): string | undefined => options.findLast((o) => o.name === letter)?.value;
  const has = (letter: string): boolean => options.some((o) => o.name === letter);
  const seconds = (letter: string): number | undefined => {
    const text = value(letter);
    return text === undefined ? undefined : Number(text) * 1000;
  };
  const count = Number(value('c') ?? (call.until === undefined ? UNTIL_INTERRUPTED : UNTIL_KILLED));
  if (count < 1) {
    call.err(`ping: invalid argument: '${value('c')}': out of range: 1 <= value <= 9223372036854775807\n`);
    return 1;
  }
  return run(call, operands.at(-1) ?? '', {
    count,
    interval: has('f') ? 0 : (seconds('i') ?? 1000),
    wait: seconds('W'),
    deadline: seconds('w'),
    size: Number(value('s') ?? 56),
    ttl: value('t') === undefined ? undefined : Number(value('t')),
    from: value('I'),
    numeric: has('n'),
    quiet: has('q'),
    flood: has('f'),
    dontFragment: discovery(value('M')),
    stamps: has('D'),
    family: has('6') || name === 'ping6' ? 6 : has('4') || name === 'ping4' ? 4 : undefined,
  });
};

function run(call: Call, host: string, options: Options): number {
  const target = resolve(call, host, options);
  if ('message' in target) {
    call.err(`ping: ${target.message}\n`);
    return 2;
  }
  const bound = sourceOf(call, options.from);
  if ('message' in bound) {
    call.err(`ping: ${bound.message}\n`);
    return 2;
  }
  // No address at all stands for the one that it would be sent from (iputils: ping4_run).
  const ip = target.ip === '0.0.0.0' ? (bound.source ?? '127.0.0.1') : target.ip;
  const stimuli = echoes(call, ip, bound.source, options);
  const { outcomes, killed } = sendAll(call, stimuli);
  const failed = outcomes[0];
  const refusal = failed && refusalOf(failed);
  if (refusal !== undefined) {
    call.err(`ping: ${refusal}\n`);
    return 2;
  }
  return new Report(call, target.canonical, ip, bound.words, options, stimuli, outcomes).print(killed);
}

/** Sends everything; where ping is killed meanwhile, it tells of what came back until then. */
function sendAll(call: Call, stimuli: readonly EchoStimulus[]): { outcomes: readonly Outcome[]; killed?: TimeIsUp } {
  try {
    return call.send(...stimuli);
  } catch (error) {
    if (!(error instanceof TimeIsUp) || !error.trace) throw error;
    return { outcomes: error.trace.outcomes, killed: error };
  }
}

/** Why nothing could be sent at all. */
function refusalOf(outcome: Outcome): string | undefined {
  const { status } = outcome;
  const errno = status === 'no-route' ? (outcome.errno ?? 'ENETUNREACH') : undefined;
  if (errno !== undefined && errno !== 'EACCES') return `connect: ${strerror[errno]}`;
  if (errno === 'EACCES' || status === 'broadcast')
    return 'Do you want to ping broadcast? Then -b. If not, check your local firewall rules';
  return status === 'invalid-source' ? 'bind: Cannot assign requested address' : undefined;
}

function resolve(
  call: Call,
  host: string,
  { family: wanted }: Options,
): { ip: Ip; canonical: string } | { message: string } {
  const number = numericHost(host);
  if (number !== undefined && wanted !== undefined && family(number) !== wanted)
    return { message: `${host}: Address family for hostname not supported` };
  const found = lookupHost(call, host);
  if (!found.ok) return { message: `${host}: ${FAILURES[found.failure]}` };
  const ip = found.addresses.find((address) => wanted === undefined || family(address) === wanted);
  return ip === undefined
    ? { message: `${host}: Address family for hostname not supported` }
    : { ip, canonical: found.canonical };
}

/** What -I binds to: an address, or a device, which gives its first address. */
function sourceOf(call: Call, from: string | undefined): { source?: Ip; words: string } | { message: string } {
  if (from === undefined) return { words: '' };
  const address = numericHost(from);
  if (address !== undefined) return { source: address, words: `from ${address} : ` };
  const links = Object.values(call.world().kernel.namespaces[namespaceOf(call)]?.links ?? {});
  const link = links.find(({ name }) => name === from);
  if (!link) return { message: `SO_BINDTODEVICE ${from}: No such device` };
  const source = link.addresses.find((a) => family(a.address) === 4)?.address;
  if (source === undefined) return { words: '' };
  return { source, words: `from ${source} ${from}: ` };
}

function echoes(call: Call, ip: Ip, source: Ip | undefined, options: Options): EchoStimulus[] {
  const { count, interval, deadline, size, ttl, dontFragment } = options;
  const sent = deadline === undefined ? count : Math.min(count, Math.floor(deadline / Math.max(interval, 1)) + 1);
  const waits = options.wait ?? LINGER * 1000;
  const step = interval * DRIFT;
  const end = Math.min((sent - 1) * step + waits, deadline ?? Infinity);
  const { clock, seed } = call.world();
  return Array.from({ length: sent }, (_, i) => ({
    kind: 'echo',
    namespace: namespaceOf(call),
    destination: ip,
    ...(source !== undefined && { source }),
    ...(ttl !== undefined && { ttl }),
    ...(dontFragment !== undefined && { dontFragment }),
    id: (Math.floor(clock.now) + seed) & 0xffff,
    sequence: i + 1,
    size,
    delay: i * step,
    timeout: end - i * step,
  }));
}

/** Something that came back, at a time (ms) since the start. */
interface Event {
  readonly at: number;
  readonly sequence: number;
  readonly outcome: Outcome;
}

const ERRORS: Readonly<Record<string, string>> = {
  'net-unreachable': 'Destination Net Unreachable',
  'host-unreachable': 'Destination Host Unreachable',
  'protocol-unreachable': 'Destination Protocol Unreachable',
  'port-unreachable': 'Destination Port Unreachable',
  'net-prohibited': 'Destination Net Prohibited',
  'host-prohibited': 'Destination Host Prohibited',
  'admin-prohibited': 'Packet filtered',
  'time-exceeded': 'Time to live exceeded',
};

const ms = (value: number): string => value.toFixed(3);

/** One decimal less for every power of ten, as ping shows a round trip. */
const roundTrip = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3);

/** What ping prints of one run. */
class Report {
  readonly #call: Call;
  readonly #host: string;
  readonly #options: Options;
  readonly #outcomes: readonly Outcome[];
  readonly #stimuli: readonly EchoStimulus[];
  readonly #names = new Map<Ip, string>();
  /** Clock (ms) at which the first one went out. */
  readonly #started: number;

  constructor(
    call: Call,
    host: string,
    ip: Ip,
    source: string,
    options: Options,
    stimuli: readonly EchoStimulus[],
    outcomes: readonly Outcome[],
  ) {
    this.#call = call;
    this.#host = host;
    this.#options = options;
    this.#stimuli = stimuli;
    this.#outcomes = outcomes;
    this.#started =
      call.world().clock.now - Math.max(0, ...outcomes.map(({ after }, i) => (stimuli[i]?.delay ?? 0) + after / 1000));
    const { size } = options;
    const packet = family(ip) === 4 ? `${size}(${size + 28}) bytes of data.` : `${size} data bytes`;
    call.out(`PING ${host} (${this.#zoned(ip)}) ${source}${packet}\n`);
  }

  /** An address as getnameinfo(3) writes it: of a link alone with the interface, which such a target names (`fe80::1%eth0`). */
  #zoned(ip: Ip): string {
    const [, zone] = /%(.+)$/.exec(this.#host) ?? [];
    return zone !== undefined && /^(?:fe80|ff02):/.test(ip) ? `${ip}%${zone}` : ip;
  }

  print(killed?: TimeIsUp): number {
    const events = this.#events();
    const trips: number[] = [];
    let errors = 0;
    let pipe = 0;
    for (const { at, sequence, outcome } of events) {
      if (outcome.status === 'answered' || outcome.status === 'unreachable')
        pipe = Math.max(pipe, this.#sentBy(at) - sequence + 1);
      if (outcome.status === 'answered') {
        trips.push(outcome.after / 1000);
        this.#answered(sequence, outcome.from, outcome.ttl, outcome.after / 1000, at);
      } else if (outcome.status === 'unreachable') {
        errors += 1;
        if (!this.#options.quiet)
          this.#call.out(`From ${outcome.from} icmp_seq=${sequence} ${this.#errorWords(outcome)}\n`);
        if (!this.#options.quiet && outcome.notPermitted) this.#call.err('ping: sendmsg: Operation not permitted\n');
      } else if (outcome.status === 'too-big') {
        errors += 1;
        this.#call.err('ping: sendmsg: Message too long\n');
      }
    }
    if (killed) throw killed;
    this.#outlast();
    this.#summary(trips, errors, pipe);
    return trips.length > 0 && (this.#options.deadline === undefined || trips.length >= this.#options.count) ? 0 : 1;
  }

  /** What netfilter swallows on its way out is waited for like any other. */
  #outlast(): void {
    const swallowed = this.#outcomes.filter(({ status }) => status === 'not-permitted').length;
    if (swallowed > 0) wait(this.#call, this.#stimuli.at(-1)?.timeout ?? 0);
  }

  #events(): Event[] {
    return this.#outcomes
      .map((outcome, i) => ({
        at: Math.round((this.#stimuli[i]?.delay ?? 0) * 1000 + outcome.after) / 1000,
        sequence: i + 1,
        outcome,
      }))
      .sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  }

  /** How many echo requests were out at a time. */
  #sentBy(at: number): number {
    return this.#stimuli.filter(({ delay = 0 }) => delay <= at).length;
  }

  #errorWords(outcome: Extract<Outcome, { status: 'unreachable' }>): string {
    if (outcome.type === 'fragmentation-needed') return `Frag needed and DF set (mtu = ${outcome.detail ?? 0})`;
    return ERRORS[outcome.type] ?? `Bad ICMP type: ${outcome.type}`;
  }

  #answered(sequence: number, from: Ip, ttl: number, trip: number, at: number): void {
    if (this.#options.quiet) return;
    if (this.#options.flood) return this.#call.out('');
    const octets = this.#options.size + 8;
    const time = octets >= 24 ? ` time=${roundTrip(trip)} ms` : '';
    const stamp = this.#options.stamps ? `[${((this.#started + at) / 1000).toFixed(6)}] ` : '';
    this.#call.out(`${stamp}${octets} bytes from ${this.#nameOf(from)}: icmp_seq=${sequence} ttl=${ttl}${time}\n`);
  }

  /** The sender with its name, which is asked for once. */
  #nameOf(ip: Ip): string {
    if (this.#options.numeric || this.#options.flood || numericHost(this.#host) !== undefined) return this.#zoned(ip);
    const known = this.#names.get(ip);
    if (known !== undefined) return known;
    const name = lookupAddress(this.#call, ip)?.name;
    const shown = name === undefined ? ip : `${name} (${ip})`;
    this.#names.set(ip, shown);
    return shown;
  }

  #summary(trips: readonly number[], errors: number, pipe: number): void {
    const sent = this.#stimuli.length;
    const lost = Number((((sent - trips.length) * 100) / sent).toPrecision(6));
    const time = Math.round((sent - 1) * this.#options.interval * DRIFT);
    this.#call.out(
      `\n--- ${this.#host} ping statistics ---\n${sent} packets transmitted, ${trips.length} received, ` +
        `${errors > 0 ? `+${errors} errors, ` : ''}${lost}% packet loss, time ${time}ms\n`,
    );
    const parts: string[] = [];
    if (trips.length > 0) parts.push(`rtt min/avg/max/mdev = ${roundTrips(trips)} ms`);
    if (pipe > 1) parts.push(`pipe ${pipe}`);
    this.#call.out(`${parts.join(', ')}\n`);
  }
}

function roundTrips(trips: readonly number[]): string {
  const average = trips.reduce((sum, trip) => sum + trip, 0) / trips.length;
  const square = trips.reduce((sum, trip) => sum + trip * trip, 0) / trips.length;
  const deviation = Math.sqrt(Math.max(0, square - average * average));
  return [Math.min(...trips), average, Math.max(...trips), deviation].map(ms).join('/');
}
