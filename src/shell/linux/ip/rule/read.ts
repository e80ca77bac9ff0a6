import { family, type Prefix } from '../../../../ip/address.ts';
import { parseNumber } from '../../../../kernel/netfilter/rule/numbers.ts';
import type { Range, RoutingRule } from '../../../../kernel/route/rule.ts';
import { usage, wrong, type Context as Whole, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';
import { protocolName, tableNumber, type Names } from '../names.ts';
import { prefixArgument } from '../prefix.ts';

/** All that reading needs of a call. */
type Context = Pick<Whole, 'options'>;

/** What the words of `ip rule add|del` say, and the family that an address of theirs is of. */
export type ReadRule = Partial<RoutingRule> & { family?: 4 | 6 };

const MOST = 0xffffffff;

function numberArgument(text: string, why: string): number {
  const value = parseNumber(text);
  if (value === undefined || value > MOST) throw wrong(text, why);
  return value;
}

/** `all`, and whatever else has no length, is no condition. */
function prefixOf(context: Context, rule: ReadRule, text: string): Prefix | undefined {
  const prefix = prefixArgument(text, context.options.family === 6 ? 6 : undefined);
  if (prefix.length > 0) rule.family = family(prefix.address);
  return prefix.length > 0 ? prefix : undefined;
}

export function markArgument(text: string): NonNullable<RoutingRule['mark']> {
  const [value = '', mask] = text.split('/');
  return {
    value: numberArgument(value, 'fwmark value is invalid\n'),
    mask: mask === undefined ? MOST : numberArgument(mask, 'fwmask value is invalid\n'),
  };
}

/** One number or two, both up to a limit. */
export function rangeArgument(text: string, most: number, why: string): Range {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (first === undefined || Number(first) > Number(last) || Number(last) > most) throw wrong(text, why);
  return { first: Number(first), last: Number(last) };
}

const TRANSPORTS: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  icmp: 'icmp',
  tcp: 'tcp',
  udp: 'udp',
};

function transportArgument(text: string): NonNullable<RoutingRule['transport']> {
  const known = Object.hasOwn(TRANSPORTS, text) ? TRANSPORTS[text] : /^\d{1,3}$/.test(text) ? text : undefined;
  if (known === undefined) throw wrong(text, 'Invalid "ipproto" value\n');
  return known as NonNullable<RoutingRule['transport']>;
}

export const tosArgument = (text: string): number => {
  const value = /^(0x)?[0-9a-f]{1,2}$/i.test(text) ? parseInt(text, 16) : undefined;
  if (value === undefined) throw wrong(text, 'TOS value is invalid\n');
  return value;
};

const PRIORITY = /^(pref(erence)?|order|prio(r|ri|rit|rity)?|p|pr|pri)$/;

const ACTIONS = ['blackhole', 'unreachable', 'prohibit'] as const;
/** Kinds of routes that are no actions of rules. */
const OTHERS = ['unicast', 'local', 'nat', 'broadcast', 'brd', 'anycast', 'multicast', 'throw', 'xresolve'];

/** Reads what stands behind `ip rule add|del` (iproute2: ip/iprule.c iprule_modify). */
export function readRule(context: Context, words: Words, names: Names): ReadRule {
  const rule: ReadRule = {};
  while (!words.done) {
    const word = words.next();
    const key = PRIORITY.test(word) ? 'priority' : word;
    const read = Object.hasOwn(READERS, key) ? READERS[key] : undefined;
    if (read) read(rule, words, { context, names });
    else readAction(rule, word === 'type' ? words.next() : word, words);
  }
  return rule;
}

function readAction(rule: ReadRule, word: string, words: Words): void {
  if ('help'.startsWith(word)) throw usage(HELP.rule);
  if ('goto'.startsWith(word)) {
    rule.lookup = 'goto';
    rule.target = numberArgument(words.next(), 'invalid target\n');
    return;
  }
  if ('nop'.startsWith(word)) {
    rule.lookup = 'nop';
    return;
  }
  const action = ACTIONS.find((name) => name === word);
  if (action) rule.lookup = action;
  else if (!OTHERS.includes(word)) throw wrong(word, 'Failed to parse rule type');
}

interface Reading {
  readonly context: Context;
  readonly names: Names;
}

type Reader = (rule: ReadRule, words: Words, reading: Reading) => void;

const from: Reader = (rule, words, { context }) => {
  const source = prefixOf(context, rule, words.next());
  if (source) rule.source = source;
};

const to: Reader = (rule, words, { context }) => {
  const destination = prefixOf(context, rule, words.next());
  if (destination) rule.destination = destination;
};

const table: Reader = (rule, words, { names }) => {
  const text = words.next();
  const number = tableNumber(names, text);
  if (number === undefined) throw wrong(text, 'invalid table ID\n');
  rule.lookup = number;
};

const tos: Reader = (rule, words) => void (rule.tos = tosArgument(words.next()));

const suppress: Reader = (rule, words) => {
  const text = words.next();
  const value = parseNumber(text);
  if (value === undefined) throw wrong(text, 'suppress_prefixlength value is invalid\n');
  rule.suppressed = value;
};

const input: Reader = (rule, words) => void (rule.input = words.next());

const READERS: Readonly<Record<string, Reader>> = {
  not: (rule) => void (rule.not = true),
  from,
  to,
  priority: (rule, words) => void (rule.priority = numberArgument(words.next(), 'preference value is invalid\n')),
  tos,
  dsfield: tos,
  fwmark: (rule, words) => void (rule.mark = markArgument(words.next())),
  realms: (rule, words) => void (rule.realms = words.next()),
  protocol(rule, words) {
    const text = words.next();
    const name = protocolName(text);
    if (name === undefined) throw wrong(text, '"protocol" value is invalid\n');
    rule.protocol = name;
  },
  table,
  lookup: table,
  suppress_prefixlength: suppress,
  sup_pl: suppress,
  dev: input,
  iif: input,
  oif: (rule, words) => void (rule.output = words.next()),
  uidrange: (rule, words) => void (rule.users = rangeArgument(words.next(), MOST, 'invalid UID range\n')),
  ipproto: (rule, words) => void (rule.transport = transportArgument(words.next())),
  sport: (rule, words) => void (rule.sourcePorts = rangeArgument(words.next(), 65535, 'invalid port range\n')),
  dport: (rule, words) => void (rule.destinationPorts = rangeArgument(words.next(), 65535, 'invalid port range\n')),
};
