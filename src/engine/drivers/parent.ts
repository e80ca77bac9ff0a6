import { ANY4, ANY6, type Ip } from '../../ip/address.ts';
import { applyEffects } from '../../kernel/effects.ts';
import type { IpvlanFlag, IpvlanMode, Link, LinkRef, MacvlanMode } from '../../kernel/link/link.ts';
import { deleteLink, moveLink } from '../../kernel/link/links.ts';
import { addDummy, addIpvlan, addMacvlan, addVlan } from '../../kernel/link/upper.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { setUp } from '../../kernel/link/link-up.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { addRoute } from '../../kernel/route/table.ts';
import { trace } from '../../kernel/trace.ts';
import type { Sandbox } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { forbidden, internal, invalid } from '../errors.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { Network } from '../network/network.ts';
import { randomMac } from '../random.ts';
import type { Driver } from './driver.ts';
import { applyOptions } from './interface-options.ts';
import { addAddresses, freeIndex, freeName, giveMac, handBack, refused, unusedName, unusedVeth } from './interface.ts';

/** What sets macvlan and ipvlan apart. */
interface Kind {
  readonly name: 'macvlan' | 'ipvlan';
  readonly standard: string;
  readonly modes: readonly string[];
  readonly flags: readonly string[];
  /** Of the dummy link that is a network's parent where it names none. */
  readonly dummy: string;
}

const MACVLAN: Kind = {
  name: 'macvlan',
  standard: 'bridge',
  modes: ['bridge', 'private', 'vepa', 'passthru'],
  flags: [],
  dummy: 'dm-',
};
const IPVLAN: Kind = {
  name: 'ipvlan',
  standard: 'l2',
  modes: ['l2', 'l3', 'l3s'],
  flags: ['bridge', 'private', 'vepa'],
  dummy: 'di-',
};

const modeOf = ({ name, standard }: Kind, { options }: Network): string => options[`${name}_mode`] || standard;
const flagOf = ({ name }: Kind, { options }: Network): string => options[`${name}_flag`] || 'bridge';

/** libnetwork/drivers/macvlan/macvlan_network.go, ipvlan/ipvlan_network.go: parseNetworkOptions. */
function checkOptions(kind: Kind, network: Network): void {
  const mode = modeOf(kind, network);
  if (!kind.modes.includes(mode))
    throw invalid(
      `requested ${kind.name} mode '${mode}' is not valid, '${kind.standard}' mode is the ${kind.name} driver default`,
    );
  const flag = flagOf(kind, network);
  if (kind === IPVLAN && !kind.flags.includes(flag))
    throw invalid(`requested ipvlan flag '${flag}' is not valid, 'bridge' is the ipvlan driver default`);
  if (network.options.parent === 'lo') throw forbidden(`loopback interface is not a valid ${kind.name} parent link`);
}

const dummyName = ({ dummy }: Kind, { id }: Network): string => `${dummy}${id.slice(0, 12)}`;
const parentName = (kind: Kind, network: Network): string => network.options.parent || dummyName(kind, network);

/** Several macvlan networks may share a parent, but for passthru; ipvlan networks may not (createNetwork). */
function checkSharing({ engine }: EngineHost, kind: Kind, network: Network): void {
  const parent = parentName(kind, network);
  for (const other of Object.values(engine.networks)) {
    if (other.driver !== kind.name || parentName(kind, other) !== parent) continue;
    if (kind === IPVLAN)
      throw forbidden(`network ${dummyName(kind, other)} is already using parent interface ${parent}`);
    if (modeOf(kind, network) === 'passthru')
      throw forbidden(
        `cannot use mode passthru, macvlan network ${other.id} is already using parent interface ${parent}`,
      );
    if (modeOf(kind, other) === 'passthru')
      throw forbidden(`macvlan network ${other.id} is already using parent interface ${parent} in mode passthru`);
  }
}

function namespaceOfHost(host: EngineHost): Namespace {
  const namespace = host.kernel.namespaces[host.namespace];
  if (!namespace) throw new Error(`no namespace ${host.namespace}`);
  return namespace;
}

const parentOf = (host: EngineHost, kind: Kind, network: Network): Link | undefined =>
  linkByName(namespaceOfHost(host), parentName(kind, network));

/** Makes the parent where it is not there: a dummy link for a network without, `eth0.10` for a VLAN of eth0. */
function makeParent(host: EngineHost, kind: Kind, network: Network): void {
  const name = parentName(kind, network);
  const made = name === dummyName(kind, network) ? makeDummy(host, name) : makeVlan(host, name);
  setUp(host.kernel, made, host.clock.now);
  network.madeParent = true;
}

function makeDummy(host: EngineHost, name: string): LinkRef {
  try {
    return addDummy(host.kernel, host.namespace, name, randomMac(host.random));
  } catch (error) {
    throw refused('', error);
  }
}

/** libnetwork/drivers/macvlan/macvlan_setup.go: createVlanLink, parseVlan. */
function makeVlan(host: EngineHost, name: string): LinkRef {
  if (!name.includes('.')) throw invalid(`invalid subinterface vlan name ${name}, example formatting is eth0.10`);
  const [base = '', vlan = '', ...more] = name.split('.');
  if (more.length > 0)
    throw invalid(`required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received ${name}`);
  if (!/^[+-]?\d+$/.test(vlan))
    throw invalid(`unable to parse a valid vlan id from: ${vlan} (ex. eth0.10 for vlan 10)`);
  const lower = linkByName(namespaceOfHost(host), base);
  if (!lower) throw invalid(`-o parent interface was not found on the host: ${base}`);
  const id = Number(vlan);
  if (id < 1 || id > 4094) throw invalid(`vlan id must be between 1-4094, received: ${id}`);
  const { namespace } = host;
  try {
    return addVlan(host.kernel, id, { namespace, name, mac: lower.mac, lower: { namespace, index: lower.index } });
  } catch (error) {
    throw refused(`failed to create ${name} vlan link`, error);
  }
}

