import type { Ip } from '../../../ip/address.ts';
import type { Outcome, Stimulus } from '../../../kernel/stimulus.ts';
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { strftime } from '../calendar.ts';
import { namespaceId, wait } from '../names/query.ts';
import { FAILURES, lookupAddress, lookupHost } from '../names/resolve.ts';
import { Volley } from '../traceroute/volley.ts';
import { HELP } from './help.table.ts';
import { mtr } from './mtr.ts';

const VERSION = 'mtr 0.96\n';
const CYCLES = 10;
const MOST_CYCLES = 1000;
const MOST_HOPS = 30;
/** After the last probe it waits for answers that are under way. */
const GRACE = 5000;
/** The width of the names' column, where it is not as wide as they are (`-w`). */
const WIDTH = 33;
const PROBE_SIZE = 36;
const NO_REPLY = '???';

/** What came back for one time to live. */
interface Hub {
  readonly ip: Ip | undefined;
  /** ms */
  readonly times: readonly number[];
  readonly sent: number;
}

interface Settings {
  readonly target: Ip;
  readonly host: string;
  readonly cycles: number;
  readonly first: number;
  readonly most: number;
  readonly interval: number;
  readonly kind: 'icmp' | 'udp' | 'tcp';
  readonly port: number | undefined;
}

export function runMtr(call: Call): number {
  const { operands, error, has, value } = getopt(call.argv.slice(1), mtr.grammar);
  if (error !== undefined) throw new ToolError(`mtr: ${error}\n`, 1);
  if (has('h', 'v')) {
    call.out(has('h') ? `\n${HELP.trimStart()}` : VERSION);
    return 0;
  }
  const [host = 'localhost'] = operands;
  const count = (name: string, otherwise: number, most: number): number => {
    const text = value(name);
    if (text === undefined) return otherwise;
    if (!/^\d+(\.\d+)?$/.test(text)) throw new ToolError(`mtr: invalid argument: '${text}'\n`, 1);
    return Math.min(Number(text), most);
  };
  const found = lookupHost(call, host, has('4') ? 4 : has('6') ? 6 : undefined);
  if (!found.ok) throw new ToolError(`mtr: Failed to resolve host: ${host}: ${FAILURES[found.failure]}\n`, 1);
  const reports = ['r', 'w', 'j', 'C', 'x', 'l'].some((letter) => has(letter));
  if (!reports) throw new ToolError('ncurses: cannot initialize terminal type ($TERM="unknown"); exiting\n', 1);
  if (has('x') || has('l')) throw new ToolError("mtr: this lab's mtr writes a report: -r, -w, -j or -C\n", 1);
  const settings: Settings = {
    host,
    target: found.addresses[0] ?? '',
    cycles: Math.max(1, count('c', CYCLES, MOST_CYCLES)),
    first: Math.max(1, count('f', 1, MOST_HOPS)),
    most: Math.max(1, count('m', MOST_HOPS, MOST_HOPS)),
    interval: count('i', 1, 3600) * 1000,
    kind: has('T') ? 'tcp' : has('u') ? 'udp' : 'icmp',
    port: value('P') === undefined ? undefined : count('P', 80, 65535),
  };
  const started = call.world().clock.now;
  const hubs = ask(call, settings);
  const nameOf = (ip: Ip): string => (has('n') ? ip : (lookupAddress(call, ip)?.name ?? ip));
  const names = hubs.map(({ ip }) => (ip === undefined ? NO_REPLY : nameOf(ip)));
  const hostname = locate(call.world(), call.place)?.hostname ?? '';
  if (has('j')) call.out(jsonOf(hostname, settings, hubs, names));
  else if (has('C')) call.out(csvOf(settings, hubs, names, started));
  else call.out(reportOf(hostname, hubs, names, has('w'), started));
  return 0;
}

/** Sends a round of probes each interval, each round up to the hop that was the last one. */
function ask(call: Call, settings: Settings): Hub[] {
  const { cycles, first, interval } = settings;
  const hubs = new Map<number, { ip: Ip | undefined; times: number[]; sent: number }>();
  const last = reach(call, settings);
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const begun = call.world().clock.now;
    const ttls = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    const { outcomes } = call.send(...ttls.map((ttl) => probe(call, settings, ttl, cycle)));
    for (const [i, ttl] of ttls.entries()) {
      const hub = hubs.get(ttl) ?? { ip: undefined, times: [], sent: 0 };
      hubs.set(ttl, hub);
      hub.sent += 1;
      const outcome = outcomes[i];
      const from = outcome && heardFrom(outcome);
      if (outcome === undefined || from === undefined) continue;
      hub.ip = from;
      hub.times.push(outcome.after / 1000);
    }
    const rest = interval - (call.world().clock.now - begun);
    if (cycle + 1 < cycles && rest > 0) wait(call, rest);
  }
  wait(call, GRACE);
  return [...hubs].sort(([a], [b]) => a - b).map(([, hub]) => hub);
}

const heardFrom = (outcome: Outcome): Ip | undefined =>
  outcome.status === 'answered' || outcome.status === 'unreachable' || outcome.status === 'refused'
    ? outcome.from
    : undefined;

