import { formatBlock, type Prefix } from '../../../../ip/address.ts';
import { destinationTranslated, sourceTranslated, type Connection } from '../../conntrack/conntrack.ts';
import type { PacketConnection } from '../../hook.ts';
import { isKept } from '../../memory.ts';
import { holds, inPrefix, inRange, type Passage } from '../../passage.ts';
import { parseAddress } from '../../rule/addresses.ts';
import { parseProtocol } from '../../rule/protocols.ts';
import { parseNumber } from '../../rule/numbers.ts';
import type { Resolver } from '../../rule/resolver.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { ConntrackMatch, CtState, CtStatus, Match, Negatable, PortRange } from '../../table.ts';
import { bang, parseSpan, require, type ExtensionOption, type Given, type MatchExtension } from '../extension.ts';
import { rangeText } from './ports.ts';

const STATES: readonly CtState[] = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'];
const STATUSES: readonly CtStatus[] = ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'];
const PROTOCOL_NUMBERS = { tcp: 6, udp: 17, icmp: 1, igmp: 2 };

type PrefixField = 'originalSource' | 'originalDestination' | 'replySource' | 'replyDestination';
type PortField = `${PrefixField}Port`;

const PREFIXES: readonly [option: string, field: PrefixField][] = [
  ['ctorigsrc', 'originalSource'],
  ['ctorigdst', 'originalDestination'],
  ['ctreplsrc', 'replySource'],
  ['ctrepldst', 'replyDestination'],
];
const PORTS: readonly [option: string, field: PortField][] = [
  ['ctorigsrcport', 'originalSourcePort'],
  ['ctorigdstport', 'originalDestinationPort'],
  ['ctreplsrcport', 'replySourcePort'],
  ['ctrepldstport', 'replyDestinationPort'],
];

function parseNames<T extends string>(text: string, known: readonly T[], option: string): T[] {
  const given = text.split(',').map((word) => {
    const name = known.find((each) => each === word.toUpperCase());
    if (!name) throw new RuleError(`Bad ${option} "${word}"`);
    return name;
  });
  // NONE is no bit of its own: it stands only where nothing else does.
  const bits = known.filter((name) => given.includes(name) && name !== 'NONE');
  return bits.length > 0 ? bits : given.slice(0, 1);
}

function parsePortRange(text: string, resolver: Resolver): PortRange {
  const ports = text.split(':').map((word) => {
    const port = parseNumber(word) ?? resolver.port(word);
    if (port === undefined || port > 65535) throw new RuleError(`Port "${word}" does not resolve to anything.\n`);
    return port;
  });
  const [from = 0, to = from] = ports;
  if (from > to) throw new RuleError(`Port range ${from}-${to} is negative.\n`);
  return { from, to };
}

function parseSeconds(text: string): PortRange {
  return parseSpan('conntrack', 'ctexpire', text, 0xffffffff);
}

function parsePrefix(text: string, { family, resolver }: Given): Prefix {
  const prefix = text.includes(',') ? undefined : parseAddress(text, family, resolver);
  if (!prefix) throw new RuleError('getaddrinfo: Name or service not known\n');
  return prefix;
}

const options: ExtensionOption<ConntrackMatch>[] = [
  {
    names: ['ctstate'],
    words: 1,
    negatable: true,
    take(match, { value, not }) {
      match.states = { not, value: parseNames(value, STATES, 'ctstate') };
    },
  },
  {
    names: ['ctproto'],
    words: 1,
    negatable: true,
    take(match, { value, not }) {
      match.protocol = { not, value: parseProtocol(value) };
    },
  },
  ...PREFIXES.map(([option, field]): ExtensionOption<ConntrackMatch> => ({
    names: [option],
    words: 1,
    negatable: true,
    take(match, given) {
      match[field] = { not: given.not, value: parsePrefix(given.value, given) };
    },
  })),
  ...PORTS.map(([option, field]): ExtensionOption<ConntrackMatch> => ({
    names: [option],
    words: 1,
    negatable: true,
    take(match, { value, not, resolver }) {
      match[field] = { not, value: parsePortRange(value, resolver) };
    },
  })),
  {
    names: ['ctstatus'],
    words: 1,
    negatable: true,
    take(match, { value, not }) {
      match.status = { not, value: parseNames(value, STATUSES, 'ctstatus') };
    },
  },
  {
    names: ['ctexpire'],
    words: 1,
    negatable: true,
    take(match, { value, not }) {
      match.expires = { not, value: parseSeconds(value) };
    },
  },
  {
    names: ['ctdir'],
    words: 1,
    take(match, { value }) {
      const direction = value.toUpperCase();
      if (direction !== 'ORIGINAL' && direction !== 'REPLY') {
        throw new RuleError(`conntrack: Bad value for "--ctdir" option: "${value}"`);
      }
      match.direction = direction;
    },
  },
];

