import type { Base, Statement } from '../../kernel/netfilter/nft/ruleset.ts';
import type { Hook } from '../../kernel/netfilter/table.ts';
import { deniedLog, rulesOfItem, type ItemRule, type Surroundings } from './item-rules.ts';
import { chainsOfPolicy, chainsOfZone, namesOf, SUFFIXES } from './names.ts';
import type { Firewalld, Policy, Zone } from './settings.ts';
import * as nft from './statements.ts';

/** A chain as it is to be. */
export interface WantedChain {
  readonly name: string;
  readonly hook?: Hook;
  readonly base?: Base;
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly rules: readonly (readonly Statement[])[];
}

/**
 * All chains that a firewalld wants, in the order in which they come to be (core/nftables.py, fw_zone.py, fw_policy.py). A packet is
 * dispatched by where it comes from, then by where it goes, to what the two zones and the policies between them say.
 */
export function rulesetOf(firewalld: Firewalld): WantedChain[] {
  const zones = appliedZones(firewalld);
  const itemRules = [...zones, ...appliedPolicies(firewalld)].flatMap((each) => rulesOf(firewalld, each));
  const chains = [...baseChains(firewalld, zones)];
  const before: Zone[] = [];
  for (const { kind, name } of firewalld.applied) {
    const zone = kind === 'zone' ? firewalld.zones[name] : undefined;
    const policy = kind === 'policy' ? firewalld.policies[name] : undefined;
    if (zone) {
      before.push(zone);
      chains.push(...dispatchChains(firewalld, zones, zone, before));
      chains.push(
        ...chainsOfZone(zone).flatMap((chain) => partsOf(chain, inputEnd(firewalld, zone, chain), itemRules)),
      );
    } else if (policy)
      chains.push(
        ...chainsOfPolicy(policy).flatMap((chain) => partsOf(chain, policyEnd(firewalld, policy, chain), itemRules)),
      );
  }
  return chains;
}

const appliedOf = <T>({ applied }: Firewalld, wanted: 'zone' | 'policy', all: Readonly<Record<string, T>>): T[] =>
  applied.flatMap(({ kind, name }) => {
    const found = kind === wanted ? all[name] : undefined;
    return found === undefined ? [] : [found];
  });

const appliedZones = (firewalld: Firewalld): Zone[] => appliedOf(firewalld, 'zone', firewalld.zones);
const appliedPolicies = (firewalld: Firewalld): Policy[] => appliedOf(firewalld, 'policy', firewalld.policies);

/** NFT_HOOK_OFFSET: rules of iptables come first, and what they drop is dropped; what they let pass may be refused here. */
const OFFSET = 10;
const HOOKS: readonly (readonly [table: 'mangle' | 'nat' | 'filter', hook: Hook, priority: number])[] = [
  ['mangle', 'PREROUTING', -150],
  ['nat', 'PREROUTING', -100],
  ['nat', 'POSTROUTING', 100],
  ['nat', 'OUTPUT', -100],
  ['filter', 'PREROUTING', 0],
  ['filter', 'INPUT', 0],
  ['filter', 'FORWARD', 0],
  ['filter', 'OUTPUT', 0],
];

/** What a hook is called in the names of chains (core/base.py: SHORTCUTS). */
const SHORT: Readonly<Record<Hook, string>> = {
  PREROUTING: 'PRE',
  POSTROUTING: 'POST',
  INPUT: 'IN',
  FORWARD: 'FWD',
  OUTPUT: 'OUT',
};

