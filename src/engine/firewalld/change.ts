import { own, put } from '../../kernel/own.ts';
import { FirewallError } from './error.ts';
import { ICMP_NAMES } from './icmp.ts';
import { richText } from './rich.ts';
import { checkKnown } from './check.ts';
import { setNamed, sourceSet } from './ipset.ts';
import { itemKey, type Config, type Item, type Policy, type Settings, type Zone } from './settings.ts';
import { checkInterface, checkPort, checkSource, portRange, portText } from './values.ts';

/** Where a setting is changed: in what is in force, or in the files (`--permanent`), which tell of it in fewer words. */
export type Where = 'now' | 'permanent';

/** @throws FirewallError where there is no such zone */
export function zoneCalled({ zones }: Pick<Config, 'zones'>, name: string): Zone {
  const zone = own(zones, name);
  if (!zone) throw new FirewallError('INVALID_ZONE', name);
  return zone;
}

/** @throws FirewallError where there is no such policy */
export function policyCalled({ policies }: Pick<Config, 'policies'>, name: string): Policy {
  const policy = own(policies, name);
  if (!policy) throw new FirewallError('INVALID_POLICY', name);
  return policy;
}

/** An item as errors name it. */
function toldItem(item: Item): string {
  switch (item.kind) {
    case 'service':
    case 'icmp-block':
      return item.name;
    case 'port':
    case 'source-port':
      return `${item.port}:${item.protocol}`;
    case 'protocol':
      return item.value;
    case 'masquerade':
      return 'masquerade';
    case 'forward-port':
      return `${item.port}:${item.protocol}:${item.toPort}:${item.toAddress}`;
    case 'rule':
      return richText(item.rule);
  }
}

function already(settings: Settings, told: string, where: Where, plain = false): FirewallError {
  const detail =
    where === 'permanent'
      ? told
      : plain
        ? `${told} already enabled in '${settings.name}'`
        : `'${told}' already in '${settings.name}'`;
  return new FirewallError('ALREADY_ENABLED', detail);
}

function missing(settings: Settings, told: string, where: Where, plain = false): FirewallError {
  const detail =
    where === 'permanent'
      ? told
      : plain
        ? `${told} not enabled in '${settings.name}'`
        : `'${told}' not in '${settings.name}'`;
  return new FirewallError('NOT_ENABLED', detail);
}

/** @throws FirewallError where an item names what firewalld does not know */
function checkItem(config: Config, settings: Zone | Policy, item: Item, where: Where): void {
  checkKnown(config, item, where === 'permanent' ? settings : undefined);
  if (item.kind === 'icmp-block' && !ICMP_NAMES.includes(item.name))
    throw new FirewallError('INVALID_ICMPTYPE', item.name);
  if (item.kind === 'port' || item.kind === 'source-port') checkPort(item.port, item.protocol);
}

type Ported = Extract<Item, { kind: 'port' | 'source-port' }>;
const isPorted = (item: Item): item is Ported => item.kind === 'port' || item.kind === 'source-port';
type Range = readonly [number, number];

const rangeOf = ({ port }: Ported): Range => portRange(port) ?? [0, 0];

/** The items of the same kind and protocol. */
const alike = ({ items }: Settings, item: Ported): Ported[] =>
  items.filter((each): each is Ported => isPorted(each) && each.kind === item.kind && each.protocol === item.protocol);

/** Whether a zone or a policy is set to an item; a port may be within a range. */
export function hasItem(settings: Settings, item: Item): boolean {
  if (!isPorted(item)) return settings.items.some((each) => itemKey(each) === itemKey(item));
  const [first, last] = rangeOf(item);
  return alike(settings, item).some((each) => rangeOf(each)[0] <= first && last <= rangeOf(each)[1]);
}

/** Adds an item. @throws FirewallError where it is there already, or cannot be */
export function addItem(config: Config, settings: Zone | Policy, item: Item, where: Where): void {
  checkItem(config, settings, item, where);
  if (hasItem(settings, item)) throw already(settings, toldItem(item), where, item.kind === 'masquerade');
  if (!isPorted(item)) {
    settings.items.push(item);
    return;
  }
  // Ranges that overlap become one.
  const met = alike(settings, item).filter((each) => {
    const [[first, last], [from, to]] = [rangeOf(each), rangeOf(item)];
    return first <= to && from <= last;
  });
  const all = [item, ...met].map(rangeOf);
  const whole: Range = [Math.min(...all.map(([first]) => first)), Math.max(...all.map(([, last]) => last))];
  settings.items = [
    ...settings.items.filter((each) => !met.includes(each as Ported)),
    { ...item, port: portText(whole) },
  ];
}

/** Removes an item; of a range what is around it stays. @throws FirewallError where it is not there */
export function removeItem(settings: Settings, item: Item, where: Where): void {
  if (!hasItem(settings, item)) throw missing(settings, toldItem(item), where, item.kind === 'masquerade');
  if (!isPorted(item)) {
    settings.items = settings.items.filter((each) => itemKey(each) !== itemKey(item));
    return;
  }
  const [from, to] = rangeOf(item);
  const met = alike(settings, item).filter((each) => rangeOf(each)[0] <= to && from <= rangeOf(each)[1]);
  const left = met.flatMap((each) => {
    const [first, last] = rangeOf(each);
    const parts: Range[] = [
      [first, from - 1],
      [to + 1, last],
    ];
    return parts.filter(([start, end]) => start <= end).map((range) => ({ ...item, port: portText(range) }));
  });
  settings.items = [...settings.items.filter((each) => !met.includes(each as Ported)), ...left];
}

