import { EngineError } from '../../engine/api.ts';
import type { EngineHost } from '../../engine/engine.ts';
import { unlessRefused } from '../../engine/errors.ts';
import { balancerKey } from '../../engine/swarm/balancers.ts';
import { clusterOf, type Cluster } from '../../engine/swarm/cluster.ts';
import { balanceNetworks } from '../../engine/swarm/load-balancers.ts';
import { bringIngress, enterSwarm, keepSwarm, type Standing } from '../../engine/swarm/membership.ts';
import { addClusterNetwork } from '../../engine/swarm/networks.ts';
import type { Network } from '../../engine/network/network.ts';
import { takeAddress } from '../../engine/swarm/pool.ts';
import { holderOf } from '../../engine/swarm/sandboxes.ts';
import { resumeTask } from '../../engine/swarm/scheduler.ts';
import { parseIp, type Ip } from '../../ip/address.ts';
import { KernelError } from '../../kernel/errno.ts';
import { VNIS } from '../../engine/drivers/overlay.ts';
import { LIMITS } from '../../snapshot/limits.ts';
import type { HostFacts, MemberFacts, NetworkFacts } from '../../snapshot/snapshot.ts';
import { networkInput } from './engine.ts';
import { clockOf } from './given.ts';
import { addServices } from './services.ts';
import { swarmId } from './swarm-ids.ts';
import { lack, type Work } from './work.ts';

/** A host whose engine stands, and has its own networks. */
export interface Member {
  readonly host: EngineHost;
  readonly facts: HostFacts;
  /** Where others reach it, as far as its links tell. */
  readonly address: Ip;
}

const isOverlay = ({ driver }: NetworkFacts): boolean => driver === 'overlay';

/** Whether a host is in a swarm: its engine says so, or it has networks of one and nothing says otherwise. */
const isMember = ({ engine = {}, networks = [] }: HostFacts): boolean =>
  engine.member !== undefined || (networks.some(isOverlay) && (engine.swarm ?? 'active') === 'active');

/** What only hosts of one swarm have in common: its id, its managers, its networks. */
function marksOf({ engine = {}, networks = [] }: HostFacts): string[] {
  const { node = '', manager, managers = [], cluster = '' } = engine.member ?? ({} as Partial<MemberFacts>);
  const marks = [cluster, ...managers, manager ? node : '', ...networks.filter(isOverlay).map(({ id }) => id)];
  return marks.filter((mark) => mark !== '');
}

/** Hosts by the swarms that they are in. */
function swarmsOf(hosts: readonly Member[]): Member[][] {
  const swarms: { marks: Set<string>; members: Member[] }[] = [];
  for (const member of hosts.filter(({ facts }) => isMember(facts))) {
    const marks = marksOf(member.facts);
    const same = swarms.filter((each) => marks.some((mark) => each.marks.has(mark)));
    const [first = { marks: new Set<string>(), members: [] }, ...more] = same;
    if (same.length === 0) swarms.push(first);
    for (const each of more) swarms.splice(swarms.indexOf(each), 1);
    for (const mark of [...marks, ...more.flatMap((each) => [...each.marks])]) first.marks.add(mark);
    first.members.push(...more.flatMap(({ members }) => members), member);
  }
  return swarms.map(({ members }) => members);
}

/** Lets hosts be in the swarms in which they are, with the networks and services of these. */
export function makeSwarms(work: Work, hosts: readonly Member[]): void {
  for (const members of swarmsOf(hosts)) makeSwarm(work, members);
}

function makeSwarm(work: Work, members: readonly Member[]): void {
  const byRole = members.toSorted((a, b) => Number(roleOf(b) === 'manager') - Number(roleOf(a) === 'manager'));
  const [leader, ...others] = byRole;
  if (!leader) return;
  if (lacksBalancing(members)) work.world.kernel.lacks = [...(work.world.kernel.lacks ?? []), 'ip_vs'];
  const { cluster: id, dataPort } = leader.facts.engine?.member ?? {};
  const cluster = keepSwarm(leader.host, standing(leader), { id: swarmId(id), dataPort });
  for (const other of others) enterSwarm(other.host, leader.host, cluster, standing(other, cluster));
  const networks = addNetworks(work, leader, cluster, members);
  addServices(work, leader, cluster, members, networks);
  for (const member of members) placeBalancers(member, cluster, networks);
  for (const { host } of byRole)
    attempt(
      () => bringIngress(host),
      (text) => lack(work, { host: host.machine }, 'network-not-made', { network: 'ingress', text }),
    );
  tellOthers(work, members);
}

const roleOf = ({ facts: { engine } }: Member): Standing['role'] =>
  engine?.member === undefined || engine.member.manager ? 'manager' : 'worker';

function standing(member: Member, cluster?: Cluster): Standing {
  const { node, address = '' } = member.facts.engine?.member ?? ({} as Partial<MemberFacts>);
  const known = swarmId(node);
  return {
    node: known !== undefined && cluster?.nodes[known] ? undefined : known,
    address: parseIp(address) ?? member.address,
    role: roleOf(member),
  };
}