function baseChains(firewalld: Firewalld, zones: readonly Zone[]): WantedChain[] {
  const dispatched = (table: string, hook: Hook): WantedChain => ({
    name: `${table}_${hook}_dispatch`,
    rules: firstDispatch(firewalld, zones, table, hook),
  });
  return [
    ...HOOKS.flatMap(([table, hook, priority]): WantedChain[] => {
      const name = `${table}_${hook}`;
      const base: Base = { type: table === 'nat' ? 'nat' : 'filter', priority: priority + OFFSET };
      if (table === 'filter') return [{ name, hook, base, rules: filterRules(firewalld, hook) }];
      return [{ name, hook, base, rules: [[nft.jump(`${name}_dispatch`)]] }, dispatched(table, hook)];
    }),
    ...(['INPUT', 'FORWARD', 'OUTPUT'] as const).map((hook) => dispatched('filter', hook)),
  ];
}

function filterRules({ logDenied }: Firewalld, hook: Hook): Statement[][] {
  const told = (prefix: string, ...first: readonly Statement[]): Statement[][] => {
    const log = deniedLog(logDenied, prefix);
    return log ? [[...first, ...log]] : [];
  };
  const known = [nft.ctState('established', 'related'), nft.accept];
  const own = nft.device(hook === 'OUTPUT' ? 'oifname' : 'iifname', 'lo');
  const invalid = nft.ctState('invalid');
  const dispatch = [nft.jump(`filter_${hook}_dispatch`)];
  const embedded = hook === 'INPUT' ? [] : embeddedRule(logDenied);
  switch (hook) {
    case 'PREROUTING': {
      const reverse = [nft.nfproto('ipv6'), nft.noWayBack];
      const log = logDenied === 'off' ? [] : [nft.log('rpfilter_DROP: ')];
      return [
        [nft.neighbourly, nft.accept],
        [...reverse, ...log, nft.drop],
      ];
    }
    case 'OUTPUT':
      return [known, [nft.translated, nft.accept], [own, nft.accept], ...embedded, dispatch];
    default:
      return [
        known,
        [nft.translated, nft.accept],
        [own, nft.accept],
        ...told('STATE_INVALID_DROP', invalid),
        [invalid, nft.drop],
        ...embedded,
        dispatch,
        ...told('FINAL_REJECT'),
        [nft.rejectProhibited],
      ];
  }
}

function embeddedRule(logDenied: string): Statement[][] {
  const log = logDenied === 'unicast' || logDenied === 'all' ? [nft.log('RFC3964_IPv4_REJECT: ')] : [];
  return [[nft.embeddedIpv4, ...log, nft.rejectAddress]];
}

/** What belongs to a zone: a device, a source, or with neither all that belongs to none. */
interface Binding {
  readonly zone: Zone;
  readonly device?: string;
  readonly source?: string;
}

/** Sources before devices, by the zones' priorities and names; what is left goes to the default zone. */
function bindingsOf(
  firewalld: Firewalld,
  zones: readonly Zone[],
  side: 'ingressPriority' | 'egressPriority',
): Binding[] {
  const found = zones.flatMap((zone): Binding[] => [
    ...zone.sources.map((source) => ({ zone, source })),
    ...zone.interfaces.map((device) => ({ zone, device })),
  ]);
  const key = ({ zone, device, source }: Binding): string =>
    `${source === undefined ? 2 : 1} ${zone.name} ${source ?? device}`;
  found.sort((a, b) => a.zone[side] - b.zone[side] || (key(a) < key(b) ? -1 : 1));
  const rest = firewalld.zones[firewalld.defaultZone];
  return rest ? [...found, { zone: rest }] : found;
}

const matchOf = ({ device, source }: Binding, way: 'in' | 'out', sets: Pick<Firewalld, 'ipsets'>): Statement[] =>
  source !== undefined
    ? [nft.place(way === 'in' ? 'saddr' : 'daddr', source, sets)]
    : device !== undefined && device !== '+'
      ? [nft.device(way === 'in' ? 'iifname' : 'oifname', device)]
      : [];

