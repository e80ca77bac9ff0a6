import { family, type Family, type Ip } from '../../../ip/address.ts';
import type { Outcome, UdpStimulus } from '../../../kernel/stimulus.ts';
import { lookupRoute } from '../../../kernel/route/lookup.ts';
import type { Call } from '../../tool/call.ts';
import { getopt, type Parsed } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { namespaceId } from '../names/query.ts';
import { FAILURES, lookupAddress, lookupHost, numericHost } from '../names/resolve.ts';
import { USAGE } from './tracepath.table.ts';
import { hopsOf, Volley } from './volley.ts';
import { tracepath } from './tracepath.ts';

const VERSION = `tracepath from iputils 20250605
libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
`;

const MOST_HOPS = 30;
const FIRST_PORT = 44444;
/** It remembers so many probes, and counts its ports by them. */
const HISTORY = 64;
const LARGEST = 65535;
const LARGEST_6 = 128_000;
const HOST_COLUMN = 52;
const LOCAL_COLUMN = 33;
const PATIENCE = 1_000_000;
const TRIES = 3;

interface Options {
  readonly numeric: boolean;
  readonly both: boolean;
  readonly most: number;
  readonly length: number | undefined;
  readonly port: number;
  readonly family: Family | undefined;
}

export const runTracepath: Tool['run'] = (call) => {
  const given = getopt(call.argv.slice(1), tracepath.grammar);
  if (given.error !== undefined) throw new ToolError(`tracepath: ${given.error}\n${USAGE}`, 255);
  if (given.has('V')) {
    call.out(VERSION);
    return 0;
  }
  if (given.has('h', '?')) throw new ToolError(USAGE, 255);
  const read = settings(given);
  const [target = '', ...rest] = given.operands;
  if (given.operands.length === 0 || rest.length > 0) throw new ToolError(USAGE, 255);
  const [host = '', port] = target.split('/');
  const ip = resolve(call, host, read.family);
  return new Run(
    call,
    ip,
    port === undefined ? read : { ...read, port: /^\d+$/.test(port) ? Number(port) & 0xffff : 0 },
  ).run();
};

function settings({ has, value: given }: Parsed): Options {
  const number = (letter: string, most: number): number | undefined => {
    const value = given(letter);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value)) throw new ToolError(`tracepath: invalid argument: '${value}'\n`, 1);
    if (Number(value) < 0 || Number(value) > most)
      throw new ToolError(`tracepath: invalid argument: '${value}': out of range: 0 <= value <= ${most}\n`, 1);
    return Number(value);
  };
  return {
    numeric: has('n'),
    both: has('b'),
    most: number('m', 255) ?? MOST_HOPS,
    length: number('l', LARGEST),
    port: number('p', 65535) ?? FIRST_PORT,
    family: has('6') ? 6 : has('4') ? 4 : undefined,
  };
}

function resolve(call: Call, host: string, wanted: Family | undefined): Ip {
  const number = numericHost(host);
  if (number !== undefined && wanted !== undefined && family(number) !== wanted)
    throw new ToolError(`tracepath: ${host}: Address family for hostname not supported\n`, 1);
  const found = lookupHost(call, host, wanted);
  const [ip] = found.ok ? found.addresses : [];
  if (ip === undefined)
    throw new ToolError(`tracepath: ${host}: ${FAILURES[found.ok ? 'no-data' : found.failure]}\n`, 1);
  return ip;
}

interface Probe {
  readonly ttl: number;
  readonly sent: number;
  readonly number: number;
  told: boolean;
}

/** What a probe came to: 'end', a step on, or silence. */
type Result = 'end' | 'on' | 'silence';

class Run {
  readonly #call: Call;
  readonly #ip: Ip;
  readonly #options: Options;
  readonly #volley: Volley;
  readonly #sent: Probe[] = [];
  readonly #names = new Map<Ip, string>();
  readonly #lines: (() => string)[] = [];
  #mtu: number;
  #now = 0;
  #reached: { readonly to: number; readonly back: number } | undefined;

  constructor(call: Call, ip: Ip, options: Options) {
    this.#call = call;
    this.#ip = ip;
    this.#options = options;
    this.#volley = new Volley(call);
    this.#mtu = options.length ?? (family(ip) === 4 ? LARGEST : LARGEST_6);
  }

  run(): number {
    const ended = this.#hops();
    this.#volley.finish(this.#now);
    for (const line of this.#lines) this.#call.out(line());
    if (!ended) this.#call.out(`     Too many hops: pmtu ${this.#mtu}\n`);
    const reached = this.#reached ? `hops ${this.#reached.to} back ${this.#reached.back} ` : '';
    this.#call.out(`     Resume: pmtu ${this.#mtu} ${reached}\n`);
    return 0;
  }

  /** Says whether it came to an end before the last hop it may try. */
  #hops(): boolean {
    for (let ttl = 1; ttl <= this.#options.most; ttl += 1) {
      let result: Result = 'silence';
      for (let i = 0; i < TRIES && result === 'silence'; i += 1) {
        const before = this.#mtu;
        result = this.#probe(ttl);
        // The path turned out narrower: the hop is asked once more.
        if (this.#mtu !== before) {
          result = 'silence';
          i = -1;
        } else if (result === 'end') return true;
      }
      if (result === 'silence') this.#say(`${String(ttl).padStart(2)}:  no reply\n`);
    }
    return false;
  }

