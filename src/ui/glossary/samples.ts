import type { Container } from '../../engine/container/container.ts';
import type { Network } from '../../engine/network/network.ts';
import { gateId, netfilterId } from '../../graph/scene/ids.ts';
import type { Selection } from '../../store/selection.ts';
import type { Level } from '../../store/view.ts';
import type { World } from '../../world/world.ts';
import { containersOf, machinesOf } from '../../world/spots.ts';
import type { TermId } from './glossary.ts';

/** A thing of the lab that a term speaks of: what to select, which part of it, and where the picture shows that. */
export interface Sample {
  readonly selection: Selection;
  readonly node?: string | undefined;
  readonly level?: Level | undefined;
}

type Find = (world: World) => Sample | undefined;

const machine =
  (kind: string): Find =>
  (world) => {
    const found = machinesOf(world).find((each) => each.kind === kind);
    return found && { selection: { kind: 'machine', machine: found.name } };
  };

const network =
  (fits: (network: Network) => boolean): Find =>
  (world) => {
    for (const { name, engine } of machinesOf(world)) {
      const found = Object.values(engine?.networks ?? {}).find(fits);
      if (found) return { selection: { kind: 'network', machine: name, id: found.id } };
    }
    return undefined;
  };

const container =
  (fits: (container: Container) => boolean): Find =>
  (world) => {
    const found = containersOf(world).find(([, each]) => fits(each));
    return found && { selection: { kind: 'container', machine: found[0], id: found[1].id }, level: 'wiring' };
  };

const isRunning = ({ endpoints }: Container): boolean => Object.keys(endpoints).length > 0;

/** A part of a host's netfilter: one of its hooks, or the whole. */
const netfilter =
  (hook?: string): Find =>
  (world) => {
    const host = machinesOf(world).find(({ kind }) => kind === 'host')?.name;
    if (host === undefined) return undefined;
    const node = hook === undefined ? netfilterId(host) : gateId(host, hook);
    return { selection: { kind: 'machine', machine: host }, node, level: 'netfilter' };
  };

const finds: { readonly [id in TermId]?: Find } = {
  alias: container(({ networks }) => Object.values(networks).some(({ aliases }) => (aliases ?? []).length > 0)),
  bridge: network(({ driver }) => driver === 'bridge'),
  chain: netfilter(),
  conntrack: netfilter(),
  container: container(() => true),
  dnat: netfilter('PREROUTING'),
  docker0: network(({ bridge }) => bridge === 'docker0'),
  dockerProxy: container(({ ports }) => ports.length > 0),
  dockerUser: netfilter('FORWARD'),
  forward: netfilter('FORWARD'),
  gateway: machine('router'),
  hook: netfilter(),
  host: machine('host'),
  ingress: network(({ name }) => name === 'ingress'),
  input: netfilter('INPUT'),
  interface: container(isRunning),
  internalNetwork: network(({ internal }) => internal),
  iptables: netfilter(),
  ipvlan: network(({ driver }) => driver === 'ipvlan'),
  lan: machine('router'),
  mac: container(isRunning),
  macvlan: network(({ driver }) => driver === 'macvlan'),
  masquerade: netfilter('POSTROUTING'),
  namespace: container(isRunning),
  nat: netfilter(),
  netfilter: netfilter(),
  output: netfilter('OUTPUT'),
  overlay: network(({ driver }) => driver === 'overlay'),
  policy: netfilter(),
  postrouting: netfilter('POSTROUTING'),
  prerouting: netfilter('PREROUTING'),
  publish: container(({ ports }) => ports.length > 0),
  router: machine('router'),
  rule: netfilter(),
  snat: netfilter('POSTROUTING'),
  table: netfilter(),
  veth: container(isRunning),
};

/** A thing of this lab that shows what a term means, if it has one. */
export const sampleOf = (world: World, id: TermId): Sample | undefined => finds[id]?.(world);