/** Makes an endpoint's link on its parent, in the host's namespace, and moves it into the sandbox. */
function addSlave(host: EngineHost, kind: Kind, network: Network, endpoint: Endpoint, sandbox: Sandbox): LinkRef {
  const { kernel, namespace } = host;
  const parent = parentOf(host, kind, network);
  if (!parent)
    throw internal(
      `failed to create the ${kind.name} port: error occurred looking up the ${kind.name} parent iface ${parentName(kind, network)} error: Link not found`,
    );
  const lower = { namespace, index: parent.index };
  const given = host.given?.endpoint(endpoint.container, network.name)?.inside;
  const index = freeIndex(namespaceOfHost(host), given?.index);
  const made = { namespace, name: endpoint.interface, lower, queueLength: 0, index };
  const mode = modeOf(kind, network);
  try {
    const ref =
      kind === MACVLAN
        ? addMacvlan(kernel, mode as MacvlanMode, { ...made, mac: endpoint.mac })
        : addIpvlan(kernel, mode as IpvlanMode, flagOf(kind, network) as IpvlanFlag, made);
    return moveLink(kernel, ref, sandbox.namespace);
  } catch (error) {
    throw refused(`failed to create the ${kind.name} port`, error);
  }
}

/** In the modes l3 and l3s all leaves by the interface, without a next hop (ipvlan_joinleave.go). */
function routeByInterface({ kernel }: EngineHost, { ipv4, ipv6 }: Endpoint, { namespace, index }: LinkRef): void {
  for (const [ip, destination] of [
    [ipv4, ANY4],
    [ipv6, ANY6],
  ] as const)
    if (ip !== undefined)
      addRoute(kernel, namespace, {
        destination,
        device: index,
        scope: 'link',
        protocol: 'boot',
        metric: ip.includes(':') ? 1024 : 0,
        type: 'unicast',
      });
}

/** A new interface tells its address to the wire (libnetwork/osl/interface_linux.go: advertiseAddrs). */
function advertise({ kernel, clock, random }: EngineHost, namespace: string, device: string, ip: Ip): void {
  const stimulus = { kind: 'arp', namespace, device, destination: ip, source: ip, timeout: 1 } as const;
  const { effects } = trace(kernel, {}, [stimulus], { clock: clock.now, seed: random.state, outcomesOnly: true });
  applyEffects(kernel, effects);
}

/** Whether a network leads anywhere: one without a parent of the host's does not. */
const isClosed = ({ internal: closed, options }: Network): boolean => closed || !options.parent;

const routesByInterface = (kind: Kind, network: Network): boolean => kind === IPVLAN && modeOf(kind, network) !== 'l2';

/** Networks on an interface of the host: containers' links stand on it, and its wire is theirs. */
const onParent = (kind: Kind): Driver => ({
  hasPools: true,
  publishes: false,
  single: false,
  oneSubnet: false,

  configure(_, network) {
    checkOptions(kind, network);
  },

  hasGateway: (network) => !isClosed(network) && !routesByInterface(kind, network),
  leadsOut: (network) => !isClosed(network) && !routesByInterface(kind, network),

  macOf(host, network, { mac, container }) {
    if (kind === MACVLAN) return mac || randomMac(host.random);
    if (mac === '') return '';
    throw internal(
      `failed to create endpoint ${host.engine.containers[container]?.name} on network ${network.name}: ipvlan interfaces do not support custom mac address assignment`,
    );
  },

  create(host, network) {
    checkSharing(host, kind, network);
    if (!parentOf(host, kind, network)) makeParent(host, kind, network);
  },

  remove(host, network) {
    const parent = network.madeParent ? parentOf(host, kind, network) : undefined;
    if (parent) deleteLink(host.kernel, { namespace: host.namespace, index: parent.index });
  },

  join(host, network, endpoint, sandbox) {
    const inside = host.kernel.namespaces[sandbox.namespace];
    const given = host.given?.endpoint(endpoint.container, network.name)?.inside;
    const name = endpoint.interface || freeName(inside, given?.name) || unusedName(inside, 'eth');
    endpoint.interface = unusedVeth(host);
    const ref = addSlave(host, kind, network, endpoint, sandbox);
    try {
      if (kind === MACVLAN) giveMac(host, ref, endpoint);
      addAddresses(host, ref, endpoint);
      applyOptions(host, ref, endpoint, name);
    } catch (error) {
      deleteLink(host.kernel, ref);
      throw error;
    }
    setUp(host.kernel, ref, host.clock.now);
    if (routesByInterface(kind, network)) routeByInterface(host, endpoint, ref);
    else if (endpoint.ipv4 !== undefined) advertise(host, ref.namespace, endpoint.interface, endpoint.ipv4);
  },

  leave(host, _, endpoint, sandbox, namespaceEnds) {
    const inside = host.kernel.namespaces[sandbox.namespace];
    const link = inside && linkByName(inside, endpoint.interface);
    if (link && !namespaceEnds) handBack(host, { namespace: sandbox.namespace, index: link.index });
  },
});

export const macvlan = onParent(MACVLAN);
export const ipvlan = onParent(IPVLAN);