/** A kernel that has a service to balance, and does not, cannot. */
const lacksBalancing = (members: readonly Member[]): boolean =>
  members.some(({ facts }) => (facts.services ?? []).some(({ vips }) => vips !== undefined)) &&
  members.some(({ facts }) => facts.engine?.balances === false) &&
  members.every(({ facts }) => facts.engine?.balances !== true);

/** What an engine refuses, or its kernel, is told of. */
function attempt<T>(what: () => T, onRefusal: (text: string) => void): T | undefined {
  try {
    return what();
  } catch (error) {
    if (!(error instanceof EngineError || error instanceof KernelError)) throw error;
    onRefusal(error.message);
    return undefined;
  }
}

/** The swarm's networks by their ids on the hosts; the managers know all, the others those that they use. */
function addNetworks(
  work: Work,
  { host }: Member,
  cluster: Cluster,
  members: readonly Member[],
): ReadonlyMap<string, Network> {
  const told = new Map<string, NetworkFacts>();
  for (const { facts } of members)
    for (const each of facts.networks ?? []) if (isOverlay(each) && !told.has(each.id)) told.set(each.id, each);
  const order = [...told.values()].sort((a, b) => (clockOf(a.created) ?? 0) - (clockOf(b.created) ?? 0));
  const made = new Map<string, Network>();
  const at = { host: host.machine };
  for (const facts of order) {
    const refuse = (text: string) => lack(work, at, 'network-not-made', { network: facts.name, text });
    const network = attempt(() => addNetwork(host, cluster, facts), refuse);
    if (network) made.set(facts.id, network);
  }
  if (!order.some(({ ingress }) => ingress)) addClusterNetwork(host, cluster, { Name: 'ingress', Ingress: true });
  return made;
}

/** A swarm's tunnels have numbers from 4096 on, each its own, of 24 bits (swarmkit: manager/allocator). */
const isFree = ({ networks }: Cluster, vni: number): boolean =>
  Number.isInteger(vni) &&
  vni >= 4096 &&
  vni < LAST_VNI &&
  !Object.values(networks).some(({ options }) => options[VNIS]?.split(',').includes(String(vni)));
const LAST_VNI = 2 ** 24 - LIMITS.networks;

function addNetwork(host: EngineHost, cluster: Cluster, facts: NetworkFacts): Network {
  const { [VNIS]: numbers = '', ...options } = facts.options ?? {};
  const vnis = numbers.split(',').map(Number);
  const isKnown = vnis.length === facts.subnets.length && vnis.every((vni) => isFree(cluster, vni));
  const input = networkInput({
    ...facts,
    options: { ...options, ...(isKnown && { [VNIS]: numbers }) },
    subnets: facts.subnets.filter(({ subnet }) => !subnet.includes(':')),
  });
  const id = swarmId(facts.id);
  const known = id !== undefined && !cluster.networks[id] ? id : undefined;
  const network = addClusterNetwork(
    host,
    cluster,
    { ...input, ...(facts.ingress && { Ingress: true }) },
    { id: known, created: clockOf(facts.created) },
  );
  if (isKnown) cluster.nextVni = Math.max(cluster.nextVni, ...vnis.map((vni) => vni + 1));
  return network;
}

/** A host has an address of its own on each of its swarm's networks that it holds. */
function placeBalancers({ host, facts }: Member, cluster: Cluster, networks: ReadonlyMap<string, Network>): void {
  const node = host.engine.swarm?.node ?? '';
  for (const { id, ends = [] } of facts.networks ?? []) {
    const network = networks.get(id);
    const [pool] = network?.pools ?? [];
    const end = network && ends.find(({ holder }) => holder === holderOf(network));
    const ip = parseIp(end?.ipv4 ?? '');
    if (!network || !pool || ip === undefined) continue;
    const key = balancerKey(network, node);
    const taken = unlessRefused(() => takeAddress(pool, ip, key));
    if (taken !== undefined) cluster.balancers[key] = taken;
  }
}

/** Hosts of a swarm that nobody told of: what they run is not there. */
function tellOthers(work: Work, members: readonly Member[]): void {
  const here = new Set(members.flatMap(({ host }) => host.engine.swarm?.address ?? []));
  for (const { host, facts } of members) {
    const peers = new Set((facts.networks ?? []).flatMap((each) => each.peers ?? []).filter((ip) => !here.has(ip)));
    if (peers.size > 0)
      lack(work, { host: host.machine }, 'swarm-alone', { peers: [...peers].slice(0, 20).join(', ') });
  }
}

/** The tasks of swarms run by now: what comes by the routing mesh reaches them, and the load balancers know them. */
export function balanceSwarms(work: Work, hosts: readonly Member[]): void {
  for (const { host } of hosts)
    for (const container of Object.values(host.engine.containers))
      if (container.task !== undefined && container.sandbox) resumeTask(host, container);
  const refuse = (machine: string) => (text: string) =>
    lack(work, { host: machine }, 'network-not-made', { network: 'ingress', text });
  for (const { host } of hosts) {
    const cluster = host.engine.swarm?.store && clusterOf(host);
    if (cluster)
      for (const id of Object.keys(cluster.networks))
        attempt(() => balanceNetworks(host, cluster, [id]), refuse(host.machine));
  }
}