/** By where a packet comes from, or of what this host sends by where it goes. */
function firstDispatch(firewalld: Firewalld, zones: readonly Zone[], table: string, hook: Hook): Statement[][] {
  const lead = `${table}_${SHORT[hook]}`;
  const sends = hook === 'OUTPUT';
  return bindingsOf(firewalld, zones, sends ? 'egressPriority' : 'ingressPriority').map((binding) => {
    const { name } = binding.zone;
    const chain = {
      PREROUTING: `${lead}_${name}_dispatch`,
      INPUT: `${lead}_${name}_to_HOST`,
      OUTPUT: `${lead}_HOST_to_${name}`,
      FORWARD: `${lead}_${name}_dispatch_stage2`,
      POSTROUTING: `${lead}_${name}_dispatch_stage2`,
    }[hook];
    return [...matchOf(binding, sends ? 'out' : 'in', firewalld), nft.jump(chain)];
  });
}

/** The chains that lead from one zone on: to this host, from it, and to and from the zones that were there before. */
function dispatchChains(
  firewalld: Firewalld,
  zones: readonly Zone[],
  zone: Zone,
  before: readonly Zone[],
): WantedChain[] {
  const { name } = zone;
  const others = before.filter((each) => each !== zone);
  const second = ['filter_FWD', 'nat_POST'].map((lead) => ({
    name: `${lead}_${name}_dispatch_stage2`,
    rules: bindingsOf(firewalld, zones, 'egressPriority').map((binding) => [
      ...matchOf(binding, 'out', firewalld),
      nft.jump(`${lead}_${name}_to_${binding.zone.name}`),
    ]),
  }));
  const pair = (from: Zone, to: Zone): WantedChain[] => [
    led(firewalld, `filter_FWD_${from.name}_to_${to.name}`, from.name, to.name, `filter_FWD_${from.name}`, from),
    led(firewalld, `nat_POST_${from.name}_to_${to.name}`, from.name, to.name, `nat_POST_${to.name}`, undefined),
  ];
  return [
    ...second,
    led(firewalld, `filter_IN_${name}_to_HOST`, name, 'HOST', `filter_IN_${name}`, zone),
    led(firewalld, `nat_PRE_${name}_dispatch`, name, undefined, `nat_PRE_${name}`, undefined),
    led(firewalld, `mangle_PRE_${name}_dispatch`, name, undefined, `mangle_PRE_${name}`, undefined),
    led(firewalld, `filter_OUT_HOST_to_${name}`, 'HOST', name, `filter_OUT_${name}`, undefined),
    led(firewalld, `nat_OUT_HOST_to_${name}`, 'HOST', name, `nat_OUT_${name}`, undefined),
    ...[...others, zone].flatMap((to) => pair(zone, to)),
    ...others.flatMap((from) => pair(from, zone)),
  ];
}

const concerns = (zones: readonly string[], name: string): boolean =>
  zones.includes(name) || (name !== 'HOST' && zones.includes('ANY'));

/** A chain that leads to the policies between two zones by their priorities, the zones' own being 0, and what becomes of the rest. */
function led(
  firewalld: Firewalld,
  name: string,
  from: string,
  to: string | undefined,
  own: string,
  decides: Zone | undefined,
): WantedChain {
  const lead = name.slice(0, name.indexOf('_', name.indexOf('_') + 1));
  const reached = (policy: Policy): boolean =>
    concerns(policy.ingress, from) &&
    (to === undefined
      ? policy.egress.some((zone) => zone === 'HOST' || zone === 'ANY' || isApplied(firewalld, zone))
      : concerns(policy.egress, to));
  const jumps = [
    ...appliedPolicies(firewalld)
      .filter((policy) => reached(policy) && chainsOfPolicy(policy).includes(`${lead}_policy_${policy.name}`))
      .map((policy) => ({ priority: policy.priority, chain: `${lead}_policy_${policy.name}` })),
    { priority: 0, chain: own },
  ].sort((a, b) => a.priority - b.priority);
  return { name, rules: [...jumps.map(({ chain }) => [nft.jump(chain)]), ...rest(firewalld, lead, decides)] };
}

