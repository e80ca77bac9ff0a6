import { BROADCAST_MAC, type Ip, type Mac } from '../../../ip/address.ts';
import { isWithoutArp, type Link } from '../../../kernel/link/link.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import { lookupRoute } from '../../../kernel/route/lookup.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { ArpStimulus } from '../../../kernel/stimulus.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { namespaceId, wait } from '../names/query.ts';
import { FAILURES, lookupHost, numericHost } from '../names/resolve.ts';
import { arping } from './arping.ts';

const VERSION = `arping from iputils 20250605
libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
`;
const USAGE = `
Usage:
  arping [options] <destination>

Options:
  -f            quit on first reply
  -q            be quiet
  -b            keep on broadcasting, do not unicast
  -D            duplicate address detection mode
  -U            unsolicited ARP mode, update your neighbours
  -A            ARP answer mode, update your neighbours
  -V            print version and exit
  -c <count>    how many packets to send
  -w <timeout>  how long to wait for a reply
  -i <interval> set interval between packets (default: 1 second)
  -I <device>   which ethernet device to use
  -s <source>   source IP address
  <destination> DNS name or IP address

For more details see arping(8).
`;

/** Where nobody says how often, and nobody ends it. */
const UNTIL_INTERRUPTED = 5;
const MOST = 1000;

const fail = (complaint: string): ToolError => new ToolError(`arping: ${complaint}\n`, 2);

function numberOf(text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw fail(`invalid argument: '${text}'`);
  if (Number(text) < least || Number(text) > 2_147_483_647)
    throw fail(`invalid argument: '${text}': out of range: ${least} <= value <= 2147483647`);
  return Number(text);
}

/** What it is asked to do. */
interface Settings {
  readonly quiet: boolean;
  readonly first: boolean;
  readonly broadcast: boolean;
  /** DAD: whether an address is taken already. */
  readonly detect: boolean;
  readonly unsolicited: 'request' | 'reply' | undefined;
  readonly count: number;
  readonly deadline: number;
  readonly interval: number;
}

export function runArping(call: Call): number {
  const { operands, error, has, value } = getopt(call.argv.slice(1), arping.grammar);
  if (error !== undefined) throw new ToolError(`arping: ${error}\n${USAGE}`, 2);
  if (has('V')) {
    call.out(VERSION);
    return 0;
  }
  const [host] = operands;
  if (has('h') || host === undefined || operands.length > 1) throw new ToolError(USAGE, 2);
  const count = numberOf(value('c'), 1);
  const deadline = numberOf(value('w'), 0);
  const interval = (numberOf(value('i'), 0) ?? 1) * 1000;
  const killed = call.until === undefined ? UNTIL_INTERRUPTED : MOST;
  const settings: Settings = {
    quiet: has('q'),
    first: has('f') || has('D'),
    broadcast: has('b'),
    detect: has('D'),
    unsolicited: has('A') ? 'reply' : has('U') ? 'request' : undefined,
    count: Math.min(count ?? (deadline ? MOST : killed), MOST),
    deadline: deadline ? deadline * 1000 : Infinity,
    interval,
  };
  if (!hasCapability(call, 'NET_RAW')) throw fail('socket: Operation not permitted');
  const namespace = call.world().kernel.namespaces[namespaceId(call)];
  if (!namespace) throw fail('no namespace');
  const given = value('I');
  const named = given === undefined ? undefined : linkByName(namespace, given);
  // It looks through the names of addresses, which are of devices by their first.
  if (given !== undefined && named?.name !== given) throw fail(`Device ${given} not available.`);
  const found = lookupHost(call, host, 4);
  if (!found.ok) throw fail(`${host}: ${FAILURES[found.failure]}`);
  const [target = ''] = found.addresses;
  const { link, source } = senderOf(namespace, named, target, value('s'), settings);
  return probe(call, settings, link, source, target);
}

/** The device, and the address that it asks from. */
function senderOf(
  namespace: Namespace,
  named: Link | undefined,
  target: Ip,
  given: string | undefined,
  { detect, unsolicited }: Settings,
): { link: Link; source: Ip } {
  const route = lookupRoute(namespace, { destination: target, output: named?.index });
  const link = named ?? namespace.links[route.device];
  if (!link || (!named && route.how === 'none')) throw fail('connect: Network is unreachable');
  if (!link.up) throw fail(`Interface "${link.name}" is down`);
  if (link.kind === 'loopback' || isWithoutArp(link))
    throw new ToolError(`Interface "${link.name}" is not ARPable\n`, 2);
  if (detect && given === undefined) return { link, source: '0.0.0.0' };
  const own = Object.values(namespace.links).flatMap(({ addresses }) => addresses.map(({ address }) => address));
  const wanted = given === undefined ? (unsolicited ? target : undefined) : numericHost(given);
  if (given !== undefined && wanted === undefined) throw fail(`invalid source ${given}`);
  if (wanted !== undefined && !own.includes(wanted)) throw fail('bind: Cannot assign requested address');
  const source = wanted ?? route.source ?? link.addresses[0]?.address;
  if (source === undefined) throw fail('no source address in not-DAD mode');
  return { link, source };
}

/** Sends probe after probe, a second apart, and tells who answers. */
function probe(call: Call, settings: Settings, link: Link, source: Ip, target: Ip): number {
  const { quiet, first, broadcast, detect, unsolicited, count, deadline, interval } = settings;
  const say = (text: string): void => (quiet ? undefined : call.out(text));
  say(`ARPING ${target} from ${source} ${link.name}\n`);
  const started = call.world().clock.now;
  let sent = 0;
  let broadcasts = 0;
  let received = 0;
  let mac: Mac | undefined;
  while (sent < count && call.world().clock.now - started < deadline) {
    const begun = call.world().clock.now;
    const left = deadline - (begun - started);
    const alone = broadcast || unsolicited ? undefined : mac;
    sent += 1;
    if (alone === undefined || alone === BROADCAST_MAC) broadcasts += 1;
    const stimulus: ArpStimulus = {
      kind: 'arp',
      namespace: namespaceId(call),
      destination: target,
      device: link.name,
      sender: source,
      timeout: Math.min(interval, left),
      ...(alone !== undefined && { mac: alone }),
      ...(unsolicited === 'reply' && { unasked: true }),
    };
    const outcome = call.send(stimulus).outcomes[0];
    if (outcome?.status === 'answered' && outcome.mac !== undefined) {
      mac = outcome.mac;
      received += 1;
      say(`Unicast reply from ${target} [${mac.toUpperCase()}]  ${(outcome.after / 1000).toFixed(3)}ms\n`);
      if (first || (sent === count && received > 0)) break;
    }
    const rest = Math.min(interval, left) - (call.world().clock.now - begun);
    if (rest > 0) wait(call, rest);
  }
  say(`Sent ${sent} probes (${broadcasts} broadcast(s))\nReceived ${received} response(s)\n`);
  if (unsolicited) return 0;
  return detect === received > 0 ? 1 : 0;
}
