import { contains, family, type Prefix } from '../../ip/address.ts';
import type { Namespace } from '../namespace.ts';
import type { RouteKey } from './lookup.ts';

/** /etc/iproute2/rt_tables. The local table follows from the addresses of the links. */
export const LOCAL = 255;
export const MAIN = 254;
export const DEFAULT = 253;

/** A rule of the routing policy database (ip-rule(8)): what a packet must be like, and which table its route is sought in then. */
export interface RoutingRule {
  priority: number;
  source?: Prefix;
  destination?: Prefix;
  /** A packet's mark, as far as the mask goes. */
  mark?: { value: number; mask: number };
  /** The name of the device that a packet came in by, `lo` for what is made here; and of the one it is bound to. */
  input?: string;
  output?: string;
  /** It holds for what is not like that. */
  not?: true;
  /** A table's number, or a refusal. */
  lookup: number | 'blackhole' | 'unreachable' | 'prohibit';
}

const ALL: readonly RoutingRule[] = [
  { priority: 0, lookup: LOCAL },
  { priority: 32766, lookup: MAIN },
  { priority: 32767, lookup: DEFAULT },
];
const ALL6 = ALL.filter(({ lookup }) => lookup !== DEFAULT);

/** The rules of a family, in the order of their priority (linux: fib_default_rules_init, fib6_rules_net_init). */
export const rulesOf = ({ rules }: Namespace, of: 4 | 6): readonly RoutingRule[] =>
  rules?.[of] ?? (of === 4 ? ALL : ALL6);

/** Whether anything but the destination, and the device it is bound to, decides about a packet's route. */
export const isSelective = ({ rules }: Namespace): boolean =>
  rules !== undefined &&
  Object.values(rules).some((of) =>
    of.some(({ source, mark, input }) => source !== undefined || mark !== undefined || input !== undefined),
  );

/** Whether a rule holds for a packet (linux: fib_rule_match). */
export function holds(rule: RoutingRule, key: RouteKey, { links }: Namespace): boolean {
  const { source, destination, mark, input, output, not } = rule;
  const alike =
    (source === undefined || (key.source !== undefined && inside(source, key.source))) &&
    (destination === undefined || inside(destination, key.destination)) &&
    (mark === undefined || ((key.mark ?? 0) & mark.mask) === mark.value) &&
    (input === undefined || (key.input ?? 'lo') === input) &&
    (output === undefined || (key.output !== undefined && links[key.output]?.name === output));
  return alike !== (not === true);
}

const inside = (prefix: Prefix, ip: string): boolean => family(prefix.address) === family(ip) && contains(prefix, ip);

/** Adds a rule after those of its priority (fib_nl_newrule). */
export function addRule(namespace: Namespace, of: 4 | 6, rule: RoutingRule): void {
  const rules = [...rulesOf(namespace, of)];
  const at = rules.findIndex(({ priority }) => priority > rule.priority);
  rules.splice(at < 0 ? rules.length : at, 0, rule);
  (namespace.rules ??= {})[of] = rules;
}