export const isApplied = ({ applied }: Firewalld, zone: string): boolean =>
  applied.some(({ kind, name }) => kind === 'zone' && name === zone);

/** What becomes of packets that nothing has decided: a zone says it of those that come from there. */
function rest({ logDenied }: Firewalld, lead: string, zone: Zone | undefined): Statement[][] {
  if (!zone || zone.target === 'ACCEPT') return [[nft.accept]];
  const log = deniedLog(logDenied, `${lead}_${zone.name}_${zone.target === 'DROP' ? 'DROP' : 'REJECT'}`);
  return [...(log ? [log] : []), [zone.target === 'DROP' ? nft.drop : nft.rejectProhibited]];
}

/** ICMP to this host is let in, or with the inversion refused, unless the zone decides of all by itself. */
function inputEnd({ logDenied }: Firewalld, zone: Zone, chain: string): Statement[][] {
  if (chain !== namesOf(zone).filter) return [];
  const { inversion, target } = zone;
  if (target === 'DROP' || target === '%%REJECT%%' || (!inversion && target === 'ACCEPT')) return [];
  if (!inversion) return [[nft.anyIcmp, nft.accept]];
  const log = deniedLog(logDenied, `filter_zone_${zone.name}_HOST_ICMP_BLOCK`);
  return [...(log ? [[nft.anyIcmp, ...log]] : []), [nft.anyIcmp, nft.rejectProhibited]];
}

function policyEnd({ logDenied }: Firewalld, policy: Policy, chain: string): Statement[][] {
  const { target } = policy;
  if (chain !== namesOf(policy).filter || target === 'CONTINUE') return [];
  if (target === 'ACCEPT') return [[nft.accept]];
  const log = deniedLog(logDenied, `${chain}_${target}`);
  return [...(log ? [log] : []), [target === 'DROP' ? nft.drop : nft.rejectProhibited]];
}

/** A chain of a zone or a policy, and its five parts. */
function partsOf(chain: string, end: Statement[][], rules: readonly ItemRule[]): WantedChain[] {
  const parts = SUFFIXES.map((suffix) => `${chain}_${suffix}`);
  return [
    { name: chain, rules: [...parts.map((part) => [nft.jump(part)]), ...end] },
    ...parts.map((part) => ({ name: part, rules: within(part, rules) })),
  ];
}

/** The rules of one chain by their priorities, each once. */
function within(chain: string, rules: readonly ItemRule[]): (readonly Statement[])[] {
  const own = rules.filter((rule) => rule.chain === chain).sort((a, b) => a.priority - b.priority);
  const known = new Set<string>();
  return own.flatMap(({ statements, family }) => {
    const key = JSON.stringify([statements, family]);
    if (known.has(key)) return [];
    known.add(key);
    return [statements];
  });
}

function rulesOf(firewalld: Firewalld, settings: Zone | Policy): ItemRule[] {
  const zone = 'interfaces' in settings ? settings : undefined;
  const around: Surroundings = {
    names: namesOf(settings),
    logDenied: firewalld.logDenied,
    known: firewalld,
    inversion: zone?.inversion ?? false,
    policy: zone ? `zone_${zone.name}_HOST` : settings.name,
  };
  return [
    ...settings.items.flatMap((item) => rulesOfItem(item, around)),
    ...(zone ? forwardRules(zone, firewalld) : []),
  ];
}

/** Within a zone packets may pass from one of its devices and sources to another. */
function forwardRules({ name, forward, interfaces, sources }: Zone, sets: Pick<Firewalld, 'ipsets'>): ItemRule[] {
  if (!forward) return [];
  const chain = `filter_FWD_${name}_allow`;
  return [
    ...interfaces.map((device) => nft.device('oifname', device)),
    ...sources.map((source) => nft.place('daddr', source, sets)),
  ].map((where) => ({ chain, statements: [where, nft.accept], priority: 0 }));
}
