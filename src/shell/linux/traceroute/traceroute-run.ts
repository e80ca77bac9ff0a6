import { family } from '../../../ip/address.ts';
import type { IcmpType } from '../../../kernel/packet/frame.ts';
import type { Outcome, Stimulus } from '../../../kernel/stimulus.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import { parseIp, type Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { namespaceId } from '../names/query.ts';
import { lookupAddress } from '../names/resolve.ts';
import { readOptions, readWords, type Options } from './options.ts';
import { USAGE } from './traceroute.table.ts';
import { hopsOf, Volley } from './volley.ts';

const VERSION =
  'Modern traceroute for Linux, version 2.1.6\nCopyright (c) 2016  Dmitry Butskoy,   License: GPL v2 or any later\n';

export const runTraceroute: Tool['run'] = (call) => {
  const [name = '', ...args] = call.argv;
  const words = readWords(name.endsWith('6') ? ['-6', ...args] : args);
  const asked = (long: string): boolean => words.given.some(({ definition }) => definition.long === long);
  if (args.length === 0 || asked('help')) throw new ToolError(USAGE, 0);
  if (asked('version')) throw new ToolError(VERSION, 0);
  return new Run(call, readOptions(call, words)).run();
};

/** All times in microseconds since the start. */
interface Probe {
  readonly ttl: number;
  number?: number;
  sent?: number;
  done: boolean;
  /** Absent where it expired. */
  answer?: Answer;
  /** The MTU of the path that it found out. */
  mtu?: number;
}

interface Answer {
  /** Absent where the host's own kernel says so. */
  readonly from?: Ip;
  readonly took: number;
  /** The time to live that the answer had left. */
  readonly left?: number;
  /** The packet was larger than this MTU. */
  readonly mtu?: number;
  /** It was the destination, or nobody will get further. */
  readonly final: boolean;
  readonly mark: string;
}

/** From one probe to the next. */
const SEND = 20;
/** Until its own kernel has said that a packet is too large. */
const LOCAL = 12;
/** What is added to a round trip before it is multiplied. */
const PRECISION = 1000;
const SECOND = 1_000_000;

/** What stands after the time, by the error (RFC 1812 codes). */
const MARKS: Readonly<Partial<Record<IcmpType, string>>> = {
  'net-unreachable': ' !N',
  'host-unreachable': ' !H',
  'protocol-unreachable': ' !P',
  'net-prohibited': ' !X',
  'host-prohibited': ' !X',
  'admin-prohibited': ' !X',
};

/** What the system calls say when nothing can be sent. */
function hindrance(outcome: Outcome): string | undefined {
  switch (outcome.status) {
    case 'no-route': {
      const words = { EHOSTUNREACH: 'No route to host', EACCES: 'Permission denied', EINVAL: 'Invalid argument' };
      return `connect: ${outcome.errno === undefined ? 'Network is unreachable' : words[outcome.errno]}`;
    }
    case 'unreachable':
      return outcome.notPermitted ? 'send: Operation not permitted' : undefined;
    case 'not-permitted':
      return 'send: Operation not permitted';
    case 'invalid-source':
      return 'bind: Cannot assign requested address';
    case 'broadcast':
      return 'connect: Permission denied';
    default:
      return undefined;
  }
}

function answerOf(outcome: Outcome): Answer | undefined {
  const took = outcome.after;
  switch (outcome.status) {
    case 'answered':
      return { from: outcome.from, took, left: outcome.ttl, final: true, mark: '' };
    case 'refused':
      return { from: outcome.from, took, final: true, mark: '' };
    case 'unreachable': {
      const { from, type, detail, ttl: left } = outcome;
      if (type === 'fragmentation-needed') return { from, took, left, ...narrow(Number(detail ?? 0)) };
      return { from, took, left, final: type !== 'time-exceeded', mark: MARKS[type] ?? '' };
    }
    case 'too-big':
      return { took: took + LOCAL, ...narrow(outcome.mtu) };
    default:
      return undefined;
  }
}

const narrow = (mtu: number): Pick<Answer, 'mtu' | 'final' | 'mark'> => ({ mtu, final: true, mark: ` !F-${mtu}` });

