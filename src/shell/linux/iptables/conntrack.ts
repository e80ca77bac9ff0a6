import { contains, family as familyOf, parseIp, type Prefix } from '../../../ip/address.ts';
import {
  connectionsAt,
  destinationTranslated,
  forgetConnections,
  sourceTranslated,
  type Connection,
  type TcpState,
  type Tuple,
} from '../../../kernel/netfilter/conntrack/conntrack.ts';
import { nextFound, readerOf, type Option, type Reader } from '../../../kernel/netfilter/rule/getopt.ts';
import type { Tool } from '../../tool.ts';
import { wait } from '../names/query.ts';
import { CONNTRACK_HELP } from './conntrack-help.table.ts';
import { entryOf } from './connection-text.ts';
import { namespaceOf } from './surroundings.ts';

const NAME = 'conntrack v1.4.9 (conntrack-tools)';

class UsageError extends Error {}

type Command = 'L' | 'D' | 'F' | 'C' | 'S' | 'E' | 'V' | 'h';
type Test = (connection: Connection) => boolean;

interface Draft {
  command?: Command;
  protocol?: string;
  family?: 4 | 6;
  extended: boolean;
  expectations: boolean;
  readonly tests: Test[];
  /** Long names of the conditions given. */
  readonly conditions: string[];
}

interface ConntrackOption extends Option {
  take(draft: Draft, value: string | undefined, reader: Reader): void;
}

const STATES: readonly TcpState[] = [
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'SYN_SENT2',
];
const PROTOCOLS: Readonly<Record<string, Tuple['protocol'] | 'none'>> = {
  tcp: 'tcp',
  udp: 'udp',
  icmp: 'icmp',
  icmpv6: 'icmp',
  'ipv6-icmp': 'icmp',
  sctp: 'none',
  udplite: 'none',
  dccp: 'none',
  gre: 'none',
  igmp: 'igmp',
  '1': 'icmp',
  '2': 'igmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmp',
};

const isV6 = ({ original }: Connection): boolean => original.source.includes(':');

function lineOf(connection: Connection, clock: number, extended: boolean): string {
  const { layer, entry } = entryOf(connection, clock);
  return `${extended ? `${layer} ` : ''}${entry} use=1\n`;
}

function command(letter: Command, long: string): ConntrackOption {
  return {
    short: letter,
    long,
    argument: 'none',
    take(draft, _value, reader) {
      if (draft.command !== undefined) throw new UsageError('Invalid commands combination');
      draft.command = letter;
      const word = takeWord(reader);
      if (word === undefined) return;
      if (word !== 'conntrack' && word !== 'expect') throw new UsageError(`unknown type \`${word}'`);
      draft.expectations = word === 'expect';
    },
  };
}

function condition(
  names: readonly string[],
  short: string | undefined,
  test: (value: string) => Test,
  argument: 'required' | 'optional' = 'required',
): ConntrackOption[] {
  return names.map((long, i) => ({
    long,
    ...(i === 0 && short !== undefined ? { short } : {}),
    argument,
    take(draft, value, reader) {
      draft.conditions.push(names[0] ?? '');
      draft.tests.push(test(value ?? takeWord(reader) ?? ''));
    },
  }));
}

/** The next word, where it is no option: an optional argument that stands apart. */
function takeWord(reader: Reader): string | undefined {
  const word = reader.words[reader.next];
  if (word === undefined || word.startsWith('-') || reader.within > 0) return undefined;
  reader.next++;
  return word;
}

function parseBlock(text: string): Prefix {
  const [head = '', mask] = text.split('/');
  const address = parseIp(head);
  if (address === undefined) throw new UsageError(`Invalid IP address \`${head}'`);
  const longest = familyOf(address) === 4 ? 32 : 128;
  const length = mask === undefined ? longest : Number(mask);
  if (!Number.isInteger(length) || length < 0 || length > longest) throw new UsageError('Invalid netmask');
  return { address, length };
}

const address = (names: readonly string[], short: string, of: (connection: Connection) => string): ConntrackOption[] =>
  condition(names, short, (value) => {
    const block = parseBlock(value);
    return (connection) => contains(block, of(connection));
  });

