import type { Limit, Statement } from '../../kernel/netfilter/nft/ruleset.ts';
import { icmpKind } from './icmp.ts';
import type { Names, Suffix } from './names.ts';
import { familyOf, ipsetCalled, sourceSet } from './ipset.ts';
import type { RichAddress, RichLimit, RichRule } from './rich.ts';
import { HELPERS, serviceCalled, type Service } from './service.ts';
import type { Config, Item } from './settings.ts';
import * as nft from './statements.ts';
import { versionOf, type IpVersion } from './values.ts';

/** A rule that an item comes to, and the chain for it. */
export interface ItemRule {
  readonly chain: string;
  readonly statements: readonly Statement[];
  /** Of rich rules: those of a chain stand in this order. */
  readonly priority: number;
  /** Of rich rules: the family that is named. Rules that differ by it alone are two, also where nft reads them alike. */
  readonly family?: IpVersion | undefined;
}

export interface Surroundings {
  readonly names: Names;
  readonly logDenied: string;
  readonly known: Pick<Config, 'ipsets' | 'services'>;
  /** ICMP is refused but for what is named. */
  readonly inversion: boolean;
  /** In the order of the log's prefix. */
  readonly policy: string;
}

const plain = (chain: string, ...statements: readonly Statement[]): ItemRule => ({ chain, statements, priority: 0 });

/** The rules of an item (core/nftables.py: build_policy_…_rules). */
export function rulesOfItem(item: Item, around: Surroundings): ItemRule[] {
  const { names } = around;
  const allowed = `${names.filter}_allow`;
  switch (item.kind) {
    case 'service':
      return serviceRules(item.name, allowed, around);
    case 'port':
      return [plain(allowed, ...nft.port(item), nft.accept)];
    case 'source-port':
      return [plain(allowed, ...nft.port(item, 'sport'), nft.accept)];
    case 'protocol':
      return [plain(allowed, nft.l4proto(item.value), nft.accept)];
    case 'masquerade':
      return [plain(`${names.post}_allow`, nft.nfproto('ipv4'), nft.device('oifname', 'lo', true), nft.masquerade)];
    case 'forward-port': {
      const version = versionOf(item.toAddress) ?? 'ipv4';
      const to = nft.forward(item.toAddress, item.toPort);
      return [plain(`${names.pre}_allow`, nft.nfproto(version), ...nft.port(item), to)];
    }
    case 'icmp-block':
      return VERSIONS.flatMap((version) => blockRules(item.name, version, around));
    case 'rule':
      return richRules(item.rule, around);
  }
}

const VERSIONS: readonly IpVersion[] = ['ipv4', 'ipv6'];

/** A service with all that it includes, those first; each once. */
function includedIn(
  name: string,
  known: Surroundings['known'],
  seen: readonly string[] = [],
): readonly (readonly [string, Service])[] {
  const service = serviceCalled(known, name);
  if (!service || seen.includes(name)) return [];
  const within = service.includes.reduce<readonly (readonly [string, Service])[]>(
    (found, each) => [...found, ...includedIn(each, known, [...seen, name, ...found.map(([other]) => other)])],
    [],
  );
  return [...within, [name, service]];
}

/** Where a service's packets go; one entry without an address where that does not matter. */
const destinationsOf = ({ destination }: Service, versions = VERSIONS): (string | undefined)[] =>
  Object.keys(destination).length === 0
    ? [undefined]
    : versions.flatMap((version) => {
        const where = destination[version];
        return where === undefined ? [] : [where];
      });

/** What a service's packets look like, kind by kind. */
const shapesOf = ({ ports, protocols, sourcePorts }: Service): Statement[][] => [
  ...ports.map((port) => nft.port(port)),
  ...protocols.map((protocol) => [nft.l4proto(protocol)]),
  ...sourcePorts.map((port) => nft.port(port, 'sport')),
];

function helperRules(service: Service, chain: string, destination: readonly Statement[]): ItemRule[] {
  return service.helpers.flatMap((name) =>
    (HELPERS[name]?.ports ?? []).map((port) =>
      plain(chain, ...destination, ...nft.port(port), nft.helper(`helper-${name}-${port.protocol}`)),
    ),
  );
}

function serviceRules(name: string, chain: string, { known }: Surroundings): ItemRule[] {
  return includedIn(name, known).flatMap(([, service]) =>
    destinationsOf(service).flatMap((where) => {
      const to = where === undefined ? [] : [nft.address('daddr', where)];
      return [
        ...helperRules(service, chain, to),
        ...shapesOf(service).map((shape) => plain(chain, ...to, ...shape, nft.accept)),
      ];
    }),
  );
}

/** What is told of packets that are refused; nothing where that is off. */
export function deniedLog(logDenied: string, prefix: string): Statement[] | undefined {
  if (logDenied === 'off') return undefined;
  const told = nft.toThisHost(logDenied);
  return [...(told ? [told] : []), nft.log(`${prefix}: `)];
}

function blockRules(
  name: string,
  version: IpVersion,
  { names, inversion, logDenied, policy }: Surroundings,
): ItemRule[] {
  const kind = icmpKind(name, version);
  if (!kind) return [];
  const shape = nft.icmp(version, kind);
  if (inversion) return [plain(`${names.filter}_allow`, ...shape, nft.accept)];
  const chain = `${names.filter}_deny`;
  const told = deniedLog(logDenied, `filter_${policy}_ICMP_BLOCK`);
  return [...(told ? [plain(chain, ...shape, ...told)] : []), plain(chain, ...shape, nft.rejectProhibited)];
}

const UNITS: Readonly<Record<RichLimit['unit'], Limit['unit']>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

const limited = (limit: RichLimit | undefined): Statement[] =>
  limit ? [nft.limit(limit.rate, UNITS[limit.unit], limit.burst)] : [];

