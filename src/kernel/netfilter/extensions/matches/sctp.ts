import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import type { ExtensionOption, MatchExtension } from '../extension.ts';
import { listPorts, parsePort, savePorts } from './ports.ts';

type Sctp = Extract<Match, { kind: 'sctp' }>;

const option = (names: [string, string], field: 'sourcePort' | 'destinationPort'): ExtensionOption<Sctp> => ({
  names,
  words: 1,
  negatable: true,
  repeatable: true,
  take(sctp, { value, not, resolver }) {
    if (sctp[field]) throw new RuleError(`Only one \`--${names[0]}' allowed`);
    const [head = '', tail] = value.split(':');
    const from = head === '' ? 0 : parsePort(head, resolver, 'sctp');
    const to = tail === undefined ? from : tail === '' ? 65535 : parsePort(tail, resolver, 'sctp');
    if (from > to) throw new RuleError('invalid portrange (min > max)');
    sctp[field] = { not, value: { from, to } };
  },
});

/** `-m sctp`, libxt_sctp. Nothing here speaks SCTP. */
export const sctp: MatchExtension<Sctp> = {
  options: [option(['source-port', 'sport'], 'sourcePort'), option(['destination-port', 'dport'], 'destinationPort')],
  create: () => ({ kind: 'sctp' }),
  save: ({ sourcePort, destinationPort }) =>
    [...savePorts('sport', sourcePort), ...savePorts('dport', destinationPort)].join(' '),
  list: ({ sourcePort, destinationPort }, names) =>
    ['sctp', ...listPorts('spt', sourcePort, names), ...listPorts('dpt', destinationPort, names)].join(' '),
  matches: () => false,
};
