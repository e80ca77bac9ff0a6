import { family, parseIp, type Ip } from '../../ip/address.ts';
import type { Call } from '../tool/call.ts';
import { etcFile, hostsLines } from './names/hosts-file.ts';
import { namespaceId } from './names/query.ts';
import { lookupAddress, lookupHost } from './names/resolve.ts';
import { serviceNamed, serviceOfPort } from './names/services.ts';

type Database = (call: Call, key: string) => string | undefined;

const NOT_FOUND = 2;

const HINT = "Try `getent --help' or `getent --usage' for more information.\n";

const hostLine = (ip: Ip, names: readonly string[]): string => `${ip.padEnd(15)} ${names.join(' ')}\n`;

/** gethostbyname2(3) for IPv6, then for IPv4; an address is looked up the other way round. */
const hosts: Database = (call, key) => {
  const ip = parseIp(key);
  if (ip !== undefined) {
    const found = lookupAddress(call, ip);
    return found && hostLine(ip, [found.name, ...found.aliases]);
  }
  for (const of of [6, 4] as const) {
    const found = lookupHost(call, key, of);
    if (found.ok)
      return found.addresses.map((address) => hostLine(address, [found.canonical, ...found.aliases])).join('');
  }
  return undefined;
};

/** Whether a namespace has an address of a family that is no loopback's: what AI_ADDRCONFIG asks. */
function hasFamily(call: Call, of: 4 | 6): boolean {
  const links = Object.values(call.world().kernel.namespaces[namespaceId(call)]?.links ?? {});
  return links.some(
    (link) =>
      link.kind !== 'loopback' &&
      link.addresses.some(({ address, scope }) => family(address) === of && scope !== 'link'),
  );
}

const KINDS = ['STREAM', 'DGRAM ', 'RAW   '];

const ahosts =
  (of?: 4 | 6): Database =>
  (call, key) => {
    if (of === 6 && !hasFamily(call, 6)) return undefined;
    const wanted = of ?? (hasFamily(call, 6) ? undefined : 4);
    const found = lookupHost(call, key, wanted);
    if (!found.ok) return undefined;
    const lines = found.addresses.flatMap((ip, i) =>
      KINDS.map((kind, j) => `${ip.padEnd(15)} ${kind} ${i === 0 && j === 0 ? found.canonical : ''}\n`),
    );
    return lines.join('');
  };

/** A line of a colon-separated file of /etc, by name or number. */
const colon =
  (file: string): Database =>
  (call, key) => {
    const line = etcFile(call, file)
      .split('\n')
      .find((entry) => entry.split(':')[0] === key || entry.split(':')[2] === key);
    return line === undefined || line === '' ? undefined : `${line}\n`;
  };

const services: Database = (call, key) => {
  const [name = '', protocol] = key.split('/');
  const service = /^\d+$/.test(name)
    ? serviceOfPort(call, Number(name), protocol ?? 'tcp')
    : serviceNamed(call, name, protocol);
  if (!service) return undefined;
  const shown = protocol ?? service.protocols[0] ?? 'tcp';
  return `${service.name.padEnd(21)} ${service.port}/${shown}${service.aliases.map((alias) => ` ${alias}`).join('')}\n`;
};

const none: Database = () => undefined;

const DATABASES: Readonly<Record<string, Database>> = {
  ahosts: ahosts(),
  ahostsv4: ahosts(4),
  ahostsv6: ahosts(6),
  group: colon('group'),
  hosts,
  networks: none,
  passwd: colon('passwd'),
  protocols: none,
  services,
};

/** `getent`. */
export function runGetent(call: Call): number {
  const [database, ...keys] = call.argv.slice(1).filter((word) => word !== '-i');
  if (database === undefined) {
    call.err('getent: wrong number of arguments\n');
    call.out(HINT);
    return 1;
  }
  const look = Object.hasOwn(DATABASES, database) ? DATABASES[database] : undefined;
  if (!look) {
    call.err(`Unknown database: ${database}\n`);
    call.out(HINT);
    return 1;
  }
  if (keys.length === 0) return everything(call, database);
  let exit = 0;
  for (const key of keys) {
    const text = look(call, key);
    if (text === undefined) exit = NOT_FOUND;
    else call.out(text);
  }
  return exit;
}

function everything(call: Call, database: string): number {
  if (database === 'hosts')
    for (const { address, names } of hostsLines(call)) {
      const shown = address === '::1' ? '127.0.0.1' : address;
      if (family(shown) === 4) call.out(hostLine(shown, names));
    }
  else if (database === 'passwd' || database === 'group') call.out(etcFile(call, database));
  return 0;
}
