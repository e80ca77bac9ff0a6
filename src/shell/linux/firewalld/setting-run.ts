import {
  addItem,
  bind,
  hasItem,
  rebind,
  removeItem,
  setFlag,
  unbind,
  zoneCalled,
  type Binding,
} from '../../../engine/firewalld/change.ts';
import { isActive, isBound } from '../../../engine/firewalld/daemon.ts';
import { FirewallError } from '../../../engine/firewalld/error.ts';
import { isZone, itemsOf, type Config, type Policy, type Zone } from '../../../engine/firewalld/settings.ts';
import {
  forwardPortsOf,
  icmpBlocksText,
  protocolsText,
  richRulesOf,
  servicesText,
  settingsText,
  sortedPorts,
} from './listing.ts';
import { serviceNamed } from '../names/services.ts';
import { ITEMS, type PortNames } from './read-item.ts';
import {
  answer,
  changeMeant,
  configOf,
  eachOf,
  inForce,
  meantIn,
  misused,
  print,
  success,
  type Session,
} from './session.ts';

/** What a zone or a policy is set to: asked, listed and changed. `undefined` where another kind of option was given. */
export function runSetting(session: Session): number | undefined {
  for (const [name, values] of session.options) {
    const [, verb = '', what = ''] = /^(add|remove|query|change|list|get|set)-(.+)$/.exec(name) ?? [];
    if (verb === 'list' && Object.hasOwn(LISTS, what)) return list(session, what);
    if (Object.hasOwn(ITEMS, what)) return withItems(session, verb, what, values);
    if (what === 'interface' || what === 'zone') return withBindings(session, verb, 'interfaces', values);
    if (what === 'source') return withBindings(session, verb, 'sources', values);
    if (what === 'ingress-zone' || what === 'egress-zone') return withZones(session, verb, what, values);
    if (what === 'forward' || what === 'icmp-block-inversion' || what === 'disable')
      return withFlag(session, verb, what);
    if (PROPERTIES.includes(what)) return withProperty(session, verb, what, values[0] ?? '');
  }
  return undefined;
}

const LISTS: Readonly<Record<string, (settings: Zone | Policy) => string>> = {
  services: servicesText,
  ports: (settings) => sortedPorts(itemsOf(settings, 'port')),
  'source-ports': (settings) => sortedPorts(itemsOf(settings, 'source-port')),
  protocols: protocolsText,
  'icmp-blocks': icmpBlocksText,
  'forward-ports': (settings) => forwardPortsOf(settings).join('\n'),
  'rich-rules': (settings) => richRulesOf(settings).join('\n'),
  interfaces: (settings) => zoneOnly(settings).interfaces.join(' '),
  sources: (settings) => zoneOnly(settings).sources.join(' '),
  'ingress-zones': (settings) => policyOnly(settings).ingress.toSorted().join(' '),
  'egress-zones': (settings) => policyOnly(settings).egress.toSorted().join(' '),
  all: () => '',
};

function zoneOnly(settings: Zone | Policy): Zone {
  if (!isZone(settings)) throw misused("Can't use --policy with zone only options.");
  return settings;
}

function policyOnly(settings: Zone | Policy): Policy {
  if (isZone(settings)) throw misused('Must use --policy/--policy-set with policy only options.');
  return settings;
}

function list(session: Session, what: string): number {
  const { call } = session;
  const settings = meantIn(session, configWithDefault(session));
  if (what === 'all') call.out(wholeText(session, settings));
  else return print(call, LISTS[what]?.(settings) ?? '');
  return 0;
}

/** The default zone is that which is in force, also where the files are asked. */
const configWithDefault = (session: Session): Config => ({
  ...configOf(session),
  defaultZone: inForce(session).defaultZone,
});

/** A zone or a policy as a whole. */
export function wholeText(session: Session, settings: Zone | Policy): string {
  const firewalld = inForce(session);
  const active = isZone(settings)
    ? isBound(settings) || settings.name === firewalld.defaultZone
    : isActive(firewalld, settings);
  return settingsText(settings, {
    isDefault: isZone(settings) && settings.name === firewalld.defaultZone,
    isActive: session.where === 'now' && active,
  });
}