/** The conditions in the order of conntrack_dump; options and listings differ in the dashes only. */
function words(match: ConntrackMatch, dashes: string, block: (prefix: Prefix) => string): string {
  const word = <T>(option: string, condition: Negatable<T> | undefined, text: (value: T) => string): string[] =>
    condition ? [`${bang(condition.not)}${dashes}${option} ${text(condition.value)}`] : [];
  const range = (value: PortRange): string => rangeText(value, String);
  return [
    ...word('ctstate', match.states, (states) => states.join(',')),
    ...word('ctproto', match.protocol, String),
    ...PREFIXES.flatMap(([option, field]) => word(option, match[field], block)),
    ...PORTS.flatMap(([option, field]) => word(option, match[field], range)),
    ...word('ctstatus', match.status, (names) => names.join(',')),
    ...word('ctexpire', match.expires, range),
    ...(match.direction ? [`${dashes}ctdir ${match.direction}`] : []),
  ].join(' ');
}

function statesOf(connection: PacketConnection | undefined): CtState[] {
  if (!connection) return ['INVALID'];
  const { connection: known, state } = connection;
  return [
    state,
    ...(known && sourceTranslated(known) ? (['SNAT'] as const) : []),
    ...(known && destinationTranslated(known) ? (['DNAT'] as const) : []),
  ];
}

function matchesConnection(match: ConntrackMatch, connection: Connection, passage: Passage): boolean {
  const { original, reply } = connection;
  const { memory, now } = passage.context;
  const statuses = (): CtStatus[] => [
    ...(connection.seenReply ? (['SEEN_REPLY'] as const) : []),
    ...(connection.assured ? (['ASSURED'] as const) : []),
    ...(isKept(memory, connection, now) ? (['CONFIRMED'] as const) : []),
  ];
  return (
    holds(match.originalSource, (prefix) => inPrefix(prefix, original.source)) &&
    holds(match.originalDestination, (prefix) => inPrefix(prefix, original.destination)) &&
    holds(match.replySource, (prefix) => inPrefix(prefix, reply.source)) &&
    holds(match.replyDestination, (prefix) => inPrefix(prefix, reply.destination)) &&
    holds(match.protocol, (number) => number === PROTOCOL_NUMBERS[original.protocol]) &&
    holds(match.originalSourcePort, (range) => inRange(range, original.sourcePort)) &&
    holds(match.originalDestinationPort, (range) => inRange(range, original.destinationPort)) &&
    holds(match.replySourcePort, (range) => inRange(range, reply.sourcePort)) &&
    holds(match.replyDestinationPort, (range) => inRange(range, reply.destinationPort)) &&
    holds(match.status, (wanted) => statuses().some((status) => wanted.includes(status))) &&
    holds(match.expires, (range) => inRange(range, Math.floor((connection.expires - now) / 1000)))
  );
}

/** `-m conntrack`, libxt_conntrack. */
export const conntrack: MatchExtension<ConntrackMatch> = {
  options,
  create: () => ({ kind: 'conntrack' }),
  check(_, { given }) {
    if (given.size === 0) throw new RuleError('conntrack: At least one option is required');
  },
  save: (match) => words(match, '--', formatBlock),
  list: (match, names) => words(match, '', (prefix) => names.block(prefix)),
  matches(match, passage) {
    const { connection } = passage;
    if (!holds(match.states, (states) => statesOf(connection).some((state) => states.includes(state)))) return false;
    // xt_conntrack: of a packet without a connection only the state can be told.
    if (!connection?.connection) return match.states !== undefined;
    if (match.direction && match.direction.toLowerCase() !== connection.direction) return false;
    return matchesConnection(match, connection.connection, passage);
  },
};

type State = Extract<Match, { kind: 'state' }>;

/** `-m state`, the older name of `--ctstate`. */
export const state: MatchExtension<State> = {
  options: [
    {
      names: ['state'],
      words: 1,
      negatable: true,
      take(match, { value, not }) {
        match.states = { not, value: parseNames(value, STATES.slice(0, 5), 'state') };
      },
    },
  ],
  create: () => ({ kind: 'state', states: { not: false, value: [] } }),
  check: (_, finished) => require('state', 'state', finished),
  save: ({ states }) => `${bang(states.not)}--state ${states.value.join(',')}`,
  list: ({ states }) => `${bang(states.not)}state ${states.value.join(',')}`,
  matches: ({ states }, { connection }) =>
    holds(states, (wanted) => statesOf(connection).some((each) => wanted.includes(each))),
};
