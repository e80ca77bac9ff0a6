import {
  compareIp,
  contains,
  family,
  lastAddress,
  network,
  overlaps,
  plus,
  sizeOf,
  type Ip,
  type Prefix,
} from '../../ip/address.ts';
import { randomMac } from '../../engine/random.ts';
import { addAddress, deleteAddress } from '../../kernel/link/addresses.ts';
import { setMaster } from '../../kernel/link/bridge.ts';
import type { LinkRef } from '../../kernel/link/link.ts';
import { setUp } from '../../kernel/link/link-up.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { setMac } from '../../kernel/link/links.ts';
import { addVlan } from '../../kernel/link/upper.ts';
import { addVeth } from '../../kernel/link/veth.ts';
import { deleteNamespace } from '../../kernel/namespaces.ts';
import { addRoute, deleteRoute } from '../../kernel/route/table.ts';
import { setSysctl } from '../../kernel/sysctl/sysctl.ts';
import type { HostFacts } from '../../snapshot/snapshot.ts';
import { addMachine, leaveBridgesAlone } from '../../world/cabling.ts';
import { hostAddress } from '../../world/hosts.ts';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { addressesIn, isOn, subnetOf, uplinkOf, type Uplink } from './uplink.ts';
import { lack, type Work } from './work.ts';

/** The lab's own LAN, where a host says nothing of its own. */
const OWN: Prefix = { address: '192.168.65.0', length: 24 };
const INTERNET: Prefix = { address: '203.0.113.0', length: 24 };
/** For documents: nobody's. */
const INTERNET6: Prefix = { address: '2001:db8:ffff::', length: 64 };
const GLOBAL6: Prefix = { address: '2000::', length: 3 };
const WAN6: Ip = '2001:db8:ffff::1';
const ROUTER: Ip = '192.168.65.1';
const WAN: Ip = '203.0.113.1';

/** A host that is to be plugged in: the machine that it becomes, and how it was joined to its LAN. */
export interface Plugged {
  readonly machine: string;
  readonly facts: HostFacts;
  readonly uplink: Uplink | undefined;
}

/** A lab with no host of its own: the router, the internet and a client. */
export function emptyLab(seed: number, clock: number | undefined): World {
  const world = createLab({ seed, hosts: [], ...(clock !== undefined && { clock }) });
  for (const name of ['host1', 'host2']) {
    deleteNamespace(world.kernel, name);
    delete world.machines[name];
  }
  return world;
}

/** Plugs hosts into the LAN, which becomes theirs: the router has the address of their gateway, the client one of their subnet. */
export function plugHosts(work: Work, hosts: readonly HostFacts[]): readonly Plugged[] {
  const { world } = work;
  const plugged = hosts.map((facts, at): Plugged => {
    const machine = `host${at + 1}`;
    const uplink = uplinkOf(facts);
    const noted = facts.stack?.links !== undefined;
    if (!uplink && noted) lack(work, { host: machine }, 'no-uplink');
    if (uplink && uplink.others.length > 0)
      lack(work, { host: machine }, 'several-uplinks', { device: uplink.device, others: uplink.others.join(', ') });
    return { machine, facts, uplink };
  });
  const { client, ...others } = world.machines;
  world.machines = others;
  for (const one of plugged) addHostMachine(world, one);
  if (client) world.machines['client'] = client;
  readdress(work, plugged);
  return plugged;
}

