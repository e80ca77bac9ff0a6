import type { Command } from '../../history/history.ts';

export type Severity = 'danger' | 'warning' | 'note';

/** How much each kind matters. Each kind has its title, reason and risk in i18n: `doctor.findings.KIND`. */
export const severities = {
  'database-open': 'danger',
  'firewall-passed': 'danger',
  'ipv6-unfiltered': 'danger',
  'chains-missing': 'danger',
  'nat-missing': 'danger',
  'forwarding-off': 'danger',
  'engine-down': 'danger',
  'overlap-lan': 'danger',
  'duplicate-mac': 'danger',
  'bridge-down': 'danger',
  'stack-lost': 'danger',
  'loopback-behind': 'warning',
  'nothing-behind': 'warning',
  'port-shared': 'warning',
  'range-huge': 'warning',
  'internal-published': 'warning',
  'user-rule-port': 'warning',
  'overlap-route': 'warning',
  'pool-full': 'warning',
  'pools-few': 'warning',
  'mtu-above': 'warning',
  'static-in-range': 'warning',
  'alias-shared': 'warning',
  'dependency-down': 'warning',
  'way-out-wrong': 'warning',
  'hairpin-off': 'warning',
  'udp-stale': 'warning',
  'swarm-ports': 'warning',
  'privileged-host': 'warning',
  'names-default-bridge': 'note',
  'dns-loopback': 'note',
  ndots: 'note',
  'legacy-link': 'note',
  'proxy-source': 'note',
  'icc-off': 'note',
  'network-unused': 'note',
  'macvlan-host': 'note',
} as const satisfies Readonly<Record<string, Severity>>;
export type FindingKind = keyof typeof severities;

/** Something that shows it. */
export interface Evidence {
  readonly kind: 'container' | 'network' | 'rule' | 'port' | 'address' | 'setting' | 'route' | 'link' | 'connection';
  readonly text: string;
}

/** Something that is amiss, or will be. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** The host that it is on. */
  readonly machine: string;
  /** What its sentences name. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly evidence: readonly Evidence[];
  /** Commands that mend it; none where nothing that can be run here would. */
  readonly fix: readonly Command[];
}

/** A finding of a kind. */
export const found = (
  kind: FindingKind,
  machine: string,
  values: Finding['values'],
  evidence: readonly Evidence[],
  fix: readonly Command[],
): Finding => ({ kind, severity: severities[kind], machine, values, evidence, fix });

const evidence =
  (kind: Evidence['kind']) =>
  (text: string): Evidence => ({ kind, text });

export const aContainer = evidence('container');
export const aNetwork = evidence('network');
export const aRule = evidence('rule');
export const aPort = evidence('port');
export const anAddress = evidence('address');
export const aSetting = evidence('setting');
export const aRoute = evidence('route');
export const aLink = evidence('link');
export const aConnection = evidence('connection');
