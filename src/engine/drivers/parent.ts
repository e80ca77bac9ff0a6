import { linkByName } from '../../kernel/links.ts';
import { forbidden, internal, invalid, type EngineHost } from '../engine.ts';
import type { Network } from '../network.ts';
import type { Driver } from './driver.ts';

/** What sets macvlan and ipvlan apart. */
interface Kind {
  readonly name: 'macvlan' | 'ipvlan';
  readonly standard: string;
  readonly modes: readonly string[];
  readonly flags: readonly string[];
}

const MACVLAN: Kind = {
  name: 'macvlan',
  standard: 'bridge',
  modes: ['bridge', 'private', 'vepa', 'passthru'],
  flags: [],
};
const IPVLAN: Kind = {
  name: 'ipvlan',
  standard: 'l2',
  modes: ['l2', 'l3', 'l3s'],
  flags: ['bridge', 'private', 'vepa'],
};

/** What the kernel says of link types that it has no module for. */
const UNSUPPORTED = 'operation not supported';

const modeOf = ({ name, standard }: Kind, { options }: Network): string => options[`${name}_mode`] ?? standard;

/** libnetwork/drivers/macvlan/macvlan_network.go, ipvlan/ipvlan_network.go: parseNetworkOptions. */
function checkOptions(kind: Kind, network: Network): void {
  const mode = modeOf(kind, network);
  if (!kind.modes.includes(mode))
    throw invalid(
      `requested ${kind.name} mode '${mode}' is not valid, '${kind.standard}' mode is the ${kind.name} driver default`,
    );
  const flag = network.options[`${kind.name}_flag`];
  if (flag !== undefined && !kind.flags.includes(flag))
    throw invalid(`requested ${kind.name} flag '${flag}' is not valid, 'bridge' is the ${kind.name} driver default`);
}

function checkParent(host: EngineHost, kind: Kind, network: Network): void {
  const { parent } = network.options;
  // Without a parent the driver would make a dummy link; for NAME.VLAN a link of that VLAN.
  if (parent === undefined || parent === '') throw internal(UNSUPPORTED);
  if (parent === 'lo') throw forbidden(`loopback interface is not a valid ${kind.name} parent link`);
  checkSharing(host, kind, network, parent);
  const namespace = host.kernel.namespaces[host.namespace];
  if (namespace && linkByName(namespace, parent)) return;
  const [, base, vlan] = /^(.+)\.(\d+)$/.exec(parent) ?? [];
  if (base === undefined) throw invalid(`invalid subinterface vlan name ${parent}, example formatting is eth0.10`);
  if (Number(vlan) < 1 || Number(vlan) > 4094)
    throw invalid(`vlan id must be between 1-4094, received: ${Number(vlan)}`);
  throw internal(UNSUPPORTED);
}

/** Several macvlan networks may share a parent, but for passthru; ipvlan networks may not. */
function checkSharing({ engine }: EngineHost, kind: Kind, network: Network, parent: string): void {
  const other = Object.values(engine.networks).find(
    ({ driver, options }) => driver === kind.name && options.parent === parent,
  );
  if (!other) return;
  if (kind === IPVLAN)
    throw forbidden(`network di-${other.id.slice(0, 12)} is already using parent interface ${parent}`);
  const passthru = [network, other].some((each) => modeOf(kind, each) === 'passthru');
  if (passthru)
    throw forbidden(
      `cannot use mode passthru, macvlan network ${other.id} is already using parent interface ${parent}`,
    );
}

/** Networks on an interface of the host. They can be made and listed; to attach to them takes links that the kernel does not model. */
const onParent = (kind: Kind): Driver => ({
  hasPools: true,
  publishes: false,
  single: false,
  oneSubnet: false,
  configure(host, network) {
    checkOptions(kind, network);
    checkParent(host, kind, network);
  },
  hasGateway: (network) => !network.internal,
  create: () => undefined,
  remove: () => undefined,
  join() {
    throw internal(UNSUPPORTED);
  },
  leave: () => undefined,
});

export const macvlan = onParent(MACVLAN);
export const ipvlan = onParent(IPVLAN);
