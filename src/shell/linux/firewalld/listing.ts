import { richText } from '../../../engine/firewalld/rich.ts';
import type { Service } from '../../../engine/firewalld/service.ts';
import {
  forwardPortText,
  isZone,
  itemsOf,
  type Policy,
  type Port,
  type Settings,
  type Zone,
} from '../../../engine/firewalld/settings.ts';
import { portRange } from '../../../engine/firewalld/values.ts';

/** What firewall-cmd prints (firewall/command.py). */

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
export const portsText = (ports: readonly Port[]): string =>
  ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ');
const below = (lines: readonly string[]): string => lines.map((line) => `\n\t${line}`).join('');

/** By protocol, then by number. */
export const sortedPorts = (ports: readonly Port[]): string =>
  portsText(
    ports.toSorted((a, b) =>
      a.protocol === b.protocol
        ? (portRange(a.port)?.[0] ?? 0) - (portRange(b.port)?.[0] ?? 0)
        : a.protocol < b.protocol
          ? -1
          : 1,
    ),
  );

export const servicesText = (settings: Settings): string =>
  itemsOf(settings, 'service')
    .map(({ name }) => name)
    .sort()
    .join(' ');

export const protocolsText = (settings: Settings): string =>
  itemsOf(settings, 'protocol')
    .map(({ value }) => value)
    .sort()
    .join(' ');

export const icmpBlocksText = (settings: Settings): string =>
  itemsOf(settings, 'icmp-block')
    .map(({ name }) => name)
    .sort()
    .join(' ');

export const forwardPortsOf = (settings: Settings): string[] => itemsOf(settings, 'forward-port').map(forwardPortText);

/** By priority. */
export const richRulesOf = (settings: Settings): string[] =>
  itemsOf(settings, 'rule')
    .map(({ rule }) => ({ priority: rule.priority, text: richText(rule) }))
    .sort((a, b) => a.priority - b.priority || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text);

/** A target as it is shown: the zone's own refusal keeps the name that its file has. */
export interface Shown {
  readonly isDefault: boolean;
  readonly isActive: boolean;
}

export function settingsText(settings: Zone | Policy, { isDefault, isActive }: Shown): string {
  const zone = isZone(settings) ? settings : undefined;
  const policy = isZone(settings) ? undefined : settings;
  const attributes = [
    ...(isDefault ? ['default'] : []),
    ...(isActive ? ['active'] : []),
    ...(policy?.disabled ? ['disabled'] : []),
  ];
  const lines = [
    `${settings.name}${attributes.length > 0 ? ` (${attributes.join(', ')})` : ''}`,
    ...(policy ? [`  disable: ${yesNo(policy.disabled)}`, `  priority: ${policy.priority}`] : []),
    `  target: ${settings.target}`,
    ...(zone
      ? [
          `  ingress-priority: ${zone.ingressPriority}`,
          `  egress-priority: ${zone.egressPriority}`,
          `  icmp-block-inversion: ${yesNo(zone.inversion)}`,
          `  interfaces: ${zone.interfaces.toSorted().join(' ')}`,
          `  sources: ${zone.sources.join(' ')}`,
        ]
      : []),
    ...(policy ? [`  ingress-zones: ${policy.ingress.join(' ')}`, `  egress-zones: ${policy.egress.join(' ')}`] : []),
    `  services: ${servicesText(settings)}`,
    `  ports: ${portsText(itemsOf(settings, 'port'))}`,
    `  protocols: ${protocolsText(settings)}`,
    ...(zone ? [`  forward: ${yesNo(zone.forward)}`] : []),
    `  masquerade: ${yesNo(itemsOf(settings, 'masquerade').length > 0)}`,
    `  forward-ports: ${below(forwardPortsOf(settings))}`,
    `  source-ports: ${portsText(itemsOf(settings, 'source-port'))}`,
    `  icmp-blocks: ${icmpBlocksText(settings)}`,
    `  rich rules: ${below(richRulesOf(settings))}`,
  ];
  return `${lines.join('\n')}\n`;
}

export function serviceText(name: string, service: Service): string {
  const where = Object.entries(service.destination).map(([version, address]) => `${version}:${address}`);
  return [
    name,
    `  ports: ${portsText(service.ports)}`,
    `  protocols: ${service.protocols.join(' ')}`,
    `  source-ports: ${portsText(service.sourcePorts)}`,
    '  modules: ',
    `  destination: ${where.join(' ')}`,
    `  includes: ${service.includes.toSorted().join(' ')}`,
    `  helpers: ${service.helpers.toSorted().join(' ')}`,
    '',
  ].join('\n');
}