function addHostMachine(world: World, { machine, facts, uplink }: Plugged): void {
  addMachine(world, machine, 'host');
  leaveBridgesAlone(world, machine);
  const place = world.machines[machine];
  if (place && facts.name !== machine) place.hostname = facts.name;
  if (place && facts.resolv) place.files['/etc/resolv.conf'] = facts.resolv.map((line) => `${line}\n`).join('');
  if (!uplink && facts.stack?.links) return;
  const { nic } = uplink ?? {};
  const port = `p-${machine}`;
  const mac = uplink?.mac ?? randomMac(world.random);
  const end = { namespace: machine, name: nic?.name ?? uplink?.device ?? 'eth0', mac };
  const other = { namespace: 'router', name: port, mac: randomMac(world.random) };
  addVeth(world.kernel, { ...end, index: nic && nic.index > 1 ? nic.index : undefined }, other);
  join(world, port, uplink?.tag);
  const ref = refOf(world, machine, end.name);
  setUp(world.kernel, ref);
  // What the host has is laid over it later; by then its engine has looked at it.
  const address = uplink?.ipv4 ?? (uplink ? undefined : { address: hostAddress(machine), length: 24 });
  if (address && end.name === (uplink?.device ?? 'eth0')) {
    addAddress(world.kernel, ref, { address: address.address, prefixLength: address.length, scope: 'global' });
    if (!uplink) route(world, machine, { address: '0.0.0.0', length: 0 }, ref.index, ROUTER);
  }
}

/** A port of the LAN's switch; frames with a tag come in by a link of their own. */
function join(world: World, port: string, tag: number | undefined): void {
  const { kernel } = world;
  const lan = refOf(world, 'router', 'lan0');
  const ref = refOf(world, 'router', port);
  setUp(kernel, ref);
  if (tag === undefined) return setMaster(kernel, ref, lan.index);
  const mac = randomMac(world.random);
  const tagged = addVlan(kernel, tag, { namespace: 'router', name: `${port}.${tag}`.slice(0, 15), mac, lower: ref });
  setMac(kernel, tagged, mac);
  setMaster(kernel, tagged, lan.index);
  setUp(kernel, tagged);
}

function refOf({ kernel }: World, namespace: string, name: string): LinkRef {
  const found = kernel.namespaces[namespace];
  const link = found && linkByName(found, name);
  if (!link) throw new Error(`no ${name} in ${namespace}`);
  return { namespace, index: link.index };
}

function route({ kernel }: World, namespace: string, destination: Prefix, device: number, via: Ip): void {
  const metric = family(via) === 4 ? 0 : 1024;
  addRoute(
    kernel,
    namespace,
    { destination, device, via, scope: 'global', protocol: 'boot', metric, type: 'unicast' },
    { onlink: true },
  );
}

/** A subnet of the LAN, and what the router is called there. */
interface Subnet {
  readonly subnet: Prefix;
  readonly routers: Ip[];
}

function readdress(work: Work, plugged: readonly Plugged[]): void {
  const { world } = work;
  const used = addressesIn(plugged.map(({ facts }) => facts.stack));
  noteTwins(work, plugged);
  const four = subnetsOf(plugged, 4, used);
  const six = subnetsOf(plugged, 6, used);
  if (four.length === 0) four.push({ subnet: OWN, routers: [ROUTER] });
  const lan = refOf(world, 'router', 'lan0');
  const client = refOf(world, 'client', 'eth0');
  deleteAddress(world.kernel, lan, ROUTER);
  deleteAddress(world.kernel, client, '192.168.65.50');
  deleteRoute(world.kernel, 'inet', { destination: OWN });
  for (const { subnet, routers } of [...four, ...six]) {
    for (const ip of routers) give(world, lan, ip, subnet.length);
    if (family(subnet.address) === 4 && !overlaps(subnet, INTERNET)) {
      const destination = subnet;
      route(world, 'inet', destination, refOf(world, 'inet', 'eth0').index, WAN);
    }
  }
  for (const { machine, uplink } of plugged)
    if (uplink?.ipv4 && overlaps(subnetOf(uplink.ipv4), INTERNET))
      lack(work, { host: machine }, 'lan-meets-internet', { subnet: `${uplink.ipv4.address}/${uplink.ipv4.length}` });
  openToInternet(world, six);
  placeClient(world, client, four, used);
  const [v6] = six;
  const address = v6 && freeIn(v6.subnet, used, v6.routers);
  if (address !== undefined) give(world, client, address, v6?.subnet.length ?? 64);
  const [first] = four;
  if (first?.routers[0] !== undefined) world.lan = { subnet: first.subnet, router: first.routers[0] };
}

