import { BITS, contains, family as familyOf, parseIp, type Prefix } from '../../../ip/address.ts';
import {
  destinationTranslated,
  sourceTranslated,
  type Connection,
  type TcpState,
  type Tuple,
} from '../../../kernel/netfilter/conntrack/conntrack.ts';
import { nextFound, readerOf, type Option, type Reader } from '../../../kernel/netfilter/rule/getopt.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { EventKind } from './events.ts';
import { own } from '../../../kernel/own.ts';

export const NAME = 'conntrack v1.4.9 (conntrack-tools)';

/** What it is told to do, by its letter. */
type Command = 'L' | 'D' | 'F' | 'C' | 'S' | 'E' | 'V' | 'h';
export type Test = (connection: Connection) => boolean;

/** A command line, read. */
export interface Draft {
  command?: Command;
  protocol?: string;
  family?: 4 | 6;
  extended: boolean;
  expectations: boolean;
  readonly tests: Test[];
  /** Which events are told of; all where absent. */
  events?: readonly EventKind[];
  /** Long names of the conditions given. */
  readonly conditions: string[];
}

interface ConntrackOption extends Option {
  take(draft: Draft, value: string | undefined, reader: Reader): void;
}

/** Ends conntrack with a complaint. */
const fail = (complaint: string): ToolError =>
  new ToolError(`${NAME}: ${complaint}\nTry \`conntrack -h' or 'conntrack --help' for more information.\n`, 2);

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

/** Whether a connection is one of IPv6. */
export const isV6 = ({ original }: Connection): boolean => original.source.includes(':');

function command(letter: Command, long: string): ConntrackOption {
  return {
    short: letter,
    long,
    argument: 'none',
    take(draft, _value, reader) {
      if (draft.command !== undefined) throw fail('Invalid commands combination');
      draft.command = letter;
      const word = takeWord(reader);
      if (word === undefined) return;
      if (word !== 'conntrack' && word !== 'expect') throw fail(`unknown type \`${word}'`);
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
  if (address === undefined) throw fail(`Invalid IP address \`${head}'`);
  const longest = BITS[familyOf(address)];
  const length = mask === undefined ? longest : Number(mask);
  if (!Number.isInteger(length) || length < 0 || length > longest) throw fail('Invalid netmask');
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
    const tests = value.split(',').map((word) => own(STATUSES, word.toUpperCase()));
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
  { long: 'event-mask', short: 'e', argument: 'required', take: takeEvents },
  { long: 'zero', short: 'z', argument: 'none', take: () => undefined },
];

function badParameter(value: string): never {
  throw fail(`Bad parameter \`${value}'`);
}

const EVENTS: Readonly<Record<string, readonly EventKind[]>> = {
  ALL: ['NEW', 'UPDATES', 'DESTROY'],
  NEW: ['NEW'],
  UPDATES: ['UPDATES'],
  DESTROY: ['DESTROY'],
};

function takeEvents(draft: Draft, value = ''): void {
  draft.events = value.split(',').flatMap((word) => own(EVENTS, word) ?? badParameter(value));
}

function takeProtocol(draft: Draft, value = ''): void {
  const protocol = own(PROTOCOLS, value.toLowerCase());
  if (protocol === undefined) throw fail(`\`${value}' unsupported protocol`);
  draft.protocol = protocol;
  draft.conditions.push('protonum');
  draft.tests.push(({ original }) => original.protocol === protocol);
}

function takeFamily(draft: Draft, value = ''): void {
  if (value !== 'ipv4' && value !== 'ipv6') throw fail(`\`${value}' unsupported protocol`);
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
  if (!state) throw fail(`unknown TCP state \`${value}'`);
  return ({ tcpState }) => tcpState === state;
});
const ICMP_OPTIONS: readonly ConntrackOption[] = [
  ...port(['icmp-type', 'icmpv6-type'], (connection) => (isV6(connection) ? 128 : 8)),
  ...port(['icmp-code', 'icmpv6-code'], () => 0),
  ...port(['icmp-id', 'icmpv6-id'], ({ original }) => original.sourcePort),
];

/** Reads the words behind conntrack. Throws ToolError. */
export function read(words: readonly string[]): Draft {
  const draft: Draft = { extended: false, expectations: false, tests: [], conditions: [] };
  const reader = readerOf(words);
  for (;;) {
    const found = nextFound(reader, [...OPTIONS, ...optionsOf(draft)]);
    if (!found) return checked(draft);
    if (found.kind === 'option') found.option.take(draft, found.value, reader);
    else if (found.kind === 'missing') throw fail(`option \`${found.as}' requires an argument`);
    else if (found.kind === 'unknown') throw fail(`unknown option \`${found.as}'`);
    else throw fail(`Bad parameter \`${found.text}'`);
  }
}

/** Conditions are for the commands that look at connections one by one. */
function checked(draft: Draft): Draft {
  const { command, conditions } = draft;
  const [first] = conditions;
  if (first === undefined || command === 'L' || command === 'D' || command === 'E') return draft;
  throw fail(`Illegal option \`--${first}' with this command`);
}
