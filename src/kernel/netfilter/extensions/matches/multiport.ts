import { inRange } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match, PortRange } from '../../table.ts';
import { bang, type ExtensionOption, type Given, type MatchExtension } from '../extension.ts';
import { parsePort, rangeText } from './ports.ts';

type Multiport = Extract<Match, { kind: 'multiport' }>;

/** XT_MULTI_PORTS: a range counts twice. */
const MOST = 15;
const PROTOCOLS = ['tcp', 'udp', 'udplite', 'sctp', 'dccp'];

function parsePortList({ value, protocol, resolver }: Given): PortRange[] {
  const ranges = value.split(',').map((word) => {
    const [head = '', tail] = word.split(':');
    const from = parsePort(head, resolver, protocol);
    return { from, to: tail === undefined ? from : parsePort(tail, resolver, protocol) };
  });
  if (ranges.some(({ from, to }) => from > to)) throw new RuleError('invalid portrange specified');
  if (ranges.reduce((sum, { from, to }) => sum + (from === to ? 1 : 2), 0) > MOST) {
    throw new RuleError('too many ports specified');
  }
  return ranges;
}

const option = (direction: Multiport['direction'], names: string[]): ExtensionOption<Multiport> => ({
  names,
  words: 1,
  negatable: true,
  excludes: ['source-ports', 'destination-ports', 'ports'].filter((name) => name !== names[0]),
  take(multiport, given) {
    if (given.protocolNegated || (given.protocol !== undefined && !PROTOCOLS.includes(given.protocol))) {
      throw new RuleError('multiport only works with TCP, UDP, UDPLITE, SCTP and DCCP');
    }
    if (given.protocol === undefined) {
      throw new RuleError("multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'");
    }
    Object.assign(multiport, { direction, not: given.not, ports: parsePortList(given) });
  },
});

/** `-m multiport`, libxt_multiport. */
export const multiport: MatchExtension<Multiport> = {
  options: [
    option('sports', ['source-ports', 'sports']),
    option('dports', ['destination-ports', 'dports']),
    option('ports', ['ports']),
  ],
  create: () => ({ kind: 'multiport', direction: 'ports', not: false, ports: [] }),
  check(multiport) {
    if (multiport.ports.length === 0) throw new RuleError('no ports specified');
  },
  save: ({ direction, not, ports }) =>
    `${bang(not)}--${direction} ${ports.map((range) => rangeText(range, String)).join(',')}`,
  list({ direction, not, ports }, names) {
    const text = ports.map((range) => rangeText(range, (port) => names.port(port))).join(',');
    return `multiport ${direction} ${not ? ' !' : ''}${text}`;
  },
  matches({ direction, not, ports }, { packet: { transport } }) {
    if (transport.kind === 'icmp') return false;
    const { sourcePort, destinationPort } = transport;
    const looked =
      direction === 'ports' ? [sourcePort, destinationPort] : [direction === 'sports' ? sourcePort : destinationPort];
    return looked.some((port) => ports.some((range) => inRange(range, port))) !== not;
  },
};
