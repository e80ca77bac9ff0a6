import type { Namespace } from '../../kernel/namespace.ts';
import { own } from '../../kernel/own.ts';
import { tracerOf } from '../../world/trace.ts';
import type { Machine, World } from '../../world/world.ts';
import { decided } from '../reach/cell.ts';
import type { Source } from '../reach/sources.ts';
import type { Target } from '../reach/targets.ts';
import { ruleAt, type RuleAt } from '../reach/why.ts';

/** What keeps others from a host's own ports. */
export interface Firewall {
  /** Who wrote its rules, as far as the names of its chains tell. */
  readonly manager: 'ufw' | 'firewalld' | 'rules';
  /** The chain that decides, and its rule; where no rule does its policy. */
  readonly chain: string;
  readonly rule?: RuleAt;
}

/**
 * What would keep a source from ports of a host, were they of programs of the host itself: what a person who looks at the rules
 * for INPUT takes to hold for published ports too.
 */
export function firewallOf(
  world: World,
  machine: Machine,
  source: Source,
  targets: readonly Target[],
): (target: Target) => Firewall | undefined {
  const plain = withOwnListeners(world, machine, targets);
  const namespace = own(plain.kernel.namespaces, machine.namespace);
  const walk = tracerOf(plain);
  return (target) => {
    const { result, hops } = decided(walk, plain, source, target);
    if (!namespace || result === 'answers' || result === 'unknown') return undefined;
    const hop = hops.find(
      ({ decision, verdict, namespace: at }) =>
        at === machine.namespace &&
        verdict.kind === 'dropped' &&
        (decision.kind === 'rule' || decision.kind === 'policy') &&
        decision.hook === 'INPUT',
    );
    if (hop?.decision.kind !== 'rule' && hop?.decision.kind !== 'policy') return undefined;
    const rule = ruleAt(plain, hop);
    return { manager: managerOf(namespace), chain: hop.decision.chain, ...(rule && { rule }) };
  };
}

/** The world without translations on a host, where something of the host listens on some ports. */
function withOwnListeners(world: World, machine: Machine, targets: readonly Target[]): World {
  const namespace = world.kernel.namespaces[machine.namespace];
  if (!namespace) return world;
  const { nat: _, ...ip } = namespace.netfilter.ip;
  const changed: Namespace = {
    ...namespace,
    netfilter: { ...namespace.netfilter, ip },
    sockets: targets.map(({ protocol, port }) => ({ protocol, address: '0.0.0.0', port, pid: 1, backlog: 0, fd: 3 })),
  };
  const { kernel } = world;
  return {
    ...world,
    kernel: { ...kernel, namespaces: { ...kernel.namespaces, [machine.namespace]: changed } },
  };
}

/** Who keeps the rules of a namespace. */
function managerOf({ netfilter }: Namespace): Firewall['manager'] {
  const tables = [netfilter.ip.filter, netfilter.legacy?.ip.filter];
  const chains = tables.flatMap((table) => Object.keys(table?.chains ?? {}));
  if (chains.some((name) => name.startsWith('ufw-'))) return 'ufw';
  const isFirewalld = netfilter.own?.some(({ name }) => name === 'firewalld') ?? false;
  return isFirewalld || chains.some((name) => name.startsWith('IN_public')) ? 'firewalld' : 'rules';
}