/** An address that a translation put in, or any where none is named. */
const translated = (long: string, short: string, is: Test, of: (connection: Connection) => string): ConntrackOption[] =>
  condition(
    [long],
    short,
    (value) => {
      if (value === '') return is;
      const block = parseBlock(value);
      return (connection) => is(connection) && contains(block, of(connection));
    },
    'optional',
  );

const STATUSES: Readonly<Record<string, Test>> = {
  ASSURED: ({ assured }) => assured,
  SEEN_REPLY: ({ seenReply }) => seenReply,
  UNREPLIED: ({ seenReply }) => !seenReply,
  UNSET: () => true,
  SRC_NAT: sourceTranslated,
  DST_NAT: destinationTranslated,
};

const OPTIONS: readonly ConntrackOption[] = [
  command('L', 'dump'),
  command('D', 'delete'),
  command('F', 'flush'),
  command('C', 'count'),
  command('S', 'stats'),
  command('E', 'event'),
  command('V', 'version'),
  command('h', 'help'),
  ...address(['src', 'orig-src'], 's', ({ original }) => original.source),
  ...address(['dst', 'orig-dst'], 'd', ({ original }) => original.destination),
  ...address(['reply-src'], 'r', ({ reply }) => reply.source),
  ...address(['reply-dst'], 'q', ({ reply }) => reply.destination),
  ...translated('src-nat', 'n', sourceTranslated, ({ reply }) => reply.destination),
  ...translated('dst-nat', 'g', destinationTranslated, ({ reply }) => reply.source),
  ...translated(
    'any-nat',
    'j',
    (connection) => sourceTranslated(connection) || destinationTranslated(connection),
    ({ reply }) => reply.destination,
  ),
  ...condition(['status'], 'u', (value) => {
    const tests = value.split(',').map((word) => STATUSES[word.toUpperCase()]);
    return (connection) => tests.every((test) => test?.(connection) ?? badParameter(value));
  }),
  ...condition(['mark'], 'm', (value) => (connection) => connection.mark === Number(value)),
  ...['protonum', 'proto'].map((long): ConntrackOption => ({
    long,
    ...(long === 'protonum' ? { short: 'p' } : {}),
    argument: 'required',
    take: takeProtocol,
  })),
  { long: 'family', short: 'f', argument: 'required', take: takeFamily },
  {
    long: 'output',
    short: 'o',
    argument: 'required',
    take(draft, value = '') {
      if (value !== 'extended') badParameter(value);
      draft.extended = true;
    },
  },
  { long: 'zero', short: 'z', argument: 'none', take: () => undefined },
];

function badParameter(value: string): never {
  throw new UsageError(`Bad parameter \`${value}'`);
}

function takeProtocol(draft: Draft, value = ''): void {
  const protocol = PROTOCOLS[value.toLowerCase()];
  if (protocol === undefined) throw new UsageError(`\`${value}' unsupported protocol`);
  draft.protocol = protocol;
  draft.conditions.push('protonum');
  draft.tests.push(({ original }) => original.protocol === protocol);
}

function takeFamily(draft: Draft, value = ''): void {
  if (value !== 'ipv4' && value !== 'ipv6') throw new UsageError(`\`${value}' unsupported protocol`);
  draft.family = value === 'ipv4' ? 4 : 6;
  draft.tests.push((connection) => isV6(connection) === (value === 'ipv6'));
}

const port = (names: readonly string[], of: (connection: Connection) => number): ConntrackOption[] =>
  condition(names, undefined, (value) => (connection) => of(connection) === Number(value));

/** What a protocol adds, once it is named. */
function optionsOf({ protocol }: Draft): readonly ConntrackOption[] {
  if (protocol === 'tcp') return [...PORT_OPTIONS, ...STATE_OPTION];
  if (protocol === 'udp') return PORT_OPTIONS;
  return protocol === 'icmp' ? ICMP_OPTIONS : [];
}

const PORT_OPTIONS: readonly ConntrackOption[] = [
  ...port(['sport', 'orig-port-src'], ({ original }) => original.sourcePort),
  ...port(['dport', 'orig-port-dst'], ({ original }) => original.destinationPort),
  ...port(['reply-port-src'], ({ reply }) => reply.sourcePort),
  ...port(['reply-port-dst'], ({ reply }) => reply.destinationPort),
];
const STATE_OPTION = condition(['state'], undefined, (value) => {
  const state = STATES.find((each) => each === value);
  if (!state) throw new UsageError(`unknown TCP state \`${value}'`);
  return ({ tcpState }) => tcpState === state;
});
const ICMP_OPTIONS: readonly ConntrackOption[] = [
  ...port(['icmp-type', 'icmpv6-type'], (connection) => (isV6(connection) ? 128 : 8)),
  ...port(['icmp-code', 'icmpv6-code'], () => 0),
  ...port(['icmp-id', 'icmpv6-id'], ({ original }) => original.sourcePort),
];

