import { namespaceOf } from '../../kernel/kernel.ts';
import { deleteLink } from '../../kernel/link/links.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { byBytes } from '../by-bytes.ts';
import { DEFAULT_BRIDGE_OPTION } from '../drivers/bridge-config.ts';
import { driverOf } from '../drivers/drivers.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError, prefixed } from '../errors.ts';
import { addBaseRules, addUserChain } from '../firewall/firewall.ts';
import { meetFirewalld } from '../firewall/zone.ts';
import { parseIpamConfigs } from '../ipam/ipam-request.ts';
import { newNetwork, type Network } from '../network/network.ts';
import { dissolve, establish } from '../network/networks.ts';
import { hex } from '../random.ts';
import { DEFAULT_BRIDGE, hasNoBridge } from '../settings/settings.ts';
import { defaultBridgeIpam } from './default-bridge.ts';
import { log } from './journal.ts';
import { checkPools, failed } from './verify.ts';

/**
 * Makes on the host what the daemon's networks need (daemon/daemon_unix.go: initNetworkController). The default bridge follows the
 * settings, unless containers run already.
 */
export function initNetworks(host: EngineHost, live: boolean): void {
  try {
    const namespace = namespaceOf(host.kernel, host.namespace);
    meetFirewalld(host);
    addBaseRules(namespace, host.engine.settings);
    restoreNetworks(host);
    checkPools(host.engine.settings.addressPools);
    addUserChain(namespace, host.engine.settings);
    if (live) log(host, 'info', 'there are running containers, updated network configuration will not take affect');
    else configureNetworks(host);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw failed(`Error initializing network controller: ${error.message}`);
  }
}

/** Makes anew what the networks have on the host, as far as it is gone, in the order in which the drivers keep them. */
function restoreNetworks(host: EngineHost): void {
  const networks = Object.values(host.engine.networks).sort((a, b) => byBytes(a.id, b.id));
  for (const network of networks) {
    if (network.configOnly || network.driver === 'overlay') continue;
    try {
      driverOf(network.driver).create(host, network);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const which = `id ${network.id} bridge name ${network.bridge ?? ''}`;
      log(
        host,
        'warning',
        `could not create bridge network for ${which} while booting up from persistent state: ${error.message}`,
      );
    }
  }
}

const called = ({ engine }: EngineHost, name: string): Network | undefined =>
  engine.networks[engine.networkNames[name] ?? ''];

/** The networks that every engine has: none, host and bridge (daemon/daemon_unix.go: configureNetworking). */
function configureNetworks(host: EngineHost): void {
  const { settings } = host.engine;
  for (const [name, driver] of [
    ['none', 'null'],
    ['host', 'host'],
  ] as const)
    if (!called(host, name)) add(host, newNetwork({ ...fresh(host, name), name, driver }));
  const former = called(host, 'bridge');
  if (former) {
    dissolve(host, former);
    if (settings.addressPools.length > 0 && !settings.liveRestore) removeDefaultBridge(host);
  }
  if (hasNoBridge(settings)) removeDefaultBridge(host);
  else addDefaultBridge(host);
}

function fresh({ random, clock, given }: EngineHost, name: string): Pick<Network, 'id' | 'created'> {
  const known = given?.network(name);
  return { id: known?.id ?? hex(random, 64), created: known?.created ?? clock.now };
}

function add(host: EngineHost, network: Network): void {
  establish(host, network);
  host.clock.now += 1;
}

function removeDefaultBridge({ kernel, namespace }: EngineHost): void {
  const link = linkByName(namespaceOf(kernel, namespace), DEFAULT_BRIDGE);
  if (link) deleteLink(kernel, { namespace, index: link.index });
}

/** daemon/daemon_unix.go: initBridgeDriver */
function addDefaultBridge(host: EngineHost): void {
  const { bridge, icc, ipMasq, iptables, ip, ipv6, mtu } = host.engine.settings;
  const subnets = host.given?.network('bridge')?.subnets;
  const config = subnets ? parseIpamConfigs(subnets, ipv6) : defaultBridgeIpam(host);
  const network = newNetwork({
    ...fresh(host, 'bridge'),
    name: 'bridge',
    driver: 'bridge',
    ipv6,
    ipam: { driver: 'default', options: null, config },
    options: {
      [DEFAULT_BRIDGE_OPTION]: 'true',
      'com.docker.network.bridge.enable_icc': String(icc),
      'com.docker.network.bridge.enable_ip_masquerade': String(ipMasq && iptables),
      'com.docker.network.bridge.host_binding_ipv4': ip,
      'com.docker.network.bridge.name': bridge || DEFAULT_BRIDGE,
      'com.docker.network.driver.mtu': String(mtu),
    },
  });
  prefixed('error creating default "bridge" network', () => add(host, network));
}
