import { onHost } from '../../diagnosis/lookup.ts';
import type { Node } from '../../engine/swarm/cluster.ts';
import { decided } from '../reach/cell.ts';
import type { Facts, Host } from './facts.ts';
import { aPort, aRule, found, type Finding } from './finding.ts';

/** What is amiss of engines themselves, and between those of a swarm. */
export const ofEngines = (facts: Facts, host: Host): readonly Finding[] => [
  ...engineDown(host),
  ...barredInSwarm(facts, host),
];

function engineDown({ engine, name, machine, containers }: Host): readonly Finding[] {
  if (!engine.down) return [];
  const values = { host: name, count: containers.length };
  return [found('engine-down', name, values, [], [onHost(machine, 'systemctl start docker')])];
}

/** What members of a swarm need of each other, besides a manager's port. */
const SWARM = [
  { port: 7946, protocol: 'tcp' },
  { port: 7946, protocol: 'udp' },
  { port: 4789, protocol: 'udp' },
] as const;
const MANAGER = { port: 2377, protocol: 'tcp' } as const;

/** Ports of a swarm that other members of it cannot reach on a host. */
function barredInSwarm(facts: Facts, host: Host): readonly Finding[] {
  const { world, walk, hosts, sources } = facts;
  const { swarm } = host.engine;
  const nodes = swarm ? nodesOf(facts, host) : [];
  const self = nodes.find(({ machine }) => machine === host.name);
  if (!self) return [];
  const others = hosts.filter(({ name }) => name !== host.name && nodes.some(({ machine }) => machine === name));
  const asked = [...SWARM, ...(self.role === 'manager' ? [MANAGER] : [])];
  return asked.flatMap(({ port, protocol }): Finding[] => {
    const barred = others.flatMap(({ name }) => {
      const source = sources.find(({ place }) => place === name);
      const tried = source && decided(walk, world, source, { address: self.address, port, protocol });
      const isBarred = tried && BARS.includes(tried.why.kind);
      return isBarred ? [{ name, tried }] : [];
    });
    const [first] = barred;
    if (!first) return [];
    const { why, diagnosis } = first.tried;
    const values = { host: host.name, other: first.name, port, protocol };
    const shown = [aPort(`${port}/${protocol}`), ...(why.rule ? [aRule(why.rule.text)] : [])];
    return [found('swarm-ports', host.name, values, shown, diagnosis?.remedies[0]?.commands ?? [])];
  });
}

const BARS: readonly string[] = ['rule', 'policy', 'tunnel-blocked', 'docker-user'];

/** The nodes of a host's swarm, as its leader has them. */
const nodesOf = ({ hosts }: Facts, { engine }: Host): readonly Node[] =>
  hosts.flatMap(({ engine: { swarm } }) =>
    swarm?.cluster === engine.swarm?.cluster ? Object.values(swarm?.store?.nodes ?? {}) : [],
  );