function read(words: readonly string[]): Draft {
  const draft: Draft = { extended: false, expectations: false, tests: [], conditions: [] };
  const reader = readerOf(words);
  for (;;) {
    const found = nextFound(reader, [...OPTIONS, ...optionsOf(draft)]);
    if (!found) return draft;
    if (found.kind === 'option') found.option.take(draft, found.value, reader);
    else if (found.kind === 'missing') throw new UsageError(`option \`${found.as}' requires an argument`);
    else if (found.kind === 'unknown') throw new UsageError(`unknown option \`${found.as}'`);
    else throw new UsageError(`Bad parameter \`${found.text}'`);
  }
}

/** conntrack 1.4.9: lists, counts and removes the connections of a namespace. */
export const conntrack: Tool = (call) => {
  try {
    const draft = read(call.argv.slice(1));
    checkConditions(draft);
    return perform(call, draft);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    call.err(`${NAME}: ${error.message}\nTry \`conntrack -h' or 'conntrack --help' for more information.\n`);
    return 2;
  }
};

function checkConditions({ command, conditions }: Draft): void {
  const [first] = conditions;
  if (first === undefined || command === 'L' || command === 'D' || command === 'E') return;
  throw new UsageError(`Illegal option \`--${first}' with this command`);
}

function perform(call: Parameters<Tool>[0], draft: Draft): number {
  const matches: Test = (connection) => draft.tests.every((test) => test(connection));
  const world = call.world();
  const clock = world.clock.now;
  const living = draft.expectations ? [] : connectionsAt(namespaceOf(call, world), clock);
  switch (draft.command) {
    case 'L': {
      const shown = living.filter(matches);
      call.out(shown.map((connection) => lineOf(connection, clock, draft.extended)).join(''));
      const what = draft.expectations ? 'expectations' : 'flow entries';
      call.err(`${NAME}: ${shown.length} ${what} have been shown.\n`);
      return 0;
    }
    case 'D': {
      const gone = living.filter(matches);
      call.update((next) => void forgetConnections(namespaceOf(call, next), (each) => matches(each)));
      call.out(gone.map((connection) => lineOf(connection, clock, draft.extended)).join(''));
      call.err(`${NAME}: ${gone.length} flow entries have been deleted.\n`);
      return gone.length > 0 ? 0 : 1;
    }
    case 'F': {
      if (!draft.expectations) {
        const { family } = draft;
        const flushed: Test = (each) => family === undefined || isV6(each) === (family === 6);
        call.update((next) => void forgetConnections(namespaceOf(call, next), flushed));
      }
      call.err(`${NAME}: ${draft.expectations ? 'expectation' : 'connection tracking'} table has been emptied.\n`);
      return 0;
    }
    case 'C':
      call.out(`${living.length}\n`);
      return 0;
    case 'S':
      for (let cpu = 0; cpu < CPUS; cpu++)
        call.out(`cpu=${cpu}   \t${COUNTERS.map((name) => `${name}=0 `).join('')}\n`);
      return 0;
    case 'E':
      return follow(call);
    case 'V':
      call.out(`${NAME}\n`);
      return 0;
    default:
      call.out(CONNTRACK_HELP);
      return 0;
  }
}

/** A test machine's, whose tables never overflow. */
const CPUS = 2;
const COUNTERS = [
  'found',
  'invalid',
  'insert',
  'insert_failed',
  'drop',
  'early_drop',
  'error',
  'search_restart',
  'clash_resolve',
  'chaintoolong',
];

/** Listens for events until its time is up; nothing happens meanwhile. */
function follow(call: Parameters<Tool>[0]): number {
  try {
    if (call.until !== undefined) wait(call, Infinity);
  } finally {
    call.err(`${NAME}: 0 flow events have been shown.\n`);
  }
  return 0;
}
