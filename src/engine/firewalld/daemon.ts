import type { Kernel } from '../../kernel/kernel.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import type { Namespace, NamespaceId } from '../../kernel/namespace.ts';
import { setSysctl } from '../../kernel/sysctl/sysctl.ts';
import { own } from '../../kernel/own.ts';
import { checkApplied, checkConfig } from './check.ts';
import { readConfig, type Files } from './config.ts';
import { flushTables, placeDirect } from './direct.ts';
import { FirewallError } from './error.ts';
import { isOver } from './firewalld.ts';
import { renewRules, writeRules } from './kernel.ts';
import { isApplied } from './ruleset.ts';
import { itemKey, itemsOf, type Config, type Firewalld, type Policy, type Zone } from './settings.ts';

/** Where a firewalld works: the host's files, and its kernel. */
export interface FirewallHost {
  readonly kernel: Kernel;
  readonly namespace: NamespaceId;
  readonly files: Files;
  readonly clock: { readonly now: number };
}

const within = ({ kernel, namespace }: FirewallHost): Namespace => namespaceOf(kernel, namespace);

/** Starts a firewalld as its files say, and makes its rules (core/fw.py: start). */
export function beginFirewalld(host: FirewallHost): Firewalld {
  const firewalld: Firewalld = {
    ...readConfig(host.files),
    since: host.clock.now,
    applied: [],
    timeouts: [],
  };
  if (!begin(host, firewalld)) return firewalld;
  // core/fw.py: _start_failsafe
  Object.assign(firewalld, readConfig({}));
  begin(host, firewalld);
  firewalld.failed = 'stock';
  return firewalld;
}

/** Makes all rules; what stands against them is told, and there are none then. */
function begin(host: FirewallHost, firewalld: Firewalld): FirewallError | undefined {
  delete firewalld.failed;
  if (!own(firewalld.zones, firewalld.defaultZone)) firewalld.defaultZone = 'public';
  firewalld.applied = [];
  const active = Object.values(firewalld.zones).filter((zone) => isBound(zone));
  const others = active.map(({ name }) => name).filter((name) => name !== firewalld.defaultZone);
  for (const name of [firewalld.defaultZone, ...others.sort()]) firewalld.applied.push({ kind: 'zone', name });
  applyPolicies(firewalld);
  const wrong = told(() => checkApplied(firewalld));
  if (wrong) firewalld.failed = 'open';
  renewRules(within(host), firewalld);
  if (wrong) return wrong;
  if (firewalld.direct.rules.length + firewalld.direct.chains.length > 0) {
    flushTables(within(host));
    placeDirect(within(host), firewalld.direct);
  }
  forwardWhereAsked(host, firewalld);
  return undefined;
}

/** What an act fails with. */
function told(act: () => void): FirewallError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof FirewallError) return error;
    throw error;
  }
}

/** Ends it; its rules go, and with them all of iptables' where it had some there (CleanupOnExit). */
export function endFirewalld(host: FirewallHost, firewalld: Firewalld): void {
  if (usesDirect(firewalld)) flushTables(within(host));
  writeRules(within(host), undefined);
}

export const usesDirect = ({ direct }: Pick<Config, 'direct'>): boolean =>
  direct.rules.length + direct.chains.length > 0;

/**
 * Reads the files again; what was set for now only is gone (core/fw.py: reload, FlushAllOnReload). Tells what is wrong with them:
 * all stays then, or where only the rules show it, there are none.
 */
export function reloadFirewalld(host: FirewallHost, firewalld: Firewalld): FirewallError | undefined {
  const config = readConfig(host.files);
  const wrong = told(() => checkConfig(config));
  if (wrong) return wrong;
  if (usesDirect(firewalld)) flushTables(within(host));
  Object.assign(firewalld, config);
  firewalld.timeouts = [];
  return begin(host, firewalld);
}

export const isBound = ({ interfaces, sources }: Zone): boolean => interfaces.length + sources.length > 0;

/** Zones that something belongs to, in the order of their names, and the default zone. */
export function activeZones({ zones, defaultZone }: Firewalld): Zone[] {
  const bound = Object.values(zones).filter(isBound);
  const named = bound.sort((a, b) => (a.name < b.name ? -1 : 1));
  const usual = own(zones, defaultZone);
  return !usual || named.includes(usual) ? named : [...named, usual];
}

export function isActive(firewalld: Firewalld, { disabled, ingress, egress }: Policy): boolean {
  const zones = [...activeZones(firewalld).map(({ name }) => name), 'HOST', 'ANY'];
  return !disabled && ingress.some((zone) => zones.includes(zone)) && egress.some((zone) => zones.includes(zone));
}

/** Policies come with the zones that they are about, and go with them. */
function applyPolicies(firewalld: Firewalld): void {
  const active = Object.values(firewalld.policies)
    .filter((policy) => isActive(firewalld, policy))
    .map(({ name }) => name)
    .sort();
  firewalld.applied = firewalld.applied.filter(({ kind, name }) => kind === 'zone' || active.includes(name));
  for (const name of active)
    if (!firewalld.applied.some((each) => each.kind === 'policy' && each.name === name))
      firewalld.applied.push({ kind: 'policy', name });
}

/** Makes the rules follow a change of what firewalld has in mind. */
export function follow(host: FirewallHost, firewalld: Firewalld): void {
  for (const { name } of activeZones(firewalld))
    if (!isApplied(firewalld, name)) firewalld.applied.push({ kind: 'zone', name });
  applyPolicies(firewalld);
  writeRules(within(host), firewalld);
  forwardWhereAsked(host, firewalld);
}

/** Sources that are masqueraded and ports that lead elsewhere want the host to forward (fw_policy.py: enable_ip_forwarding). */
function forwardWhereAsked({ kernel, namespace }: FirewallHost, { applied, zones, policies }: Firewalld): void {
  const settings = applied.flatMap(
    ({ kind, name }) => own<Zone | Policy>(kind === 'zone' ? zones : policies, name) ?? [],
  );
  const wants = settings.some(
    (each) =>
      itemsOf(each, 'masquerade').length > 0 ||
      itemsOf(each, 'forward-port').some(({ toAddress }) => toAddress !== '') ||
      itemsOf(each, 'rule').some(
        ({ rule: { element } }) =>
          element?.kind === 'masquerade' || (element?.kind === 'forward-port' && element.toAddress !== ''),
      ),
  );
  if (wants) setSysctl(kernel, namespace, 'net.ipv4.ip_forward', '1');
}

/** Takes back what was set for a time that is over. */
export function settleFirewalld(host: FirewallHost, firewalld: Firewalld): void {
  const { now } = host.clock;
  if (!isOver(firewalld, now)) return;
  for (const { at, zone, item } of firewalld.timeouts) {
    const settings = own(firewalld.zones, zone);
    if (at <= now && settings) settings.items = settings.items.filter((each) => itemKey(each) !== itemKey(item));
  }
  firewalld.timeouts = firewalld.timeouts.filter(({ at }) => at > now);
  follow(host, firewalld);
}