  #say(text: string): void {
    this.#lines.push(() => text);
  }

  #probe(ttl: number): Result {
    const largest = this.#localMtu();
    if (largest !== undefined && this.#mtu > largest) {
      this.#mtu = largest;
      const time = family(this.#ip) === 6 ? '  0.005ms ' : '';
      const place = '[LOCALHOST]'.padEnd(LOCAL_COLUMN);
      this.#say(`${String(ttl).padStart(2)}?: ${place}${time}pmtu ${largest}\n`);
    }
    const number = this.#volley.send(this.#stimulus(ttl), this.#now);
    const outcome = this.#volley.arrival(number)?.outcome;
    if (outcome && !['answered', 'unreachable', 'refused'].includes(outcome.status)) {
      this.#say(`${String(ttl).padStart(2)}:  send failed\n`);
      return 'end';
    }
    this.#sent.push({ ttl, sent: this.#now, number, told: false });
    return this.#listen();
  }

  /** The MTU of the device towards the destination, which the kernel tells before anything is sent. */
  #localMtu(): number | undefined {
    const { kernel } = this.#call.world();
    const namespace = kernel.namespaces[namespaceId(this.#call)];
    const { how, device } = namespace
      ? lookupRoute(namespace, { destination: this.#ip })
      : { how: 'none' as const, device: 0 };
    return how === 'none' ? undefined : namespace?.links[device]?.mtu;
  }

  #stimulus(ttl: number): UdpStimulus {
    const length = Math.max(this.#mtu - (family(this.#ip) === 4 ? 28 : 48), 0);
    return {
      kind: 'udp',
      namespace: namespaceId(this.#call),
      destination: this.#ip,
      port: this.#options.port + (this.#sent.length % HISTORY),
      ttl,
      timeout: (PATIENCE * TRIES * 2) / 1000,
      dontFragment: 'probe',
      data: { kind: 'text', text: '\0'.repeat(length) },
    };
  }

  /** Waits a second for word of any probe, this one or an earlier one. */
  #listen(): Result {
    const deadline = this.#now + PATIENCE;
    const untold = this.#sent.filter(({ told }) => !told);
    this.#volley.wait(
      untold.map(({ number }) => number),
      deadline,
    );
    const arrivals = untold
      .flatMap((probe) => {
        const arrival = this.#volley.arrival(probe.number);
        return arrival && arrival.at <= deadline ? [{ probe, ...arrival }] : [];
      })
      .sort((a, b) => a.at - b.at);
    const [first] = arrivals;
    if (!first) {
      this.#now = deadline;
      return 'silence';
    }
    this.#now = Math.max(this.#now, first.at);
    first.probe.told = true;
    return this.#tell(first.probe, first.outcome, first.at - first.probe.sent);
  }

  #tell({ ttl }: Probe, outcome: Outcome, took: number): Result {
    if (outcome.status !== 'unreachable') {
      this.#say(`${String(ttl).padStart(2)}?: reply received 8)\n`);
      return 'end';
    }
    const { from, type, ttl: left, detail } = outcome;
    const head = (): string => `${String(ttl).padStart(2)}:  ${this.#named(from).padEnd(HOST_COLUMN)}${time(took)}`;
    const back = hopsOf(left);
    const line = (text: string): void => void this.#lines.push(() => `${head()}${text}\n`);
    switch (type) {
      case 'time-exceeded':
        line(back === ttl ? '' : `asymm ${String(back).padStart(2)} `);
        return 'on';
      case 'fragmentation-needed':
        this.#mtu = Number(detail ?? this.#mtu);
        line(`pmtu ${this.#mtu}`);
        return 'on';
      case 'port-unreachable':
        this.#reached = { to: ttl, back };
        line('reached');
        return 'end';
      case 'protocol-unreachable':
        line('!P');
        return 'end';
      case 'net-unreachable':
        line('!N');
        return 'end';
      case 'net-prohibited':
      case 'host-prohibited':
      case 'admin-prohibited':
        line('!A');
        return 'end';
      default:
        line('!H');
        return 'end';
    }
  }

  #named(ip: Ip): string {
    const { numeric, both } = this.#options;
    if (numeric) return ip;
    const name = this.#names.get(ip) ?? lookupAddress(this.#call, ip)?.name ?? ip;
    this.#names.set(ip, name);
    return both ? `${name} (${ip})` : name;
  }
}

/** Milliseconds with three places. */
const time = (micros: number): string => {
  const whole = Math.floor(micros / 1000);
  return `${String(whole).padStart(3)}.${String(Math.floor(micros) % 1000).padStart(3, '0')}ms `;
};