class Run {
  readonly #call: Call;
  readonly #options: Options;
  readonly #volley: Volley;
  readonly #probes: Probe[];
  readonly #names = new Map<Ip, string>();
  #now = 0;
  #length: number;
  #lines = '';

  constructor(call: Call, options: Options) {
    this.#call = call;
    this.#options = options;
    this.#length = options.length;
    this.#volley = new Volley(call);
    const { most, queries } = options;
    this.#probes = Array.from({ length: most * queries }, (_, i) => ({
      ttl: Math.floor(i / queries) + 1,
      done: false,
    }));
  }

  run(): number {
    const { host, ip, most, length, method, first, queries, device } = this.#options;
    const { out, err } = this.#call;
    if (method === 'tcp' && !hasCapability(this.#call, 'NET_RAW'))
      throw new ToolError(
        'You do not have enough privileges to use this traceroute method.\nsocket: Operation not permitted\n',
        1,
      );
    const header = `traceroute to ${host} (${ip}), ${most} hops max, ${length} byte packets`;
    const namespace = this.#call.world().kernel.namespaces[namespaceId(this.#call)];
    if (device !== undefined && !(namespace && linkByName(namespace, device))) {
      out(header);
      err('\nsetsockopt SO_BINDTODEVICE: No such device\n');
      return 1;
    }
    const start = (first - 1) * queries;
    this.#send(start);
    const refused = hindrance(this.#volley.foretold() ?? { status: 'timeout', after: 0 });
    if (refused !== undefined) {
      this.#volley.finish(0);
      // Methods with a connected raw socket fail before they say what they are about to do.
      if (method === 'udp' || !refused.startsWith('connect')) out(header);
      err(`\n${refused}\n`);
      return 1;
    }
    this.#follow(start);
    this.#volley.finish(this.#now);
    out(header);
    for (let i = start; i < this.#probes.length && this.#probes[i]?.sent !== undefined; i += 1) {
      if (i % queries === 0 && this.#isOver(i, start)) break;
      this.#print(i);
    }
    out(`${this.#lines}\n`);
    return 0;
  }

  /** Whether a hop comes after the one that was the last. */
  #isOver(hop: number, start: number): boolean {
    return this.#probes.slice(start, hop).some(({ answer }) => answer?.final);
  }

  /** Keeps as many probes under way as may be, until every hop up to the last has its answers or has had its time. */
  #follow(first: number): void {
    const { queries, simultaneous, interval } = this.#options;
    let start = first;
    let end = this.#probes.length;
    while (start < end) {
      let deadline = 0;
      let underWay = 0;
      let next: number | undefined;
      for (let i = start; i < end && underWay < simultaneous; i += 1) {
        const probe = this.#probes[i] as Probe;
        if (!probe.done && probe.sent !== undefined && this.#now >= probe.sent + this.#patience(i)) probe.done = true;
        if (probe.done) {
          if (i === start) start += 1;
          if (probe.answer?.final) end = (Math.floor(i / queries) + 1) * queries;
          continue;
        }
        if (probe.sent === undefined) {
          const before = this.#probes[i - 1]?.sent;
          if (interval > 0 && before !== undefined && this.#now - before < interval * SECOND) {
            next = before + interval * SECOND;
            break;
          }
          this.#send(i);
        }
        deadline = Math.max(deadline, (probe.sent ?? 0) + this.#patience(i));
        underWay += 1;
      }
      if (start < end) this.#wait(next === undefined ? deadline : Math.min(deadline || next, next));
    }
  }

  /** How long (µs) a probe may take: what others took tells (traceroute(8), -w). */
  #patience(i: number): number {
    const { wait, queries } = this.#options;
    const [most, here, near] = wait;
    const first = i - (i % queries);
    const same = this.#probes.slice(first, first + queries).find(({ answer }) => answer);
    const later = this.#probes.slice(i + 1).find(({ answer }) => answer);
    const factor = same && here > 0 ? here : near;
    const took = (here > 0 ? same?.answer?.took : undefined) ?? (near > 0 ? later?.answer?.took : undefined);
    return took === undefined ? most * SECOND : Math.min((took + PRECISION) * factor, most * SECOND);
  }

  /** Waits for something to come, or for a deadline; takes in all that has come by then. */
  #wait(deadline: number): void {
    const open = this.#probes.filter(({ done, sent }) => !done && sent !== undefined);
    this.#volley.wait(
      open.map(({ number = 0 }) => number),
      deadline,
    );
    const arrivals = open.map((probe) => ({ probe, arrival: this.#volley.arrival(probe.number ?? 0) }));
    const times = arrivals.flatMap(({ arrival }) => (arrival ? [arrival.at] : []));
    this.#now = Math.max(this.#now, Math.min(deadline, ...times));
    for (const { probe, arrival } of arrivals) {
      const answer = arrival && arrival.at <= this.#now ? answerOf(arrival.outcome) : undefined;
      if (!answer) continue;
      if (this.#options.discoverMtu && answer.mtu !== undefined) {
        // The same probe goes out again, no larger than that.
        this.#length = probe.mtu = answer.mtu;
        delete probe.sent;
        continue;
      }
      probe.done = true;
      probe.answer = answer;
    }
  }

  #send(i: number): void {
    const probe = this.#probes[i] as Probe;
    if (probe.sent !== undefined) return;
    probe.sent = this.#now;
    probe.number = this.#volley.send(this.#stimulus(i, probe.ttl), this.#now);
    this.#now += SEND;
  }

  #stimulus(i: number, ttl: number): Stimulus {
    const { ip, method, port, fixedPort, wait, source, dontFragment, first, queries } = this.#options;
    const count = i - (first - 1) * queries;
    const bound = source === undefined ? undefined : parseIp(source);
    const common = {
      namespace: namespaceId(this.#call),
      destination: ip,
      ttl,
      timeout: wait[0] * 1000,
      ...(bound !== undefined && { source: bound }),
      ...(method !== 'tcp' && { dontFragment: dontFragment ? ('probe' as const) : false }),
    };
    const payload = this.#length - (family(ip) === 4 ? 28 : 48);
    switch (method) {
      case 'icmp':
        return { ...common, kind: 'echo', id: this.#identity(), sequence: (port ?? 1) + count, size: payload };
      case 'tcp':
        return { ...common, kind: 'syn', port: port ?? 80 };
      case 'udp': {
        const to = ((port ?? 33434) + (fixedPort ? 0 : count)) & 0xffff;
        return { ...common, kind: 'udp', port: to, data: { kind: 'text', text: pattern(payload) } };
      }
    }
  }

  #identity(): number {
    const { seed, clock } = this.#call.world();
    return (Math.floor(clock.now) + seed) & 0xffff;
  }

  #print(i: number): void {
    const { queries } = this.#options;
    const { ttl, answer, mtu } = this.#probes[i] as Probe;
    if (i % queries === 0) this.#lines += `\n${String(ttl).padStart(2)} `;
    const from = answer?.from;
    const hop = this.#probes.slice(i - (i % queries), i);
    if (from === undefined) this.#lines += ' *';
    else if (hop.findLast((probe) => probe.answer?.from !== undefined)?.answer?.from !== from)
      this.#lines += ` ${this.#named(from)}${this.#detour(ttl, answer?.left)}`;
    if (answer) this.#lines += `  ${(answer.took / 1000).toFixed(3)} ms${answer.mark}`;
    if (mtu !== undefined) this.#lines += ` F=${mtu}`;
  }

  #detour(ttl: number, left: number | undefined): string {
    const back = left === undefined ? ttl : hopsOf(left);
    return this.#options.back && back !== ttl ? ` '-${back}'` : '';
  }

  #named(ip: Ip): string {
    if (this.#options.numeric) return ip;
    const name = this.#names.get(ip) ?? lookupAddress(this.#call, ip)?.name ?? ip;
    this.#names.set(ip, name);
    return `${name} (${ip})`;
  }
}

/** What its datagrams hold: @ABC… over and over. */
const pattern = (length: number): string =>
  Array.from({ length }, (_, i) => String.fromCharCode(0x40 + (i & 0x3f))).join('');
