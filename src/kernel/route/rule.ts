import { contains, family, type Prefix } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import type { Namespace } from '../namespace.ts';
import type { RouteKey } from './lookup.ts';

/** /etc/iproute2/rt_tables. The local table follows from the addresses of the links, and holds what else is put there. */
export const LOCAL = 255;
export const MAIN = 254;
export const DEFAULT = 253;

/** A range of ports or users, both ends in it. */
export interface Range {
  first: number;
  last: number;
}

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
  tos?: number;
  /** The user who sends. Everything here is sent by root. */
  users?: Range;
  transport?: 'tcp' | 'udp' | 'icmp' | `${number}`;
  sourcePorts?: Range;
  destinationPorts?: Range;
  /** It holds for what is not like that. */
  not?: true;
  /** A table's number, a refusal, nothing, or that `target` is the next rule. */
  lookup: number | 'blackhole' | 'unreachable' | 'prohibit' | 'nop' | 'goto';
  /** The priority of the rule that goes on. */
  target?: number;
  /** A route whose prefix is no longer than this does not count. */
  suppressed?: number;
  realms?: string;
  /** Who made it: `kernel` for those that every namespace has, `boot` for one made by hand that names nobody. */
  protocol?: string;
}

const ALL: readonly RoutingRule[] = [
  { priority: 0, lookup: LOCAL, protocol: 'kernel' },
  { priority: 32766, lookup: MAIN, protocol: 'kernel' },
  { priority: 32767, lookup: DEFAULT, protocol: 'kernel' },
];
const ALL6 = ALL.filter(({ lookup }) => lookup !== DEFAULT);

/** The rules of a family, in the order of their priority (linux: fib_default_rules_init, fib6_rules_net_init). */
export const rulesOf = ({ rules }: Namespace, of: 4 | 6): readonly RoutingRule[] =>
  rules?.[of] ?? (of === 4 ? ALL : ALL6);

/** What a packet's route depends on beside its destination and the device that it is bound to. */
export type Selectivity = false | 'addresses' | 'flows';

/** What the rules look at. */
export function selectivityOf({ rules }: Namespace): Selectivity {
  if (rules === undefined) return false;
  const all = Object.values(rules).flat();
  if (all.some(({ transport, sourcePorts, destinationPorts }) => transport ?? sourcePorts ?? destinationPorts))
    return 'flows';
  return all.some(({ source, mark, input }) => source ?? mark ?? input) ? 'addresses' : false;
}

/** Whether a rule holds for a packet (linux: fib_rule_match, fib4_rule_match). */
export function holds(rule: RoutingRule, key: RouteKey, { links }: Namespace): boolean {
  const { source, destination, mark, input, output, tos, users, not } = rule;
  const alike =
    (source === undefined || (key.source !== undefined && inside(source, key.source))) &&
    (destination === undefined || inside(destination, key.destination)) &&
    (mark === undefined || ((key.mark ?? 0) & mark.mask) >>> 0 === mark.value) &&
    (input === undefined || (key.input ?? 'lo') === input) &&
    (output === undefined || (key.output !== undefined && links[key.output]?.name === output)) &&
    (tos === undefined || tos === 0) &&
    (users === undefined || users.first === 0) &&
    holdsForFlow(rule, key);
  return alike !== (not === true);
}

function holdsForFlow({ transport, sourcePorts, destinationPorts }: RoutingRule, key: RouteKey): boolean {
  if (!transport && !sourcePorts && !destinationPorts) return true;
  const sent = key.transport;
  if (!sent || (transport !== undefined && transport !== sent.kind)) return false;
  const ports = sent.kind === 'icmp' ? undefined : sent;
  return among(sourcePorts, ports?.sourcePort) && among(destinationPorts, ports?.destinationPort);
}

const among = (range: Range | undefined, port: number | undefined): boolean =>
  range === undefined || (port !== undefined && port >= range.first && port <= range.last);

const inside = (prefix: Prefix, ip: string): boolean => family(prefix.address) === family(ip) && contains(prefix, ip);

/** Whether somebody has changed the rules of a family (linux: fib4_has_custom_rules). */
export const hasOwnRules = ({ rules }: Namespace, of: 4 | 6): boolean => rules?.[of] !== undefined;

/** The priority of a rule that is given none: before the second (linux: fib_default_rule_pref). */
export function nextPriority(namespace: Namespace, of: 4 | 6): number {
  const second = rulesOf(namespace, of)[1]?.priority ?? 0;
  return Math.max(0, second - 1);
}

/** Adds a rule after those of its priority. Throws EEXIST where there is one like it, EINVAL for a way back (linux: fib_newrule). */
export function addRule(namespace: Namespace, of: 4 | 6, rule: RoutingRule): void {
  const rules = [...rulesOf(namespace, of)];
  if (rule.lookup === 'goto' && (rule.target ?? 0) <= rule.priority)
    throw new KernelError('EINVAL', 'Backward goto not supported');
  const words = sameness(rule);
  if (rules.some((other) => sameness(other) === words)) throw new KernelError('EEXIST');
  const at = rules.findIndex(({ priority }) => priority > rule.priority);
  rules.splice(at < 0 ? rules.length : at, 0, rule);
  (namespace.rules ??= {})[of] = rules;
}

/** What tells rules apart. */
const FIELDS = [
  'priority',
  'source',
  'destination',
  'mark',
  'input',
  'output',
  'tos',
  'users',
  'transport',
  'sourcePorts',
  'destinationPorts',
  'not',
  'lookup',
  'target',
  'suppressed',
  'realms',
] as const satisfies readonly (keyof RoutingRule)[];

const sameness = (rule: RoutingRule): string => FIELDS.map((field) => JSON.stringify(rule[field])).join();

/** What `ip rule del` names. */
export type RuleQuery = Partial<RoutingRule>;

const QUERIED = [...FIELDS, 'protocol'] as const;

/** Deletes the first rule that is as a query says. Throws ENOENT where none is (linux: fib_delrule). */
export function deleteRule(namespace: Namespace, of: 4 | 6, query: RuleQuery): void {
  const rules = rulesOf(namespace, of);
  const at = rules.findIndex((rule) =>
    QUERIED.every(
      (field) => query[field] === undefined || JSON.stringify(query[field]) === JSON.stringify(rule[field]),
    ),
  );
  if (at < 0) throw new KernelError('ENOENT');
  (namespace.rules ??= {})[of] = rules.filter((_, i) => i !== at);
}
