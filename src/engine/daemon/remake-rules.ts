import { namespaceOf } from '../../kernel/kernel.ts';
import { isRunning } from '../container/container.ts';
import { firewalled } from '../drivers/bridge.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError } from '../errors.ts';
import {
  addEndpointRules,
  addNetworkRules,
  addPortRules,
  addUserChain,
  removePortRules,
  restoreBaseRules,
} from '../firewall/firewall.ts';
import { enterZone } from '../firewall/zone.ts';
import { openLinks } from '../network/link-rules.ts';
import type { Network } from '../network/network.ts';
import { log } from './journal.ts';

/** Makes the engine's rules anew, which firewalld's reload may have taken away, and puts its bridges into their zone again. */
export function remakeRules(host: EngineHost): void {
  const { engine, kernel } = host;
  if (!engine.hearsFirewalld || engine.down) return;
  const namespace = namespaceOf(kernel, host.namespace);
  const { settings } = engine;
  restoreBaseRules(namespace, settings);
  const bridges = Object.values(engine.networks).filter(({ driver }) => driver === 'bridge');
  for (const network of bridges) {
    remakeNetwork(host, network);
    const published = Object.values(engine.containers).flatMap(({ ports }) => ports);
    const here = published.filter((mapping) => mapping.network === network.id);
    removePortRules(namespace, firewalled(network), here, settings);
  }
  for (const container of Object.values(engine.containers).filter(isRunning)) {
    for (const endpoint of Object.values(container.endpoints)) {
      const network = engine.networks[endpoint.network];
      if (network?.driver !== 'bridge') continue;
      const ips = [endpoint.ipv4, endpoint.ipv6].filter((ip) => ip !== undefined);
      addEndpointRules(namespace, firewalled(network), ips, settings);
      openLinks(host, container, network, endpoint);
      const rules = addPortRules(namespace, firewalled(network), settings);
      rules.add(container.ports.filter((mapping) => mapping.network === network.id));
      rules.commit();
    }
  }
  addUserChain(namespace, settings);
}

function remakeNetwork(host: EngineHost, network: Network): void {
  try {
    enterZone(host, network.bridge ?? '');
    addNetworkRules(namespaceOf(host.kernel, host.namespace), firewalled(network), host.engine.settings);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const fields = { error: error.message, nid: network.id };
    log(host, 'error', 'Failed to re-create packet filter on firewalld reload', fields);
  }
}