/** How many hops away the target is: found out by a first round of which nothing else is kept. */
function reach(call: Call, settings: Settings): number {
  const { first, most } = settings;
  const ttls = Array.from({ length: Math.max(0, most - first + 1) }, (_, i) => first + i);
  const volley = new Volley(call);
  const probes = ttls.map((ttl, i) => volley.send(probe(call, settings, ttl, 0), i * 20));
  let unknown = 0;
  for (const [i, ttl] of ttls.entries()) {
    volley.wait([probes[i] ?? 0], PATIENCE * 1000);
    const arrival = volley.arrival(probes[i] ?? 0);
    if (!arrival) {
      unknown += 1;
      if (unknown >= MOST_UNKNOWN) return ttl;
      continue;
    }
    unknown = 0;
    const { outcome } = arrival;
    if (outcome.status !== 'unreachable' || outcome.type !== 'time-exceeded') return ttl;
  }
  return most;
}

function probe(call: Call, settings: Settings, ttl: number, cycle: number): Stimulus {
  const { target, kind, port } = settings;
  const common = { namespace: namespaceId(call), destination: target, ttl, timeout: PATIENCE };
  if (kind === 'icmp')
    return {
      ...common,
      kind: 'echo',
      id: call.world().kernel.nextPid & 0xffff,
      sequence: cycle * MOST_HOPS + ttl,
      size: PROBE_SIZE,
    };
  if (kind === 'udp')
    return {
      ...common,
      kind: 'udp',
      port: port ?? 33_434 + ttl,
      data: { kind: 'text', text: '\u0000'.repeat(PROBE_SIZE) },
    };
  return { ...common, kind: 'syn', port: port ?? 80 };
}

const PATIENCE = 10_000;
/** After so many hops that do not answer it goes no further (-U). */
const MOST_UNKNOWN = 12;

interface Figures {
  readonly loss: number;
  readonly sent: number;
  readonly last: number;
  readonly average: number;
  readonly best: number;
  readonly worst: number;
  readonly deviation: number;
}

function figures({ times, sent }: Hub): Figures {
  const average = times.length === 0 ? 0 : times.reduce((sum, time) => sum + time, 0) / times.length;
  const spread = times.reduce((sum, time) => sum + (time - average) ** 2, 0);
  return {
    loss: sent === 0 ? 0 : (100 * (sent - times.length)) / sent,
    sent,
    last: times.at(-1) ?? 0,
    average,
    best: times.length === 0 ? 0 : Math.min(...times),
    worst: Math.max(0, ...times),
    deviation: times.length < 2 ? 0 : Math.sqrt(spread / (times.length - 1)),
  };
}

/** A column has its width, whatever stands in it (report.c). */
const column = (value: number, width: number): string =>
  `${' '.repeat(width - 5)}${value.toFixed(1).padStart(5)}`.slice(0, width);

function reportOf(
  hostname: string,
  hubs: readonly Hub[],
  names: readonly string[],
  wide: boolean,
  started: number,
): string {
  const room = Math.max(hostname.length, ...names.map(({ length }) => length));
  const titled = (mark: string, name: string): string =>
    wide ? mark + name.padEnd(room) : (mark + name).slice(0, WIDTH).padEnd(WIDTH);
  const lines = hubs.map((hub, i) => {
    const { loss, sent, last, average, best, worst, deviation } = figures(hub);
    const share = ` ${`${loss.toFixed(1)}%`.padStart(5)}`.slice(0, 6);
    const rest = [average, best, worst, deviation].map((value) => column(value, 6)).join('');
    const title = titled(`${String(i + 1).padStart(3)}.|-- `, names[i] ?? '');
    return `${title}${share}${String(sent).padStart(6)}${column(last, 7)}${rest}\n`;
  });
  const start = strftime('%Y-%m-%dT%H:%M:%S', started);
  return `Start: ${start}+0000\n${titled('HOST: ', hostname)}${HEADS}\n${lines.join('')}`;
}

const HEADS = ' Loss%   Snt   Last   Avg  Best  Wrst StDev';

/** A line for each hop, with what its columns are above them. */
function csvOf({ host }: Settings, hubs: readonly Hub[], names: readonly string[], started: number): string {
  const lines = hubs.map((hub, i) => {
    const { loss, sent, last, average, best, worst, deviation } = figures(hub);
    const rest = [last, average, best, worst, deviation].map((value) => value.toFixed(2));
    return `MTR.0.96,${Math.floor(started / 1000)},OK,${host},${i + 1},${names[i] ?? ''},${loss.toFixed(2)},${sent},0, ,${rest.join(',')}\n`;
  });
  return `Mtr_Version,Start_Time,Status,Host,Hop,Ip,Loss%,Snt, ,Last,Avg,Best,Wrst,StDev,\n${lines.join('')}`;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function jsonOf(hostname: string, { host, cycles }: Settings, hubs: readonly Hub[], names: readonly string[]): string {
  const number = (value: number): string =>
    Number.isInteger(rounded(value)) ? rounded(value).toFixed(1) : String(rounded(value));
  const hub = (one: Hub, i: number): string => {
    const { loss, sent, last, average, best, worst, deviation } = figures(one);
    return `            {
                "count": ${i + 1},
                "host": "${names[i] ?? ''}",
                "Loss%": ${number(loss)},
                "Snt": ${sent},
                "Last": ${number(last)},
                "Avg": ${number(average)},
                "Best": ${number(best)},
                "Wrst": ${number(worst)},
                "StDev": ${number(deviation)}
            }`;
  };
  return `{
    "report": {
        "mtr": {
            "src": "${hostname}",
            "dst": "${host}",
            "tos": 0,
            "tests": ${cycles},
            "psize": "64",
            "bitpattern": "0x00"
        },
        "hubs": [
${hubs.map(hub).join(',\n')}
        ]
    }
}
`;
}
