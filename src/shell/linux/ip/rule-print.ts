import { formatPrefix, type Prefix } from '../../../ip/address.ts';
import { DEFAULT, LOCAL, MAIN, type RoutingRule } from '../../../kernel/route/rule.ts';

/** /etc/iproute2/rt_tables */
const TABLES: Readonly<Record<number, string>> = { [LOCAL]: 'local', [MAIN]: 'main', [DEFAULT]: 'default' };

const hex = (value: number): string => `0x${value.toString(16)}`;

/** A single address is written without its length (iproute2: format_host_rta_r). */
const prefixText = ({ address, length }: Prefix): string =>
  length === (address.includes(':') ? 128 : 32) ? address : formatPrefix({ address, length });

/** A rule as `ip rule` lists it (iproute2: print_rule). */
export function ruleText({ priority, source, destination, mark, input, output, not, lookup }: RoutingRule): string {
  const words = [
    ...(not ? ['not'] : []),
    `from ${source ? prefixText(source) : 'all'}`,
    ...(destination ? [`to ${prefixText(destination)}`] : []),
    ...(mark ? [`fwmark ${hex(mark.value)}${mark.mask === 0xffffffff ? '' : `/${hex(mark.mask)}`}`] : []),
    ...(input === undefined ? [] : [`iif ${input}`]),
    ...(output === undefined ? [] : [`oif ${output}`]),
    typeof lookup === 'number' ? `lookup ${TABLES[lookup] ?? lookup}` : lookup,
  ];
  return `${priority}:\t${words.join(' ')}\n`;
}
