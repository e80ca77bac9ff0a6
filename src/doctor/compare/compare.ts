import { memberKey } from '../../kernel/netfilter/ipset/ipset.ts';
import { printRule } from '../../kernel/netfilter/rule/rule-text.ts';
import { formatPrefix } from '../../ip/address.ts';
import type { TableFamily } from '../../kernel/netfilter/table.ts';
import { own } from '../../kernel/own.ts';
import { containersOf, machinesOf } from '../../world/spots.ts';
import type { World } from '../../world/world.ts';
import { finished, partOf, type Gradual } from '../gradual.ts';
import type { Result } from '../reach/cell.ts';
import { matrixIn, type Matrix } from '../reach/matrix.ts';
import { sourcesOf, type Names } from '../reach/sources.ts';
import { sharedNames } from './shared-names.ts';

/** Of things that are told as text: which are there only after, and which only before. */
export interface Change {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** How a pair's reachability differs; a side is absent where the pair is not there. */
export interface ReachChange {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
  /** The machine whose port it is, of a published one. */
  readonly host?: string;
  readonly before?: Result;
  readonly after?: Result;
}

/** How two worlds differ. */
export interface Comparison {
  readonly networks: Change;
  readonly containers: Change;
  readonly ports: Change;
  readonly rules: Change;
  /** Those that answer now and did not, those that do not any more, and the rest. */
  readonly reach: {
    readonly gained: readonly ReachChange[];
    readonly lost: readonly ReachChange[];
    readonly other: readonly ReachChange[];
  };
}

/** What changed from one world to another: of one host at two times, or before and after some commands. */
export const compare = (before: World, after: World): Comparison => finished(compared(before, after));

/** The same, row by row of both their matrices. */
export function* compared(before: World, after: World): Gradual<Comparison> {
  const namesIn = sharedNames([before, after]);
  const differ = (told: (world: World, names: Names) => readonly string[]): Change => {
    const [was, is] = [told(before, namesIn(before)), told(after, namesIn(after))];
    return { gained: without(is, was), lost: without(was, is) };
  };
  const [first, second] = [sourcesOf(before).length, sourcesOf(after).length];
  const was = yield* partOf(matrixIn(before, namesIn(before)), 0, first + second);
  const is = yield* partOf(matrixIn(after, namesIn(after)), first, first + second);
  return {
    networks: differ(networksIn),
    containers: differ(containersIn),
    ports: differ(portsIn),
    rules: differ(rulesIn),
    reach: reachChanges(byPair(was, namesIn(before)), byPair(is, namesIn(after))),
  };
}

/** A list without as many of each as another has. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const each of others) counts.set(each, (counts.get(each) ?? 0) + 1);
  return all.filter((each) => {
    const count = counts.get(each) ?? 0;
    counts.set(each, count - 1);
    return count <= 0;
  });
}

const networksIn = (world: World, names: Names): readonly string[] => {
  return machinesOf(world).flatMap(({ name, engine }) =>
    Object.values(engine?.networks ?? {}).map((network) => {
      const subnets = network.pools.map(({ subnet }) => formatPrefix(subnet)).join(' ');
      const kind = network.internal ? 'internal' : '';
      return [`${names.machine(name)}/${network.name}`, network.driver, subnets, kind].filter(Boolean).join(' ');
    }),
  );
};

const containersIn = (world: World, names: Names): readonly string[] => {
  return containersOf(world).map(([machine, { name, image, state, endpoints }]) => {
    const addresses = Object.entries(endpoints).flatMap(([network, { ipv4, ipv6 }]) =>
      [ipv4, ipv6].flatMap((address) => (address ? [`${network}=${address}`] : [])),
    );
    return [names.container(machine, name), image, state.status, ...addresses].join(' ');
  });
};

const portsIn = (world: World, names: Names): readonly string[] => {
  return containersOf(world).flatMap(([machine, { name, ports }]) =>
    ports.map(
      ({ hostIp, hostPort, containerPort, protocol }) =>
        `${names.machine(machine)} ${hostIp}:${hostPort} -> ${names.container(machine, name)}:${containerPort}/${protocol}`,
    ),
  );
};

const FAMILIES: readonly TableFamily[] = ['ip', 'ip6'];

const rulesIn = (world: World, names: Names): readonly string[] =>
  machinesOf(world).flatMap(({ name, namespace }) => {
    const tables = world.kernel.namespaces[namespace]?.netfilter;
    const members = (tables?.ipsets ?? []).flatMap((set) =>
      set.members.map(
        (member) =>
          `${names.machine(name)} ipset add ${set.name} ${memberKey(member)}${member.nomatch ? ' nomatch' : ''}`,
      ),
    );
    const rules = FAMILIES.flatMap((family) =>
      Object.entries(tables?.[family] ?? {}).flatMap(([table, { chains }]) =>
        Object.values(chains).flatMap(({ name: chain, policy, rules }) => {
          const at = `${names.machine(name)} ${family === 'ip' ? 'iptables' : 'ip6tables'} -t ${table}`;
          return [
            ...(policy === undefined ? [] : [`${at} -P ${chain} ${policy}`]),
            ...rules.map((rule) => `${at} -A ${chain} ${printRule(rule)}`),
          ];
        }),
      ),
    );
    return [...rules, ...members];
  });

function reachChanges(was: Pairs, is: Pairs): Comparison['reach'] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changes = keys.flatMap((key): ReachChange[] => {
    const [old, now] = [own(was, key), own(is, key)];
    if (old?.result === now?.result) return [];
    const pair = now?.pair ?? old?.pair;
    return pair ? [{ ...pair, ...(old && { before: old.result }), ...(now && { after: now.result }) }] : [];
  });
  return {
    gained: changes.filter((each) => each.after === 'answers'),
    lost: changes.filter((each) => each.before === 'answers'),
    other: changes.filter((each) => each.before !== 'answers' && each.after !== 'answers'),
  };
}

type Pair = Omit<ReachChange, 'before' | 'after'>;
type Pairs = Readonly<Record<string, { readonly pair: Pair; readonly result: Result }>>;

/** Results by what stays the same of a pair when addresses change: where it has several, one that answers counts. */
function byPair({ sources, targets, rows }: Matrix, names: Names): Pairs {
  const found: Record<string, { pair: Pair; result: Result }> = {};
  for (const [at, { name: from }] of sources.entries())
    for (const [column, { to, port, protocol, host }] of targets.entries()) {
      const result = rows[at]?.[column];
      if (result === undefined) continue;
      const machine = host === undefined ? undefined : names.machine(host);
      const key = [from, to, machine ?? '', port, protocol].join(' ');
      const known = own(found, key);
      if (known && known.result !== 'answers') known.result = result === 'answers' ? result : known.result;
      if (!known)
        found[key] = { pair: { from, to, port, protocol, ...(machine !== undefined && { host: machine }) }, result };
    }
  return found;
}
