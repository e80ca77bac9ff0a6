import { family, type Ip } from '../../../ip/address.ts';
import type { EchoStimulus, Outcome } from '../../../kernel/stimulus.ts';
import type { TimeIsUp } from '../../time-limit.ts';
import type { Call } from '../../tool/call.ts';
import { wait } from '../names/query.ts';
import { lookupAddress, numericHost } from '../names/resolve.ts';
import type { Options } from './options.ts';

/** Every round of waiting takes a little longer than asked for, and than the kernel's own between two ARP requests. */
export const DRIFT = 1.026;

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
export class Report {
  readonly #call: Call;
  readonly #host: string;
  readonly #options: Options;
  readonly #outcomes: readonly Outcome[];
  readonly #stimuli: readonly EchoStimulus[];
  readonly #before: number;
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
    /** How many went out before these. */
    before = 0,
  ) {
    this.#before = before;
    this.#call = call;
    this.#host = host;
    this.#options = options;
    this.#stimuli = stimuli;
    this.#outcomes = outcomes;
    this.#started =
      call.world().clock.now - Math.max(0, ...outcomes.map(({ after }, i) => (stimuli[i]?.delay ?? 0) + after / 1000));
    if (before > 0) return;
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
    const { trips, errors, pipe } = this.tell();
    if (killed) throw killed;
    this.#outlast();
    this.summary(trips, errors, pipe, this.#stimuli.length);
    return trips.length > 0 && (this.#options.deadline === undefined || trips.length >= this.#options.count) ? 0 : 1;
  }

  /** Tells what came back. Returns the round trips, and how many errors and packets on their way at once there were. */
  tell(): { trips: number[]; errors: number; pipe: number } {
    const events = this.#events();
    const trips: number[] = [];
    let errors = 0;
    let pipe = 0;
    for (const { at, sequence, outcome } of events) {
      if (outcome.status === 'answered' || outcome.status === 'unreachable')
        pipe = Math.max(pipe, this.#sentBy(at) - (sequence - this.#before) + 1);
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
    return { trips, errors, pipe };
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
        sequence: this.#before + i + 1,
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

  summary(trips: readonly number[], errors: number, pipe: number, sent: number): void {
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
