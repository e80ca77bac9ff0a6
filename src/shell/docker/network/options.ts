/** What a `docker network create` asks of the engine (docker/cli cli/command/network/create.go). */
import type { IpamConfigInput, NetworkInput } from '../../../engine/api.ts';
import { contains, network as blockOf, parseIp, parsePrefix } from '../../../ip/address.ts';
import type { Prefix } from '../../../ip/address.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import { pair, pairs } from '../cli/options/pairs.ts';
import type { createFlags } from './flags.table.ts';

const refuse = (problem: string): never => {
  throw new CliError(problem);
};

/** Reads flags and a name into the body of a create request. Throws CliError. */
export function networkInput(flags: FlagValues<FlagName<typeof createFlags>>, name: string): NetworkInput {
  const from = flagText(flags, 'config-from');
  return {
    Name: name,
    Driver: flagText(flags, 'driver', 'bridge'),
    Scope: flagText(flags, 'scope'),
    ...(isSet(flags, 'ipv4') ? { EnableIPv4: flagOn(flags, 'ipv4') } : {}),
    ...(isSet(flags, 'ipv6') ? { EnableIPv6: flagOn(flags, 'ipv6') } : {}),
    IPAM: {
      Driver: flagText(flags, 'ipam-driver', 'default'),
      Options: pairs(flagList(flags, 'ipam-opt')),
      Config: ipamConfigs(flags),
    },
    Internal: flagOn(flags, 'internal'),
    Attachable: flagOn(flags, 'attachable'),
    Ingress: flagOn(flags, 'ingress'),
    ConfigOnly: flagOn(flags, 'config-only'),
    ...(from === '' ? {} : { ConfigFrom: { Network: from } }),
    Options: pairs(flagList(flags, 'opt')),
    Labels: pairs(flagList(flags, 'label')),
  };
}

/** Whether a subnet, as the user wrote it, holds an address. */
function holds(subnet: string, address: string): boolean {
  const block = blockWith(subnet);
  const ip = address.includes('/') ? parsePrefix(address)?.address : parseIp(address);
  return ip !== undefined && contains(block, ip);
}

const blockWith = (subnet: string): Prefix =>
  blockOf(parsePrefix(subnet) ?? refuse(`invalid subnet: invalid CIDR address: ${subnet}`));

/** Gives each subnet the range, gateway and other addresses that lie in it. */
function ipamConfigs(flags: FlagValues<'aux-address' | 'gateway' | 'ip-range' | 'subnet'>): IpamConfigInput[] {
  const subnets = flagList(flags, 'subnet');
  const ranges = flagList(flags, 'ip-range');
  const gateways = flagList(flags, 'gateway');
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    refuse('every ip-range or gateway must have a corresponding subnet');
  const configs: Record<string, IpamConfigInput> = {};
  for (const subnet of subnets) {
    for (const other of Object.keys(configs)) {
      if (holds(subnet, other) || holds(other, subnet))
        refuse('multiple overlapping subnet configuration is not supported');
    }
    configs[subnet] = { Subnet: subnet };
  }
  const find = (address: string) => Object.values(configs).find(({ Subnet = '' }) => holds(Subnet, address));
  for (const range of ranges) {
    const block = parsePrefix(range) ?? refuse(`invalid CIDR address: ${range}`);
    const config = find(block.address) ?? refuse(`no matching subnet for range ${range}`);
    if (config.IPRange !== undefined)
      refuse(`cannot configure multiple ranges (${range}, ${config.IPRange}) on the same subnet (${config.Subnet})`);
    config.IPRange = range;
  }
  for (const gateway of gateways) {
    const config = find(gateway) ?? refuse(`no matching subnet for gateway ${gateway}`);
    if (config.Gateway !== undefined)
      refuse(
        `cannot configure multiple gateways (${gateway}, ${config.Gateway}) for the same subnet (${config.Subnet})`,
      );
    config.Gateway = gateway;
  }
  for (const [name, address] of new Map(flagList(flags, 'aux-address').map(pair))) {
    const config = find(address) ?? refuse(`no matching subnet for aux-address ${address}`);
    config.AuxiliaryAddresses = { ...config.AuxiliaryAddresses, [name]: address };
  }
  return Object.values(configs);
}