const CLOCK_UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Milliseconds for which a setting is to last; undefined where it is to stay. */
function timeoutOf({ options, where }: Session): number | undefined {
  const [text = '0'] = options.get('timeout') ?? [];
  const [, count = '', unit = 's'] = /^(\d+)([smh])?$/i.exec(text) ?? [];
  if (count === '') throw misused(`'${text}' is wrong timeout value. Use for example '2m' or '1h'`);
  const seconds = Number(count) * (CLOCK_UNITS[unit.toLowerCase()] ?? 1);
  if (seconds === 0) return undefined;
  if (where === 'permanent') throw misused("Can't specify timeout for permanent action.");
  return seconds * 1000;
}

function withItems(session: Session, verb: string, what: string, values: readonly string[]): number {
  const { call, where } = session;
  const read = ITEMS[what] ?? ITEMS.masquerade;
  if (!read) return 0;
  const given = values.length === 0 ? [''] : values;
  const names: PortNames = (name, protocol) => serviceNamed(call, name, protocol)?.port;
  if (verb === 'query') {
    const settings = meantIn(session, configWithDefault(session));
    const answers = given.map((value) => hasItem(settings, read(value, names)));
    if (given.length === 1) return answer(call, answers[0] ?? false);
    for (const [i, value] of given.entries()) call.out(`'${value}': ${answers[i] ? 'yes' : 'no'}\n`);
    return 0;
  }
  const lasts = timeoutOf(session);
  return eachOf(session, given, (value) => {
    const item = read(value, names);
    changeMeant(session, (settings, config) => {
      if (verb === 'remove') removeItem(settings, item, where);
      else addItem(config, settings, item, where);
      if (lasts !== undefined && 'timeouts' in config && Array.isArray(config.timeouts))
        config.timeouts.push({ at: call.world().clock.now + lasts, zone: settings.name, item });
    });
  });
}

function withBindings(session: Session, verb: string, kind: Binding, values: readonly string[]): number {
  const { call, where } = session;
  if (verb === 'query') {
    const zone = zoneOnly(meantIn(session, configWithDefault(session)));
    return answer(
      call,
      values.every((value) => zone[kind].includes(value)),
    );
  }
  const named = session.options.has('zone');
  return eachOf(session, values, (value) =>
    changeMeant(session, (settings, config) => {
      const zone = zoneOnly(settings);
      if (verb === 'add') bind(config, zone, kind, value, where);
      else if (verb === 'change') rebind(config, zone, kind, value, where);
      else unbind(config, named || where === 'permanent' ? zone : undefined, kind, value, where);
    }),
  );
}

function withZones(session: Session, verb: string, what: string, values: readonly string[]): number {
  const side = what === 'ingress-zone' ? 'ingress' : 'egress';
  if (verb === 'query') {
    const policy = policyOnly(meantIn(session, configOf(session)));
    return answer(
      session.call,
      values.every((value) => policy[side].includes(value)),
    );
  }
  return eachOf(session, values, (value) =>
    changeMeant(session, (settings, config) => {
      const policy = policyOnly(settings);
      const has = policy[side].includes(value);
      if (verb === 'add' && has) throw new FirewallError('ALREADY_ENABLED', value);
      if (verb === 'remove' && !has) throw new FirewallError('NOT_ENABLED', value);
      if (verb === 'add') checkZones(config, policy, [...policy[side], value], side);
      policy[side] = verb === 'add' ? [...policy[side], value] : policy[side].filter((each) => each !== value);
    }),
  );
}

/** io/policy.py: Policy._check_config */
function checkZones(
  config: Config,
  { name, ingress, egress }: Policy,
  zones: readonly string[],
  side: 'ingress' | 'egress',
): void {
  const special = ['ANY', 'HOST'];
  for (const zone of zones) {
    if (!special.includes(zone) && !Object.hasOwn(config.zones, zone))
      throw new FirewallError('INVALID_ZONE', `Policy '${name}': '${zone}' not among existing zones`);
    if (zones.length > 1 && zones.some((each) => special.includes(each)))
      throw new FirewallError(
        'INVALID_ZONE',
        `Policy '${name}': '${side}_zones' may only contain one of: many regular zones, ANY, or HOST`,
      );
    if (zone === 'HOST' && (side === 'ingress' ? egress : ingress).includes('HOST'))
      throw new FirewallError(
        'INVALID_ZONE',
        `Policy '${name}': 'HOST' can only appear in either ingress or egress zones, but not both`,
      );
  }
}

