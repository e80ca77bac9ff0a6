import {
  contains,
  family,
  formatPrefix,
  network as masked,
  overlaps,
  parseIp,
  parsePrefix,
  type Prefix,
} from '../../ip/address.ts';
import type { IpamConfigInput } from '../api/network-json.ts';
import { invalid, joined } from '../errors.ts';
import type { IpamConfig } from '../network/network.ts';

const isAligned = (prefix: Prefix): boolean => masked(prefix).address === prefix.address;

/** What is wrong with one subnet of a request (api/types/network/ipam.go: ValidateIPAM). */
function problemsOf({ Subnet = '', IPRange, Gateway, AuxiliaryAddresses }: IpamConfigInput, ipv6: boolean): string[] {
  const subnet = parsePrefix(Subnet);
  if (!subnet) return [`invalid subnet ${Subnet}: invalid CIDR block notation`];
  if (!ipv6 && family(subnet.address) === 6) return [];
  const problems: string[] = [];
  if (!isAligned(subnet)) problems.push(`invalid subnet ${Subnet}: it should be ${formatPrefix(masked(subnet))}`);
  if (IPRange) problems.push(...rangeProblems(IPRange, subnet));
  if (Gateway) problems.push(...addressProblems('gateway', Gateway, subnet));
  for (const address of Object.values(AuxiliaryAddresses ?? {}))
    problems.push(...addressProblems('auxiliary address', address, subnet));
  return problems;
}

const blockOf = (subnet: Prefix): string => `parent subnet is an IPv${family(subnet.address)} block`;

function rangeProblems(text: string, subnet: Prefix): string[] {
  const range = parsePrefix(text);
  const problem = (why: string) => [`invalid ip-range ${text}: ${why}`];
  if (!range) return problem('invalid CIDR block notation');
  if (family(range.address) !== family(subnet.address)) return problem(blockOf(subnet));
  const problems: string[] = [];
  if (range.length < subnet.length)
    problems.push(...problem(`CIDR block is bigger than its parent subnet ${formatPrefix(subnet)}`));
  if (!isAligned(range)) problems.push(...problem(`it should be ${formatPrefix(masked(range))}`));
  if (!overlaps(range, subnet))
    problems.push(...problem(`parent subnet ${formatPrefix(subnet)} doesn't contain ip-range`));
  return problems;
}

function addressProblems(what: string, text: string, subnet: Prefix): string[] {
  const ip = parseIp(text);
  const problem = (why: string) => [`invalid ${what} ${text}: ${why}`];
  if (ip === undefined) return problem('invalid address');
  if (family(ip) !== family(subnet.address)) return problem(blockOf(subnet));
  return contains(subnet, ip) ? [] : problem(`parent subnet ${formatPrefix(subnet)} doesn't contain this address`);
}

/** The subnets that a request names. Throws where one is no subnet, or holds not what belongs to it. */
export function parseIpamConfigs(inputs: readonly IpamConfigInput[], ipv6: boolean): IpamConfig[] {
  const problems = inputs.flatMap((input) => problemsOf(input, ipv6));
  if (problems.length > 0) throw invalid(`invalid network config:\n${joined(problems)}`);
  return inputs.flatMap(({ Subnet = '', IPRange, Gateway, AuxiliaryAddresses }) => {
    const subnet = parsePrefix(Subnet);
    const range = IPRange ? parsePrefix(IPRange) : undefined;
    const gateway = Gateway ? parseIp(Gateway) : undefined;
    if (!subnet) return [];
    const auxiliary = Object.entries(AuxiliaryAddresses ?? {}).map(([name, ip]) => [name, parseIp(ip) ?? ip] as const);
    return [
      {
        subnet,
        ...(range && { range }),
        ...(gateway !== undefined && { gateway }),
        auxiliary: Object.fromEntries(auxiliary),
      },
    ];
  });
}
