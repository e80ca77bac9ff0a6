import { formatBlock, isHost } from '../../../../ip/address.ts';
import { linkByName } from '../../../../kernel/link/lookup.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import type { Range, RoutingRule } from '../../../../kernel/route/rule.ts';
import type { Json } from '../../json-writer.ts';

const hex = (value: number): string => `0x${value.toString(16)}`;

const rangeText = ({ first, last }: Range): string => (first === last ? String(first) : `${first}-${last}`);

/** What rules are shown with: the rules that they may lead to, and the devices that they name. */
export interface Shown {
  readonly rules: readonly RoutingRule[];
  readonly namespace: Namespace;
  readonly tableName: (table: number) => string;
  readonly details: boolean;
}

const isDetached = ({ namespace }: Shown, device: string): boolean => linkByName(namespace, device) === undefined;

const isUnresolved = ({ rules }: Shown, target: number): boolean => !rules.some(({ priority }) => priority === target);

function deviceWords(shown: Shown, word: 'iif' | 'oif', device: string | undefined): string[] {
  if (device === undefined) return [];
  return [`${word} ${device}`, ...(isDetached(shown, device) ? ['[detached]'] : [])];
}

function actionWords(shown: Shown, { lookup, target = 0, suppressed, realms }: RoutingRule): string[] {
  const realm = realms === undefined ? [] : [`realms ${realms}`];
  if (typeof lookup === 'number') {
    const suppress = suppressed === undefined ? [] : [`suppress_prefixlength ${suppressed}`];
    return [`lookup ${shown.tableName(lookup)}`, ...suppress, ...realm];
  }
  if (lookup !== 'goto') return [...realm, lookup];
  return [...realm, `goto ${target}`, ...(isUnresolved(shown, target) ? ['[unresolved]'] : [])];
}

/** Who made a rule is told where that is neither the kernel nor somebody by hand, and always with -d. */
const isTold = ({ details }: Shown, { protocol = 'boot' }: RoutingRule): boolean =>
  details || (protocol !== 'kernel' && protocol !== 'boot');

/** A rule as `ip rule` lists it (iproute2: print_rule). */
export function ruleText(shown: Shown, rule: RoutingRule): string {
  const { priority, source, destination, mark, input, output, not, tos, users, transport } = rule;
  const words = [
    ...(not ? ['not'] : []),
    `from ${source ? formatBlock(source) : 'all'}`,
    ...(destination ? [`to ${formatBlock(destination)}`] : []),
    ...(tos === undefined ? [] : [`tos 0x${tos.toString(16).padStart(2, '0')}`]),
    ...(mark ? [`fwmark ${hex(mark.value)}${mark.mask === 0xffffffff ? '' : `/${hex(mark.mask)}`}`] : []),
    ...deviceWords(shown, 'iif', input),
    ...deviceWords(shown, 'oif', output),
    ...(users ? [`uidrange ${users.first}-${users.last}`] : []),
    ...(transport === undefined ? [] : [`ipproto ${transport}`]),
    ...(rule.sourcePorts ? [`sport ${rangeText(rule.sourcePorts)}`] : []),
    ...(rule.destinationPorts ? [`dport ${rangeText(rule.destinationPorts)}`] : []),
    ...actionWords(shown, rule),
    ...(isTold(shown, rule) ? [`proto ${rule.protocol ?? 'boot'}`] : []),
  ];
  return `${priority}:\t${words.join(' ')}\n`;
}

/** The same as JSON. */
export function ruleJson(shown: Shown, rule: RoutingRule): Record<string, Json | undefined> {
  const { priority, source, destination, mark, input, output, not, tos, lookup, target } = rule;
  return {
    priority,
    ...(not && { not: null }),
    src: source?.address ?? 'all',
    srclen: source && !isHost(source) ? source.length : undefined,
    dst: destination?.address,
    dstlen: destination && !isHost(destination) ? destination.length : undefined,
    tos: tos === undefined ? undefined : `0x${tos.toString(16).padStart(2, '0')}`,
    fwmark: mark && hex(mark.value),
    fwmask: mark && mark.mask !== 0xffffffff ? hex(mark.mask) : undefined,
    iif: input,
    ...(input !== undefined && isDetached(shown, input) && { iif_detached: null }),
    oif: output,
    ...(output !== undefined && isDetached(shown, output) && { oif_detached: null }),
    ...(rule.users && { uid_start: rule.users.first, uid_end: rule.users.last }),
    ipproto: rule.transport,
    ...portsJson('sport', rule.sourcePorts),
    ...portsJson('dport', rule.destinationPorts),
    table: typeof lookup === 'number' ? shown.tableName(lookup) : undefined,
    suppress_prefixlen: rule.suppressed,
    ...(lookup === 'goto' && { goto: target ?? 0, ...(isUnresolved(shown, target ?? 0) && { unresolved: null }) }),
    ...(lookup === 'nop' && { nop: null }),
    action: typeof lookup === 'string' && lookup !== 'goto' && lookup !== 'nop' ? lookup : undefined,
    protocol: isTold(shown, rule) ? (rule.protocol ?? 'boot') : undefined,
  };
}

function portsJson(name: 'sport' | 'dport', range: Range | undefined): Record<string, Json> {
  if (!range) return {};
  if (range.first === range.last) return { [name]: range.first };
  return { [`${name}_start`]: range.first, [`${name}_end`]: range.last };
}
