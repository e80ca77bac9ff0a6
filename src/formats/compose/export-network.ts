import type { IpamConfig, Network, Pool } from '../../engine/network/network.ts';
import { quoted } from '../../shell/words.ts';
import { ownLabels } from '../../world/compose-labels.ts';
import { said, type Written } from './written.ts';

const prefixText = ({ address, length }: { readonly address: string; readonly length: number }): string =>
  `${address}/${length}`;

/** A network that a container is on, with the addresses that it has now. */
export function networkOf(network: Network): Written {
  const { name, driver, options, labels, internal, attachable, ipv4, ipv6, ipam, pools } = network;
  if (driver === 'overlay') return { name, external: true };
  const config = pools.map((pool) => poolText(pool, ipam.config));
  return said({
    name,
    driver,
    driver_opts: optionsOf(options),
    internal,
    attachable,
    ...(!ipv4 && { enable_ipv4: 'false' }),
    enable_ipv6: ipv6,
    ipam: said({ ...(ipam.driver !== 'default' && { driver: ipam.driver }), config }),
    labels: ownLabels(labels),
  });
}

function poolText({ subnet, range, gateway }: Pool, given: readonly IpamConfig[]): Written {
  const asked = askedFor(subnet, given);
  return said({
    subnet: prefixText(subnet),
    ip_range: range && prefixText(range),
    gateway: asked ? asked.gateway : gateway,
    aux_addresses: asked?.auxiliary ?? {},
  });
}

/** What was asked for with a subnet; a gateway that was not is the engine's choice again. */
const askedFor = (subnet: Pool['subnet'], given: readonly IpamConfig[]): IpamConfig | undefined =>
  given.find((each) => prefixText(each.subnet) === prefixText(subnet));

/** Options that the engine sets by itself. */
const optionsOf = (options: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(options).filter(([key]) => key !== 'com.docker.network.enable_ipv4'));

/** The command that makes a network that no container is on, which compose would leave out. */
export function networkCommand(network: Network): string {
  const { name, driver, options, labels, internal, attachable, ipv4, ipv6, ipam, pools } = network;
  const words = ['docker', 'network', 'create', '--driver', driver];
  for (const { subnet, range, gateway } of pools) {
    words.push('--subnet', prefixText(subnet));
    if (range) words.push('--ip-range', prefixText(range));
    const asked = askedFor(subnet, ipam.config);
    const chosen = asked ? asked.gateway : gateway;
    if (chosen !== undefined) words.push('--gateway', chosen);
  }
  for (const [key, value] of Object.entries(optionsOf(options))) words.push('--opt', `${key}=${value}`);
  for (const [key, value] of Object.entries(ownLabels(labels))) words.push('--label', `${key}=${value}`);
  if (internal) words.push('--internal');
  if (attachable) words.push('--attachable');
  if (!ipv4) words.push('--ipv4=false');
  if (ipv6) words.push('--ipv6');
  return [...words, name].map(quoted).join(' ').replace(/\s+/g, ' ');
}
