import { holds, inRange } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import type { MatchExtension } from '../extension.ts';
import { listPorts, parsePorts, savePorts } from './ports.ts';

type Udp = Extract<Match, { kind: 'udp' }>;

/** `-m udp`, libxt_udp. */
export const udp: MatchExtension<Udp> = {
  options: [
    {
      names: ['source-port', 'sport'],
      words: 1,
      negatable: true,
      take(udp, given) {
        udp.sourcePort = parsePorts(given);
      },
    },
    {
      names: ['destination-port', 'dport'],
      words: 1,
      negatable: true,
      take(udp, given) {
        udp.destinationPort = parsePorts(given);
      },
    },
  ],
  create: () => ({ kind: 'udp' }),
  check(_, { given, protocol }) {
    if (given.size > 0 && protocol !== 'udp') throw new RuleError("UDP match requires '-p udp'");
  },
  save: ({ sourcePort, destinationPort }) =>
    [...savePorts('sport', sourcePort), ...savePorts('dport', destinationPort)].join(' '),
  list: ({ sourcePort, destinationPort }, names) =>
    ['udp', ...listPorts('spt', sourcePort, names), ...listPorts('dpt', destinationPort, names)].join(' '),
  matches({ sourcePort, destinationPort }, { packet: { transport } }) {
    return (
      transport.kind === 'udp' &&
      holds(sourcePort, (range) => inRange(range, transport.sourcePort)) &&
      holds(destinationPort, (range) => inRange(range, transport.destinationPort))
    );
  },
};
