import { FirewallError } from './error.ts';
import { familyOf, ipsetCalled, sourceSet, setNamed } from './ipset.ts';
import { own } from '../../kernel/own.ts';
import type { RichRule } from './rich.ts';
import { HELPERS, serviceCalled } from './service.ts';
import { isZone, itemsOf, type Config, type Firewalld, type Item, type Policy, type Zone } from './settings.ts';

/** Whether all that zones and policies name is there (io/policy.py: common_check_config, fw_policy.py: _rule_prepare). */

/**
 * Of an item. With the settings that it belongs to it is asked of the files, which tell of it in other words.
 * @throws FirewallError
 */
export function checkKnown(config: Config, item: Item, within?: Zone | Policy): void {
  const rule = item.kind === 'rule' ? item.rule : undefined;
  const service =
    item.kind === 'service' ? item.name : rule?.element?.kind === 'service' ? rule.element.name : undefined;
  const title = within ? `${isZone(within) ? 'Zone' : 'Policy'} '${within.name}': ` : undefined;
  if (service !== undefined && !serviceCalled(config, service))
    throw new FirewallError(
      'INVALID_SERVICE',
      title === undefined ? service : `${title}'${service}' not among existing services`,
    );
  if (!rule) return;
  if (title === undefined) checkSets(config, rule);
  else if (service === undefined && rule.element?.kind !== 'icmp-block' && rule.element?.kind !== 'icmp-type') {
    const [missing] = setsOf(rule).filter((name) => !own(config.ipsets, name));
    if (missing !== undefined)
      throw new FirewallError('INVALID_IPSET', `${title}'${missing}' not among existing ipsets`);
  }
}

const setsOf = ({ source, destination }: RichRule): string[] =>
  [source, destination].flatMap((address) => (address?.kind === 'ipset' ? [address.value] : []));

function checkSets(config: Config, { family, source, destination }: RichRule): void {
  if (source?.kind === 'ipset') {
    const version = familyOf(sourceSet(config, source.value));
    if (family && version && family !== version)
      throw new FirewallError(
        'INVALID_RULE',
        `Source address family '${version}' conflicts with rule family '${family}'.`,
      );
  }
  if (destination?.kind === 'ipset') ipsetCalled(config, destination.value);
}

/** All that the files say, before anything of it is done. @throws FirewallError */
export function checkConfig(config: Config): void {
  for (const service of Object.values(config.services))
    for (const name of service.includes)
      if (!serviceCalled(config, name))
        throw new FirewallError('INVALID_SERVICE', `Service '${service.name}': Included service '${name}' not found.`);
  for (const settings of [...Object.values(config.zones), ...Object.values(config.policies)])
    for (const item of settings.items) checkKnown(config, item, settings);
}

/** What is in force, as rules are made of it. @throws FirewallError */
export function checkApplied(firewalld: Firewalld): void {
  for (const { kind, name } of firewalld.applied) {
    const zone = kind === 'zone' ? own(firewalld.zones, name) : undefined;
    const settings = zone ?? own(firewalld.policies, name);
    for (const source of zone?.sources ?? []) {
      const set = setNamed(source);
      if (set !== undefined) sourceSet(firewalld, set);
    }
    if (!settings) continue;
    for (const item of settings.items) checkKnown(firewalld, item);
    for (const { name: service } of itemsOf(settings, 'service')) checkHelpers(firewalld, service);
  }
}

function checkHelpers(config: Config, name: string, seen: readonly string[] = []): void {
  const service = serviceCalled(config, name);
  if (!service || seen.includes(name)) return;
  for (const helper of service.helpers)
    if (!Object.hasOwn(HELPERS, helper)) throw new FirewallError('INVALID_HELPER', helper);
  for (const each of service.includes) checkHelpers(config, each, [...seen, name]);
}