function give({ kernel }: World, ref: LinkRef, address: Ip, prefixLength: number): void {
  const link = kernel.namespaces[ref.namespace]?.links[ref.index];
  if (link?.addresses.some((other) => other.address === address)) return;
  const scope = address.startsWith('fe80:') ? 'link' : 'global';
  addAddress(kernel, ref, { address, prefixLength, scope });
}

/** The internet has IPv6 where a LAN has public addresses of it: then everyone can ask for these. */
function openToInternet(world: World, subnets: readonly Subnet[]): void {
  const open = subnets.filter(({ subnet }) => contains(GLOBAL6, subnet.address) && !overlaps(subnet, INTERNET6));
  if (open.length === 0) return;
  const inet = refOf(world, 'inet', 'eth0');
  give(world, refOf(world, 'router', 'wan0'), WAN6, INTERNET6.length);
  give(world, inet, plus(WAN6, 9), INTERNET6.length);
  setSysctl(world.kernel, 'router', 'net.ipv6.conf.all.forwarding', '1');
  for (const { subnet } of open) route(world, 'inet', subnet, inet.index, WAN6);
}

/** The client has an address of the first subnet, or where that is full of the lab's own beside it. */
function placeClient(world: World, client: LinkRef, subnets: readonly Subnet[], used: ReadonlySet<Ip>): void {
  const [first] = subnets;
  const free = first && freeIn(first.subnet, used, first.routers);
  const via = free === undefined ? ROUTER : (first?.routers[0] ?? ROUTER);
  if (free === undefined) give(world, refOf(world, 'router', 'lan0'), ROUTER, OWN.length);
  give(world, client, free ?? '192.168.65.50', free === undefined ? OWN.length : (first?.subnet.length ?? 24));
  route(world, 'client', { address: '0.0.0.0', length: 0 }, client.index, via);
}

/** The subnets that hosts are in; where no gateway is named the router has an address that is free. */
function subnetsOf(plugged: readonly Plugged[], version: 4 | 6, used: ReadonlySet<Ip>): Subnet[] {
  const subnets: Subnet[] = [];
  for (const { facts, uplink } of plugged) {
    const lab = version === 4 && !uplink && !facts.stack?.links ? { address: ROUTER, length: 24 } : undefined;
    const own = lab ?? (version === 4 ? uplink?.ipv4 : uplink?.ipv6);
    if (!own) continue;
    const subnet = subnetOf(own);
    const gateway = lab ? ROUTER : version === 4 ? uplink?.gateway4 : uplink?.gateway6;
    let here = subnets.find((other) => overlaps(other.subnet, subnet));
    if (!here) subnets.push((here = { subnet, routers: [] }));
    const isOurs = gateway !== undefined && used.has(gateway);
    if (gateway !== undefined && !isOurs && !here.routers.includes(gateway)) here.routers.push(gateway);
  }
  for (const { subnet, routers } of subnets) {
    if (routers.some((ip) => isOn(subnet, ip)))
      routers.sort((a, b) => Number(isOn(subnet, b)) - Number(isOn(subnet, a)));
    else {
      const free = freeIn(subnet, used, routers, 1);
      if (free !== undefined) routers.unshift(free);
    }
  }
  return subnets;
}

/** An address of a subnet that nobody has, the one with .50 if that is free. */
function freeIn(subnet: Prefix, used: ReadonlySet<Ip>, others: readonly Ip[], from = 50): Ip | undefined {
  const { address } = network(subnet);
  const size = Math.min(sizeOf(subnet), 1024);
  const last = lastAddress(subnet);
  for (let step = 0; step < size; step++) {
    const ip = plus(address, (from + step) % size);
    const isFree = !used.has(ip) && !others.includes(ip) && ip !== address && compareIp(ip, last) !== 0;
    if (isFree && contains(subnet, ip)) return ip;
  }
  return undefined;
}

function noteTwins(work: Work, plugged: readonly Plugged[]): void {
  const seen = new Map<Ip, string>();
  for (const { machine, uplink } of plugged) {
    const address = uplink?.ipv4?.address;
    if (address === undefined) continue;
    const other = seen.get(address);
    if (other !== undefined) lack(work, { host: machine }, 'address-twice', { address, other });
    seen.set(address, machine);
  }
}
