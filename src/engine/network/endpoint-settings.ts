import { contains, family, parseIp } from '../../ip/address.ts';
import type { EndpointInput } from '../api/container-json.ts';
import { invalid, joined } from '../errors.ts';
import type { EndpointSettings } from './endpoint.ts';
import { isPredefined, type Network } from './network.ts';

/** Driver options of an attachment that ask for its interface's name, and for settings of it (libnetwork/netlabel). */
export const IFNAME = 'com.docker.network.endpoint.ifname';
export const SYSCTLS = 'com.docker.network.endpoint.sysctls';

/** What a container keeps of a request to attach it. */
export function settingsOf(networkName: string, input: EndpointInput): EndpointSettings {
  const { IPAMConfig, MacAddress } = input;
  const fixed = IPAMConfig && {
    ...(IPAMConfig.IPv4Address && { IPv4Address: IPAMConfig.IPv4Address }),
    ...(IPAMConfig.IPv6Address && { IPv6Address: parseIp(IPAMConfig.IPv6Address) ?? IPAMConfig.IPv6Address }),
    ...(IPAMConfig.LinkLocalIPs && { LinkLocalIPs: [...IPAMConfig.LinkLocalIPs] }),
  };
  return {
    network: '',
    networkName,
    ...(MacAddress && { mac: MacAddress.toLowerCase() }),
    aliases: input.Aliases ?? null,
    links: input.Links ?? null,
    driverOptions: input.DriverOpts ?? null,
    ipamConfig: fixed ?? null,
    gatewayPriority: input.GwPriority ?? 0,
    dnsNames: null,
  };
}

/** Throws where a network cannot take an attachment as it is asked for (daemon/container_operations.go: validateEndpointSettings). */
export function validateEndpoint(network: Network | undefined, networkName: string, input: EndpointInput): void {
  const { IPv4Address = '', IPv6Address = '' } = input.IPAMConfig ?? {};
  const isFixed = IPv4Address !== '' || IPv6Address !== '';
  const problems = addressProblems(input);
  if (!isUserDefinedMode(networkName)) {
    if (isFixed) problems.push('user specified IP address is supported on user defined networks only');
    if ((input.Aliases?.length ?? 0) > 0)
      problems.push('network-scoped alias is supported only for containers in user defined networks');
  }
  problems.push(...sysctlProblems(input.DriverOpts?.[SYSCTLS]));
  if (network)
    for (const [ip, version] of [
      [IPv4Address, 4],
      [IPv6Address, 6],
    ] as const)
      if (ip !== '') problems.push(...rangeProblem(network, ip, version));
  if (problems.length > 0) throw invalid(`invalid endpoint settings:\n${joined(problems)}`);
}

const isUserDefinedMode = (mode: string): boolean => !isPredefined(mode) && !mode.startsWith('container:');

function addressProblems({ IPAMConfig }: EndpointInput): string[] {
  const { IPv4Address = '', IPv6Address = '', LinkLocalIPs = [] } = IPAMConfig ?? {};
  const is = (text: string, version: 4 | 6): boolean => {
    const ip = parseIp(text);
    return ip !== undefined && family(ip) === version;
  };
  return [
    ...(IPv4Address !== '' && !is(IPv4Address, 4) ? [`invalid IPv4 address: ${IPv4Address}`] : []),
    ...(IPv6Address !== '' && !is(IPv6Address, 6) ? [`invalid IPv6 address: ${IPv6Address}`] : []),
    ...LinkLocalIPs.filter((ip) => parseIp(ip) === undefined).map((ip) => `invalid link-local IP address: ${ip}`),
  ];
}

function sysctlProblems(settings: string | undefined): string[] {
  const unknown = (setting: string): boolean => {
    const [, family = '', , device = '', key] = setting.split('.');
    return key === undefined || !['ipv4', 'ipv6', 'mpls'].includes(family) || !/^(IFNAME|ifname)$/.test(device);
  };
  return (settings?.split(',') ?? [])
    .filter(unknown)
    .map(
      (setting) =>
        `unrecognised network interface sysctl '${setting}'; represent 'net.X.Y.ethN.Z=V' as 'net.X.Y.IFNAME.Z=V', 'X' must be 'ipv4', 'ipv6' or 'mpls'`,
    );
}

/** A fixed address must lie in a subnet that the user gave the network. */
function rangeProblem({ ipam }: Network, text: string, version: 4 | 6): string[] {
  const config = ipam.config.filter(({ subnet }) => family(subnet.address) === version);
  if (config.length === 0)
    return ['user specified IP address is supported only when connecting to networks with user configured subnets'];
  const ip = parseIp(text);
  if (ip !== undefined && config.some(({ subnet }) => contains(subnet, ip))) return [];
  return [`no configured subnet or ip-range contain the IP address ${text}`];
}