export type Binding = 'interfaces' | 'sources';

const upper = (kind: Binding, name: string): string =>
  kind === 'sources' && /^([0-9a-f]{2}:){5}/i.test(name) ? name.toUpperCase() : name;

/** Has a device or a source belong to a zone. @throws FirewallError where it belongs to one already */
export function bind(config: Config, zone: Zone, kind: Binding, name: string, where: Where): void {
  const wanted = upper(kind, name);
  const set = kind === 'sources' ? setNamed(wanted) : undefined;
  if (kind === 'interfaces') checkInterface(wanted);
  else if (set === undefined) checkSource(wanted);
  else if (where === 'now') sourceSet(config, set);
  const holder = Object.values(config.zones).find((each) => each[kind].includes(wanted));
  if (holder === zone)
    throw where === 'permanent'
      ? new FirewallError('ALREADY_ENABLED', wanted)
      : new FirewallError('ZONE_ALREADY_SET', `'${wanted}' already bound to '${zone.name}'`);
  if (holder)
    throw new FirewallError(
      'ZONE_CONFLICT',
      where === 'permanent'
        ? wanted
        : kind === 'interfaces'
          ? `'${wanted}' already bound to '${holder.name}'`
          : `'${wanted}' already bound to a zone`,
    );
  zone[kind].push(wanted);
}

/** Has it belong to the zone, whichever it belonged to. */
export function rebind(config: Config, zone: Zone, kind: Binding, name: string, where: Where): void {
  const wanted = upper(kind, name);
  if (zone[kind].includes(wanted)) return;
  for (const each of Object.values(config.zones)) each[kind] = each[kind].filter((other) => other !== wanted);
  bind(config, zone, kind, wanted, where);
}

/** @throws FirewallError where it does not belong to the zone */
export function unbind(config: Config, zone: Zone | undefined, kind: Binding, name: string, where: Where): void {
  const wanted = upper(kind, name);
  const set = kind === 'sources' && where === 'now' ? setNamed(wanted) : undefined;
  if (set !== undefined) sourceSet(config, set);
  const holder = Object.values(config.zones).find((each) => each[kind].includes(wanted));
  if (where === 'permanent' && holder !== zone) throw new FirewallError('NOT_ENABLED', wanted);
  const what = kind === 'interfaces' ? 'interface' : 'source';
  if (!holder)
    throw new FirewallError(
      what === 'interface' ? 'UNKNOWN_INTERFACE' : 'UNKNOWN_SOURCE',
      `'${wanted}' is not in any zone`,
    );
  if (zone && holder !== zone)
    throw new FirewallError(
      'ZONE_CONFLICT',
      `remove_${what}(${zone.name}, ${wanted}): ${what === 'interface' ? 'zoi' : 'zos'}='${holder.name}'`,
    );
  holder[kind] = holder[kind].filter((each) => each !== wanted);
}

/** Switches a yes or no of a zone. @throws FirewallError where it is so already */
export function setFlag(zone: Zone, flag: 'forward' | 'inversion', on: boolean, where: Where): void {
  const told = flag === 'forward' ? 'forward' : 'icmp-block-inversion';
  if (zone[flag] === on) throw (on ? already : missing)(zone, told, where, true);
  zone[flag] = on;
}

/** Names that zones and policies may have (io_object.py: check_name, functions.py: max_zone_name_len). */
export function checkName(kind: 'zone' | 'policy', name: string): void {
  const most = kind === 'zone' ? 17 : 18;
  const title = kind === 'zone' ? 'Zone' : 'Policy';
  if (name.length > most)
    throw new FirewallError('INVALID_NAME', `${title} of '${name}' has ${name.length} chars, max is ${most}`);
  if (!/^[\w/-]+$/.test(name))
    throw new FirewallError('INVALID_NAME', `'${name}' is not allowed to contain other characters`);
}

/** Makes a zone or a policy of a name. @throws FirewallError where there is one, or the name cannot be */
export function makeNew(config: Config, kind: 'zone' | 'policy', name: string): Zone | Policy {
  checkName(kind, name);
  if (own(config.zones, name) || own(config.policies, name))
    throw new FirewallError('NAME_CONFLICT', `new_${kind}(): '${name}'`);
  const common = { name, short: '', description: '', items: [] };
  if (kind === 'zone') {
    const zone: Zone = {
      ...common,
      target: 'default',
      interfaces: [],
      sources: [],
      forward: false,
      inversion: false,
      ingressPriority: 0,
      egressPriority: 0,
    };
    put(config, 'zones', name, zone);
    return zone;
  }
  const policy: Policy = { ...common, target: 'CONTINUE', priority: -1, ingress: [], egress: [], disabled: false };
  put(config, 'policies', name, policy);
  return policy;
}