function addressed(field: 'saddr' | 'daddr', address: RichAddress | undefined, { known }: Surroundings): Statement[] {
  if (!address) return [];
  const { kind, value, not } = address;
  return [kind === 'ipset' ? nft.inSet(field, ipsetCalled(known, value), not) : nft.address(field, value, not)];
}

/** Whether statements say by themselves of which family a packet is. */
const tellsFamily = (statements: readonly Statement[]): boolean =>
  statements.some(
    (statement) =>
      statement.kind === 'match' &&
      (statement.left.kind === 'concat' ? statement.left.parts : [statement.left]).some(
        (part) => part.kind === 'payload' && ['ip', 'ip6', 'icmp', 'icmpv6'].includes(part.protocol),
      ),
  );

/** The family that a rule names, or else that of the set which its packets come from. */
function familyIn({ family, source }: RichRule, { known }: Surroundings): IpVersion | undefined {
  return family ?? (source?.kind === 'ipset' ? familyOf(sourceSet(known, source.value)) : undefined);
}

function richRules(given: RichRule, around: Surroundings): ItemRule[] {
  const family = familyIn(given, around);
  const rule: RichRule = { ...given, ...(family && { family }) };
  const { element } = rule;
  const rules = shapesOfRich(rule, around).flatMap(({ to = [], shape }) => {
    const from = [
      ...addressed('daddr', rule.destination, around),
      ...to,
      ...addressed('saddr', rule.source, around),
      ...shape,
    ];
    const whole = family && !tellsFamily(from) ? [nft.nfproto(family), ...from] : from;
    const helpers =
      element?.kind === 'service' && rule.action?.kind === 'accept' ? helpersOf(element.name, shape, around) : [];
    return [...helpers, ...decisionsOf(rule, whole, around)];
  });
  return rules.map((each) => ({ ...each, family: given.family }));
}

function helpersOf(name: string, shape: readonly Statement[], { names, known }: Surroundings): ItemRule[] {
  const service = serviceCalled(known, name);
  if (!service || JSON.stringify(shapesOf(service)[0]) !== JSON.stringify(shape)) return [];
  return helperRules(service, `${names.filter}_allow`, []);
}

/** What the packets of a rule's element look like, kind by kind, and where they go where the element says it. */
function shapesOfRich(
  rule: RichRule,
  { known }: Surroundings,
): readonly { to?: Statement[]; shape: readonly Statement[] }[] {
  const { element, family } = rule;
  const versions = family ? [family] : VERSIONS;
  switch (element?.kind) {
    case 'service':
      return includedIn(element.name, known).flatMap(([, service]) =>
        destinationsOf(service, versions).flatMap((where) =>
          shapesOf(service).map((shape) => ({
            ...(where !== undefined && { to: [nft.address('daddr', where)] }),
            shape,
          })),
        ),
      );
    case 'port':
    case 'forward-port':
      return [{ shape: nft.port(element) }];
    case 'source-port':
      return [{ shape: nft.port(element, 'sport') }];
    case 'protocol':
      return [{ shape: [nft.l4proto(element.value)] }];
    case 'icmp-block':
    case 'icmp-type':
      return versions.flatMap((version) => {
        const kind = icmpKind(element.name, version);
        return kind ? [{ shape: nft.icmp(version, kind) }] : [];
      });
    default:
      return [{ shape: [] }];
  }
}

function suffixOf({ priority, element, action }: RichRule): Suffix {
  if (priority !== 0) return priority < 0 ? 'pre' : 'post';
  if (element?.kind === 'icmp-block') return 'deny';
  if (element?.kind === 'masquerade' || element?.kind === 'forward-port') return 'allow';
  return action?.kind === 'accept' || action?.kind === 'mark' ? 'allow' : 'deny';
}

const LEVELS: Readonly<Record<string, number>> = {
  emerg: 0,
  alert: 1,
  crit: 2,
  error: 3,
  warning: 4,
  notice: 5,
  info: 6,
  debug: 7,
};

/** What is done with packets that a rule means: told, then decided. */
function decisionsOf(rule: RichRule, shape: readonly Statement[], { names }: Surroundings): ItemRule[] {
  const { priority, log, audit, action, element } = rule;
  const within = (chain: string, suffix: Suffix, ...more: readonly Statement[]): ItemRule => ({
    chain: `${chain}_${suffix}`,
    statements: [...shape, ...more],
    priority,
  });
  const suffix = suffixOf(rule);
  const watched: Suffix = priority === 0 ? 'log' : suffix;
  const told = [
    ...(log
      ? [within(names.filter, watched, ...limited(log.limit), nft.log(log.prefix, LEVELS[log.level], log.nflog))]
      : []),
    ...(audit ? [within(names.filter, watched, ...limited(audit.limit), nft.log('', AUDIT))] : []),
  ];
  if (element?.kind === 'masquerade')
    return [within(names.post, suffix, nft.device('oifname', 'lo', true), nft.masquerade)];
  if (element?.kind === 'forward-port')
    return [within(names.pre, suffix, nft.forward(element.toAddress, element.toPort))];
  if (element?.kind === 'icmp-block') return [...told, within(names.filter, suffix, nft.rejectProhibited)];
  if (!action) return told;
  const bound = limited(action.limit);
  switch (action.kind) {
    case 'mark':
      return [...told, within(names.mangle, suffix, ...bound, nft.mark(action.set))];
    case 'reject':
      return [...told, within(names.filter, suffix, ...bound, ...nft.refusal(action.type, rule.family))];
    default:
      return [...told, within(names.filter, suffix, ...bound, action.kind === 'accept' ? nft.accept : nft.drop)];
  }
}

/** Told to the audit's log. */
const AUDIT = 8;