function withFlag(session: Session, verb: string, what: 'forward' | 'icmp-block-inversion' | 'disable'): number {
  const { call, where } = session;
  const flag = what === 'forward' ? 'forward' : 'inversion';
  if (verb === 'query') {
    const settings = meantIn(session, configWithDefault(session));
    return answer(call, what === 'disable' ? policyOnly(settings).disabled : zoneOnly(settings)[flag]);
  }
  return eachOf(session, [''], () =>
    changeMeant(session, (settings) => {
      if (what === 'disable') policyOnly(settings).disabled = verb === 'add';
      else setFlag(zoneOnly(settings), flag, verb === 'add', where);
    }),
  );
}

const PROPERTIES = ['target', 'priority', 'ingress-priority', 'egress-priority'];
const ZONE_TARGETS = ['ACCEPT', '%%REJECT%%', 'DROP', 'default'];
const POLICY_TARGETS = ['ACCEPT', 'REJECT', 'DROP', 'CONTINUE'];

function withProperty(session: Session, verb: string, what: string, value: string): number {
  const { call, where } = session;
  if (where === 'now') throw misused('Option can be used only with --permanent.');
  if (verb === 'get') {
    const settings = meantIn(session, configWithDefault(session));
    const target = isZone(settings) && settings.target === '%%REJECT%%' ? 'REJECT' : settings.target;
    if (what === 'target') return print(call, target);
    if (what === 'priority') return print(call, String(policyOnly(settings).priority));
    return print(call, String(zoneOnly(settings)[what === 'ingress-priority' ? 'ingressPriority' : 'egressPriority']));
  }
  changeMeant(session, (settings) => {
    if (what === 'target') settings.target = checkTarget(settings, value);
    else setPriority(settings, what, value);
  });
  return success(call);
}

function checkTarget(settings: Zone | Policy, value: string): string {
  const wanted = isZone(settings) && value === 'REJECT' ? '%%REJECT%%' : value;
  if (!(isZone(settings) ? ZONE_TARGETS : POLICY_TARGETS).includes(wanted))
    throw new FirewallError(
      'INVALID_TARGET',
      isZone(settings)
        ? `Zone '${settings.name}': invalid target '${value}'`
        : `Policy '${settings.name}': '${value}' is invalid target`,
    );
  return wanted;
}

function setPriority(settings: Zone | Policy, what: string, value: string): void {
  const priority = Number(value);
  const within = /^-?\d+$/.test(value) && priority >= -32_768 && priority <= 32_767;
  if (!within || (!isZone(settings) && priority === 0))
    throw new FirewallError(
      'INVALID_PRIORITY',
      isZone(settings)
        ? `Zone '${settings.name}': ${value} is invalid priority. Must be in range [-32768, 32767].`
        : `Policy '${settings.name}': ${value} is invalid priority. Must be in range [-32768, 32767]. The following are reserved: [0]`,
    );
  if (what === 'priority') policyOnly(settings).priority = priority;
  else zoneOnly(settings)[what === 'ingress-priority' ? 'ingressPriority' : 'egressPriority'] = priority;
}

/** The zone that devices or sources belong to. */
export function zonesOf({ call, ...session }: Session, kind: Binding, values: readonly string[]): number {
  const config = configOf({ call, ...session });
  for (const value of values) {
    const zone = Object.values(config.zones).find((each) => each[kind].includes(value));
    if (values.length > 1) call.err(`${value}: ${zone?.name ?? 'no zone'}\n`);
    else if (zone) return print(call, zoneCalled(config, zone.name).name);
    else {
      call.err('no zone\n');
      return 2;
    }
  }
  return 0;
}
