import type { AddressFacts, HostFacts, LinkFacts } from '../../snapshot/snapshot.ts';
import { engineLinks } from '../../shell/importing/given.ts';
import { isNic, isStanding } from '../../shell/importing/links.ts';
import { uplinkOf } from '../../shell/importing/uplink.ts';
import { line, note } from './lines.ts';

/** Links of a host that neither its engine nor its hardware brings, and what was given to those. */
interface OwnLinks {
  /** What the engine's networks may stand on. */
  readonly before: readonly string[];
  /** What needs the engine's bridges. */
  readonly after: readonly string[];
  /** The links that these lines make, and the NICs. */
  readonly names: ReadonlySet<string>;
}

/** @param gateways the addresses that the engine gives its bridges */
export function ownLinks(facts: HostFacts, gateways: ReadonlySet<string>): OwnLinks {
  const { stack: { links = [] } = {} } = facts;
  const { isBridge, isPort } = engineLinks(facts);
  const uplink = uplinkOf(facts);
  const isOutside = (link: LinkFacts): boolean => isNic(link) || link.name === uplink?.nic?.name;
  const isEngines = (link: LinkFacts): boolean => isPort(link) && link.lower?.name === undefined;
  const before: string[] = [];
  const after: string[] = [];
  const names = new Set<string>();
  const made = new Set<string>();
  for (const link of links.filter((each) => !isStanding(each)).toSorted((a, b) => a.index - b.index)) {
    const { name } = link;
    if (isBridge(name)) {
      after.push(
        ...addressLines({ ...link, addresses: link.addresses.filter(({ address }) => !gateways.has(address)) }),
      );
      continue;
    }
    if (isEngines(link)) continue;
    names.add(name);
    if (isOutside(link))
      for (const { address, prefixLength } of link.addresses.filter(isToldOf))
        before.push(note(`Its NIC ${name} has ${address}/${prefixLength}.`));
    else {
      const adding = made.has(name) ? [] : additionOf(link, links, made);
      if (!adding) {
        before.push(note(`${name} is a link that is not made here (${link.kind}).`));
        continue;
      }
      before.push(...adding, ...addressLines(link));
      after.push(line('ip', 'link', 'set', name, link.up ? 'up' : 'down'));
    }
    if (link.master !== undefined) after.push(line('ip', 'link', 'set', name, 'master', link.master));
  }
  return { before, after, names };
}

/** What a link gives itself is not told of. */
const isToldOf = ({ address, scope }: AddressFacts): boolean => scope !== 'link' || !address.startsWith('fe80:');

const addressLines = ({ name, addresses }: LinkFacts): readonly string[] =>
  addresses
    .filter(isToldOf)
    .map(({ address, prefixLength, broadcast, nodad }) =>
      line(
        ...['ip', 'addr', 'add', `${address}/${prefixLength}`],
        ...(broadcast === undefined ? [] : ['broadcast', broadcast]),
        ...['dev', name],
        ...(nodad ? ['nodad'] : []),
      ),
    );

/** The lines that make a link; undefined for kinds that need more than is told. */
function additionOf(link: LinkFacts, links: readonly LinkFacts[], made: Set<string>): readonly string[] | undefined {
  const { name, kind, mac, mtu, data = {}, lower } = link;
  const add = [
    'ip',
    'link',
    'add',
    ...(lower?.name === undefined || kind === 'veth' ? [] : ['link', lower.name]),
    'name',
    name,
  ];
  const own = [
    ...(mac === undefined || kind === 'ipvlan' ? [] : ['address', mac]),
    ...(mtu === undefined ? [] : ['mtu', mtu]),
  ];
  const word = (key: string): string | number | undefined => (typeof data[key] === 'boolean' ? undefined : data[key]);
  const asked = (option: string, key = option): readonly (string | number)[] => {
    const value = word(key);
    return value === undefined || value === '' ? [] : [option, value];
  };
  switch (kind) {
    case 'dummy':
      return [line(...add, ...own, 'type', 'dummy')];
    case 'bridge': {
      const on = ['stp_state', 'vlan_filtering'].flatMap((key) => (Number(data[key] ?? 0) === 1 ? [key, 1] : []));
      return [line(...add, ...own, 'type', 'bridge', ...on)];
    }
    case 'vlan':
      return lower?.name === undefined ? undefined : [line(...add, ...own, 'type', 'vlan', ...asked('id'))];
    case 'macvlan':
    case 'ipvlan':
      return lower?.name === undefined ? undefined : [line(...add, ...own, 'type', kind, ...asked('mode'))];
    case 'vxlan': {
      const learning = data['learning'] === false ? ['nolearning'] : [];
      const words = [...asked('id'), ...asked('remote'), ...asked('local'), ...asked('ttl'), ...learning];
      const device = word('link');
      const through = lower?.name === undefined && device !== undefined ? ['dev', device] : [];
      return [
        line(
          'ip',
          'link',
          'add',
          'name',
          name,
          ...own,
          'type',
          'vxlan',
          ...words,
          ...(lower?.name === undefined ? through : ['dev', lower.name]),
          'dstport',
          word('port') ?? 4789,
        ),
      ];
    }
    case 'veth': {
      const other = links.find(
        (each) =>
          each.kind === 'veth' &&
          each !== link &&
          (each.name === lower?.name || (lower?.netns === undefined && each.index === lower?.index)),
      );
      if (!other) return undefined;
      made.add(other.name);
      const peer = other.mac === undefined ? [] : ['address', other.mac];
      return [line(...add, ...own, 'type', 'veth', 'peer', 'name', other.name, ...peer)];
    }
    default:
      return undefined;
  }
}
