import { parseNumber } from '../../rule/numbers.ts';
import type { Resolver } from '../../rule/resolver.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Negatable, PortRange } from '../../table.ts';
import { bang, type Given, type Names } from '../extension.ts';

const ALL: PortRange = { from: 0, to: 65535 };

/** A port number or the name of a service, of any protocol where none is given. */
export function parsePort(text: string, resolver: Resolver, protocol?: string): number {
  const number = parseNumber(text) ?? resolver.port(text, protocol);
  if (number === undefined || number > 65535) throw new RuleError(`invalid port/service \`${text}' specified`);
  return number;
}

/** A port, or `from:to` where either may be left out. */
export function parsePorts({ value, not, resolver }: Given): Negatable<PortRange> {
  const colon = value.indexOf(':');
  if (colon < 0) {
    const port = parsePort(value, resolver);
    return { not, value: { from: port, to: port } };
  }
  const head = value.slice(0, colon);
  const tail = value.slice(colon + 1);
  const from = head === '' ? ALL.from : parsePort(head, resolver);
  const to = tail === '' ? ALL.to : parsePort(tail, resolver);
  if (from > to) throw new RuleError('invalid portrange (min > max)');
  // nf_tables asks for what lies above.
  if (not && from === 0 && to > 0 && to < ALL.to) return { not: false, value: { from: to + 1, to: ALL.to } };
  return { not, value: { from, to } };
}

const isAll = (ports: Negatable<PortRange>): boolean =>
  ports.value.from === ALL.from && ports.value.to === ALL.to && !ports.not;

export function savePorts(option: string, ports: Negatable<PortRange> | undefined): string[] {
  if (!ports || isAll(ports)) return [];
  return [`${bang(ports.not)}--${option} ${rangeText(ports.value, String)}`];
}

/** `spt:80`, `dpts:!1:2`. */
export function listPorts(word: string, ports: Negatable<PortRange> | undefined, names: Names): string[] {
  if (!ports || isAll(ports)) return [];
  const { from, to } = ports.value;
  const text = rangeText(ports.value, (port) => names.port(port));
  return [`${word}${from === to ? '' : 's'}:${ports.not ? '!' : ''}${text}`];
}

export const rangeText = ({ from, to }: PortRange, name: (port: number) => string): string =>
  from === to ? name(from) : `${name(from)}:${name(to)}`;
