import { contains, family, parseMac, type Ip } from '../../../ip/address.ts';
import { strerror, type Errno } from '../../../kernel/errno.ts';
import { addressPrefix } from '../../../kernel/link/link.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import type { Neighbour } from '../../../kernel/neighbour/neighbour.ts';
import { neighbourKey } from '../../../kernel/neighbour/neighbours.ts';
import { neighboursAt } from '../../../kernel/neighbour/neighbour-table.ts';
import { lookupRoute } from '../../../kernel/route/lookup.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { namespaceId } from '../names/query.ts';
import { lookupHost, numericHost } from '../names/resolve.ts';
import { namespaceOf } from './device.ts';
import { ARP_TYPES, ARP_USAGE, ARP_VERSION } from './help.table.ts';
import { namer } from './hosts.ts';
import { arp } from './arp.ts';

const FAILED = 255;
const USAGE_ERROR = 3;
const FAMILIES: readonly string[] = ['inet'];

interface Options {
  readonly numeric: boolean;
  readonly verbose: boolean;
  /** BSD style. */
  readonly all: boolean;
  readonly device: string | undefined;
  readonly hardware: string | undefined;
}

export const runArp: Tool['run'] = (call) => {
  const { operands, error, has, value } = getopt(call.argv.slice(1), arp.grammar);
  if (error !== undefined) throw new ToolError(`arp: ${error}\n${ARP_USAGE}${ARP_TYPES}`, USAGE_ERROR);
  if (has('V')) {
    call.out(ARP_VERSION);
    return 0;
  }
  if (has('h', '?')) {
    call.out(ARP_USAGE);
    call.err(ARP_TYPES);
    return 0;
  }
  const protocol = value('A', 'p');
  if (protocol !== undefined && !FAMILIES.includes(protocol)) throw fail(`arp: ${protocol}: unknown address family.`);
  const hardware = value('H', 't');
  if (hardware !== undefined && hardware !== 'ether') throw fail(`arp: ${hardware}: unknown hardware type.`);
  const chosen: Options = {
    numeric: has('n'),
    verbose: has('v'),
    all: has('a') && !has('e'),
    device: value('i'),
    hardware,
  };
  if (has('s')) return set(call, operands, chosen);
  if (has('d')) return remove(call, operands, chosen);
  if (has('f', 'file')) throw fail(`arp: cannot open etherfile ${operands[0] ?? '/etc/ethers'} !`);
  return show(call, operands[0], chosen, has('a'));
};

const fail = (complaint: string): ToolError => new ToolError(`${complaint}\n`, FAILED);

/** An address, or what the name of one stands for. */
function hostOf(call: Call, text: string): Ip | undefined {
  const number = numericHost(text);
  if (number !== undefined) return number;
  const found = lookupHost(call, text, 4);
  return found.ok ? found.addresses[0] : undefined;
}

const neighboursOf = (call: Call): Neighbour[] =>
  neighboursAt(call.world().kernel, namespaceId(call), call.world().clock.now).filter(({ ip }) => family(ip) === 4);

const HEADER = 'Address                  HWtype  HWaddress           Flags Mask            Iface\n';

