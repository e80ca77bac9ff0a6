import { FirewallError } from '../../../engine/firewalld/error.ts';
import { readRich } from '../../../engine/firewalld/rich-read.ts';
import type { ForwardPort, Item, Port } from '../../../engine/firewalld/settings.ts';
import { checkPort, portRange, PROTOCOLS, versionOf } from '../../../engine/firewalld/values.ts';

/** The number of a port that is given by the name of its service. */
export type PortNames = (name: string, protocol: string) => number | undefined;

/** The kinds of items by the words of their options (firewall/command.py: parse_port, parse_forward_port). */
export const ITEMS: Readonly<Record<string, (text: string, names: PortNames) => Item>> = {
  service: (name) => ({ kind: 'service', name }),
  port: (text, names) => ({ kind: 'port', ...readPort(text, names) }),
  'source-port': (text, names) => ({ kind: 'source-port', ...readPort(text, names) }),
  protocol: (value) => ({ kind: 'protocol', value }),
  'icmp-block': (name) => ({ kind: 'icmp-block', name }),
  masquerade: () => ({ kind: 'masquerade' }),
  'forward-port': (text) => ({ kind: 'forward-port', ...readForwardPort(text) }),
  'rich-rule': (text) => ({ kind: 'rule', rule: readRich(text) }),
};

function readPort(text: string, names: PortNames): Port {
  const [given = '', protocol, ...more] = text.split('/');
  if (protocol === undefined || more.length > 0)
    throw new FirewallError(
      'INVALID_PORT',
      'bad port (most likely missing protocol), correct syntax is portid[-portid]/protocol',
    );
  const port = portRange(given) ? given : String(names(given, protocol) ?? given);
  checkPort(port, protocol);
  return { port, protocol };
}

function readForwardPort(text: string): ForwardPort {
  const given: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|:)([^=:]*)=((?:(?!:[^=:]*=).)*)/g)) {
    if (!['port', 'proto', 'toport', 'toaddr'].includes(name))
      throw new FirewallError('INVALID_FORWARD', `invalid forward port arg '${name}'`);
    given[name] = value;
  }
  const { port = '', proto = '', toport = '', toaddr = '' } = given;
  if (port === '') throw new FirewallError('INVALID_FORWARD', 'missing port');
  if (proto === '') throw new FirewallError('INVALID_FORWARD', 'missing protocol');
  if (toport === '' && toaddr === '') throw new FirewallError('INVALID_FORWARD', 'missing destination');
  if (!portRange(port)) throw new FirewallError('INVALID_PORT', port);
  if (!PROTOCOLS.includes(proto))
    throw new FirewallError('INVALID_PROTOCOL', `'${proto}' not in {'tcp'|'udp'|'sctp'|'dccp'}`);
  if (toport !== '' && !portRange(toport)) throw new FirewallError('INVALID_PORT', toport);
  if (toaddr !== '' && versionOf(toaddr) === undefined) throw new FirewallError('INVALID_ADDR', toaddr);
  return { port, protocol: proto, toPort: toport, toAddress: toaddr };
}