function show(call: Call, host: string | undefined, options: Options, all: boolean): number {
  const wanted = host === undefined ? undefined : hostOf(call, host);
  if (host !== undefined && wanted === undefined) throw fail(`${host}: Unknown host`);
  const namespace = namespaceOf(call);
  const name = namer(call, options.numeric);
  const entries = neighboursOf(call);
  const device = (entry: Neighbour): string => namespace?.links[entry.device]?.name ?? '';
  const shown = entries.filter(
    (entry) =>
      (wanted === undefined || entry.ip === wanted) &&
      (options.device === undefined || device(entry) === options.device) &&
      (options.hardware === undefined || entry.mac !== undefined),
  );
  if (shown.length > 0 && !options.all) call.out(HEADER);
  for (const entry of shown) {
    const known = entry.state !== 'INCOMPLETE' && entry.state !== 'FAILED' ? entry.mac : undefined;
    const permanent = entry.state === 'PERMANENT';
    const title = name(entry.ip);
    if (options.all) {
      const at = known === undefined ? '<incomplete>' : `${known} [ether]${permanent ? ' PERM' : ''}`;
      call.out(`${title === entry.ip ? '?' : title} (${entry.ip}) at ${at} on ${device(entry)}\n`);
    } else {
      const middle =
        known === undefined
          ? `        ${'(incomplete)'.padEnd(42)}`
          : `ether   ${known.padEnd(20)}${(permanent ? 'CM' : 'C').padEnd(22)}`;
      call.out(`${title.padEnd(25)}${middle}${device(entry)}\n`);
    }
  }
  if (options.verbose)
    call.out(`Entries: ${entries.length}\tSkipped: ${entries.length - shown.length}\tFound: ${shown.length}\n`);
  const filtered = wanted !== undefined || options.device !== undefined || options.hardware !== undefined;
  if (shown.length === 0 && filtered && !options.verbose) {
    if (wanted !== undefined && !all) call.out(`${host} (${wanted}) -- no entry\n`);
    else call.out(`arp: in ${entries.length} entries no match found.\n`);
  }
  return 0;
}

/** The device on whose link an address is (linux: arp_req_set, by the route towards it), or the one named. */
function deviceTowards(call: Call, ip: Ip, name: string | undefined): number | Errno {
  const namespace = namespaceOf(call);
  if (!namespace) return 'ENODEV';
  if (name !== undefined) return linkByName(namespace, name)?.index ?? 'ENODEV';
  const { how, device } = lookupRoute(namespace, { destination: ip });
  if (how === 'none') return 'ENETUNREACH';
  const near = namespace.links[device]?.addresses.some((address) => contains(addressPrefix(address), ip)) ?? false;
  return near ? device : 'ENETUNREACH';
}

const allowed = (call: Call): boolean => hasCapability(call, 'NET_ADMIN');

function set(call: Call, [host, hardware, ...words]: readonly string[], { device }: Options): number {
  if (host === undefined) throw fail('arp: need host name');
  const ip = hostOf(call, host);
  if (ip === undefined) throw fail(`${host}: Unknown host`);
  if (hardware === undefined) throw fail('arp: need hardware address');
  const mac = parseMac(hardware);
  if (mac === undefined) throw fail('arp: invalid hardware address');
  if (words.some((word) => !['temp', 'pub', 'priv', 'trail', 'dontpub', 'auto'].includes(word)))
    throw new ToolError(ARP_USAGE + ARP_TYPES, USAGE_ERROR);
  if (!allowed(call)) throw fail(`SIOCSARP: ${strerror.EPERM}`);
  const index = words.includes('pub') ? 'ENODEV' : deviceTowards(call, ip, device);
  if (typeof index === 'string') throw fail(`SIOCSARP: ${strerror[index]}`);
  call.update(({ kernel, clock }) => {
    const namespace = kernel.namespaces[namespaceId(call)];
    if (namespace)
      namespace.neighbours[neighbourKey(index, ip)] = {
        ip,
        device: index,
        mac,
        state: words.includes('temp') ? 'STALE' : 'PERMANENT',
        updated: clock.now,
      };
  });
  return 0;
}

function remove(call: Call, [host]: readonly string[], { device }: Options): number {
  if (host === undefined) throw fail('arp: need host name');
  const ip = hostOf(call, host);
  if (ip === undefined) throw fail(`${host}: Unknown host`);
  if (!allowed(call)) throw fail(`SIOCDARP(dontpub): ${strerror.EPERM}`);
  const index = deviceTowards(call, ip, device);
  const key = typeof index === 'number' ? neighbourKey(index, ip) : '';
  if (!namespaceOf(call)?.neighbours[key]) {
    call.out(`No ARP entry for ${host}\n`);
    return FAILED;
  }
  call.update(({ kernel }) => delete kernel.namespaces[namespaceId(call)]?.neighbours[key]);
  return 0;
}
