import type {
  Among,
  Constant,
  Expression,
  Field,
  Limit,
  Log,
  NamedSet,
  Relation,
  Statement,
} from '../../../../kernel/netfilter/nft/ruleset.ts';
import { typesOf } from '../../../../kernel/netfilter/nft/text/expression-text.ts';
import { own } from '../../../../kernel/own.ts';
import { bitsOf } from '../../../../kernel/netfilter/nft/run.ts';
import { readConstant, readInline, readRight, readVariable, readVerdict } from './constants.ts';
import { EXPECTED } from './expected.table.ts';
import { beginsField, readExpression, readField } from './fields.ts';
import { readMap, type ReadStatement, type RuleContext } from './map.ts';
import { Problem, unsupported } from './problem.ts';
import type { Reader } from './reader.ts';
import { readReject } from './reject.ts';
import type { Span } from './token.ts';
import { readTranslation } from './translation.ts';
import { durationOf } from './values.ts';

/** The statements of a rule up to its end, and its comment. */
export function readStatements(
  reader: Reader,
  context: RuleContext,
): { statements: ReadStatement[]; comment?: string } {
  const statements: ReadStatement[] = [];
  while (!reader.ended) {
    if (statements.length > 0 && reader.takeIf('comment')) {
      const comment = reader.take().text;
      if (!reader.ended) reader.fail(EXPECTED.ended);
      return { statements, comment };
    }
    const from = reader.token;
    const read = readStatement(reader, context, statements);
    statements.push(...read.map((statement) => ({ statement, span: reader.since(from) })));
  }
  if (statements.length === 0) reader.fail(EXPECTED.statement);
  return { statements };
}

/** The same of a rule that a real host has: from the first word on that is not known here it is kept as it stands. */
export function knownStatements(
  reader: Reader,
  context: RuleContext,
): { statements: ReadStatement[]; comment?: string } {
  const statements: ReadStatement[] = [];
  while (!reader.ended) {
    const { place, token } = reader;
    if (statements.length > 0 && reader.takeIf('comment')) return { statements, comment: reader.take().text };
    try {
      const read = readStatement(reader, context, statements);
      statements.push(...read.map((statement) => ({ statement, span: reader.since(token) })));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      reader.goBack(place);
      statements.push({ statement: { kind: 'opaque', text: reader.rest() }, span: reader.since(token) });
      break;
    }
  }
  return { statements };
}

const UNSUPPORTED = [
  'queue',
  'dup',
  'fwd',
  'flow',
  'tproxy',
  'synproxy',
  'meter',
  'last',
  'osf',
  'socket',
  'rt',
  'exthdr',
  'jhash',
  'symhash',
  'xt',
  'skuid',
  'skgid',
  'cpu',
  'time',
  'hour',
  'day',
  'cgroup',
  'iifgroup',
  'oifgroup',
  'iiftype',
  'oiftype',
  'ibrname',
  'obrname',
  'rtclassid',
  'ipsec',
  'tunnel',
];

function readStatement(reader: Reader, context: RuleContext, before: readonly ReadStatement[]): Statement[] {
  const { token } = reader;
  const verdict = readVerdict(reader);
  if (verdict) return [{ kind: 'verdict', verdict }];
  if (reader.takeIf('counter')) return [readCounter(reader, context)];
  if (reader.takeIf('limit')) return [readLimit(reader)];
  if (reader.takeIf('quota')) return [readQuota(reader)];
  if (reader.takeIf('log')) return [readLog(reader)];
  if (reader.takeIf('reject')) return readReject(reader, token, context.family, before);
  if (reader.takeIf('notrack')) return [{ kind: 'notrack' }];
  if (reader.is('snat', 'dnat', 'masquerade', 'redirect')) return [readTranslation(reader, context, before)];
  if (reader.is('add', 'update', 'delete') && reader.ahead().kind === 'reference') return [readUpdate(reader, context)];
  if (reader.is(...UNSUPPORTED)) throw unsupported(token);
  if (beginsField(token) || reader.is('(')) return [readRelation(reader, context)];
  if (token.kind === 'word' && token.text.length > 1 && /^[a-z]/.test(token.text) && !reader.is('comment')) {
    if (['ah', 'esp', 'arp', 'vlan', 'sctp', 'dccp', 'gre', 'igmp', 'comp', 'udplite'].includes(token.text))
      readField(reader);
    reader.take();
    return reader.fail(EXPECTED.value);
  }
  return reader.fail(EXPECTED.statement);
}

function readCounter(reader: Reader, context: RuleContext): Statement {
  if (!reader.takeIf('name')) {
    if (reader.takeIf('packets')) reader.take();
    if (reader.takeIf('bytes')) reader.take();
    return { kind: 'counter' };
  }
  const name = reader.take();
  if (!context.counter(name.text)) throw new Problem('Could not process rule: No such file or directory', name);
  return { kind: 'named-counter', name: name.text };
}

/** How a relation is written. */
const RELATIONS: Readonly<Record<string, Relation>> = {
  '==': '==',
  eq: '==',
  '!=': '!=',
  ne: '!=',
  '<': '<',
  lt: '<',
  '>': '>',
  gt: '>',
  '<=': '<=',
  le: '<=',
  '>=': '>=',
  ge: '>=',
  '!': '!',
};

function readRelation(reader: Reader, context: RuleContext): Statement {
  const { expression, span } = readExpression(reader, context.names);
  const types = typesOf(expression);
  if (reader.takeIf('vmap')) {
    if (reader.token.kind !== 'reference')
      return { kind: 'vmap', key: expression, among: readInline(reader, types, 'verdict', context.names) };
    const set = reader.take();
    knownSet(context, set.text, set);
    return { kind: 'vmap', key: expression, among: { kind: 'reference', set: set.text } };
  }
  if (reader.takeIf('set')) return readSetting(reader, expression, span, context);
  const sign = reader.is(...Object.keys(RELATIONS)) ? reader.take().text : undefined;
  const given = sign === undefined ? undefined : RELATIONS[sign];
  const expected = expression.kind === 'meta' ? EXPECTED.metaValue : EXPECTED.value;
  const at = reader.token;
  const right =
    at.kind === 'variable' && isSet(reader)
      ? readVariable(reader, at, (inner) => readRight(inner, types, context.names, expected))
      : readRight(reader, types, context.names, expected);
  if (right.kind === 'reference') knownSet(context, right.set, at);
  if (reader.takeIf('/')) return readMasked(reader, expression, given ?? '==', right, context);
  // Several bits together are asked for by any of them, where no relation is named.
  if (right.kind === 'flags') {
    const single = right.data.length === 1 && given !== undefined && given !== '!';
    const constant = single ? { kind: 'value' as const, type: right.type, data: right.data[0] ?? '' } : right;
    return { kind: 'match', left: expression, relation: given ?? 'in', right: constant };
  }
  // A set of one is that one.
  if (right.kind === 'inline' && right.elements.length === 1 && types.length === 1) {
    const [part] = right.elements[0]?.key ?? [];
    const [type = 'integer'] = types;
    if (part && part.to === undefined)
      return {
        kind: 'match',
        left: expression,
        relation: given ?? '==',
        right: { kind: 'value', type, data: part.from },
      };
  }
  return { kind: 'match', left: expression, relation: given ?? '==', right };
}

/** `tcp flags syn / syn,ack`: the bits behind the stroke are looked at. */
function readMasked(
  reader: Reader,
  field: Expression,
  relation: Relation,
  wanted: Constant | Among,
  { names }: RuleContext,
): Statement {
  const [type = 'integer'] = typesOf(field);
  const mask = bitsOf(readConstant(reader, type, names, EXPECTED.value));
  const left: Expression = { kind: 'binary', operator: '&', left: field, right: mask, type };
  return { kind: 'match', left, relation, right: { kind: 'value', type, data: bitsOf(wanted) } };
}

const isSet = (reader: Reader): boolean => reader.variables.get(reader.token.text)?.[0]?.text === '{';

function knownSet(context: RuleContext, name: string, span: Span): NamedSet {
  const set = context.set(name);
  if (!set) throw new Problem('No such file or directory', span);
  return set;
}

function readSetting(reader: Reader, expression: Expression, span: Span, context: RuleContext): Statement {
  const settable =
    (expression.kind === 'meta' && (expression.key === 'mark' || expression.key === 'nftrace')) ||
    (expression.kind === 'ct' && expression.key === 'mark');
  if (!settable) throw unsupported(span);
  return { kind: 'set', field: expression satisfies Field, value: readValue(reader, expression, context) };
}

/** What something is set to: a constant, another field, or what a map gives. */
function readValue(reader: Reader, like: Expression, context: RuleContext): Expression {
  const types = typesOf(like);
  if (!beginsField(reader.token)) {
    const constant = readRight(reader, types, context.names, EXPECTED.value);
    if (constant.kind === 'inline' || constant.kind === 'reference') return reader.fail(EXPECTED.value);
    return constant;
  }
  const { expression } = readExpression(reader, context.names);
  return reader.takeIf('map') ? readMap(reader, expression, types, context) : expression;
}

function readLimit(reader: Reader): Limit {
  reader.expect('rate', 'rate, name');
  const over = reader.takeIf('over') !== undefined;
  if (!over) reader.takeIf('until');
  const { rate, unit, bytes } = readRate(reader);
  let burst = bytes ? 0 : 5;
  if (reader.takeIf('burst')) {
    const number = Number(reader.take().text);
    burst = number * (bytes ? octets(reader) : 1);
    if (!bytes) reader.takeIf('packets');
  }
  return { kind: 'limit', over, rate, bytes, unit, burst };
}

const OCTETS: Readonly<Record<string, number>> = { bytes: 1, kbytes: 1024, mbytes: 1024 ** 2 };

function octets(reader: Reader): number {
  const word = reader.take();
  return own(OCTETS, word.text) ?? reader.fail('bytes, <string>');
}

const TIME_UNITS = ['second', 'minute', 'hour', 'day', 'week'] as const;

/** `5/second`, `10 mbytes/second`. */
function readRate(reader: Reader): Pick<Limit, 'rate' | 'unit' | 'bytes'> {
  const first = reader.take();
  const whole = first.text.includes('/') ? first : reader.take();
  const [head = '', unit = ''] = whole.text.split('/');
  const known = TIME_UNITS.find((each) => each === unit);
  if (!known) {
    const from = whole.from + head.length + 1;
    throw new Problem(`syntax error, unexpected junk\nexpected any of: ${EXPECTED.unit}`, { from, to: from + 1 });
  }
  const scale = whole === first ? 1 : own(OCTETS, head);
  const rate = Number(whole === first ? head : first.text) * (scale ?? 0);
  if (!(rate > 0)) throw new Problem('limit rate must be greater than zero', first);
  return { rate, unit: known, bytes: whole !== first };
}

function readQuota(reader: Reader): Statement {
  const over = reader.takeIf('over') !== undefined;
  if (!over) reader.takeIf('until');
  const number = Number(reader.take().text);
  return { kind: 'quota', over, bytes: number * octets(reader) };
}

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'];
const LOG_FLAGS: Readonly<Record<string, number>> = { skuid: 8, ether: 32, all: 47 };
const TCP_FLAGS: Readonly<Record<string, number>> = { sequence: 1, options: 2 };
const LONGEST_PREFIX = 127;

function readLog(reader: Reader): Log {
  const log: Log = { kind: 'log', flags: 0 };
  for (;;) {
    if (reader.takeIf('prefix')) {
      const prefix = reader.take();
      if (prefix.text.length > LONGEST_PREFIX) throw new Problem('log prefix is too long', prefix);
      log.prefix = prefix.text;
    } else if (reader.takeIf('group')) log.group = Number(reader.take().text);
    else if (reader.takeIf('snaplen')) log.snaplen = Number(reader.take().text);
    else if (reader.takeIf('queue-threshold')) log.threshold = Number(reader.take().text);
    else if (reader.takeIf('level')) {
      if (!reader.is(...LEVELS)) return reader.fail(EXPECTED.level);
      log.level = LEVELS.indexOf(reader.take().text);
    } else if (reader.takeIf('flags')) log.flags |= readLogFlags(reader);
    else return log;
  }
}

function readLogFlags(reader: Reader): number {
  if (reader.takeIf('ip')) {
    reader.expect('options');
    return 4;
  }
  if (!reader.takeIf('tcp')) return own(LOG_FLAGS, reader.take().text) ?? 0;
  let flags = 0;
  do flags |= own(TCP_FLAGS, reader.take().text) ?? 0;
  while (reader.takeIf(','));
  return flags;
}

function readUpdate(reader: Reader, context: RuleContext): Statement {
  const operation = reader.take().text as 'add' | 'update' | 'delete';
  const set = reader.take();
  knownSet(context, set.text, set);
  reader.expect('{');
  const { expression: key } = readExpression(reader, context.names);
  const timeout = reader.takeIf('timeout') ? durationOf(reader.take().text, reader.previous) : undefined;
  const statements: Statement[] = [];
  while (!reader.is('}')) {
    if (reader.takeIf('limit')) statements.push(readLimit(reader));
    else if (reader.takeIf('counter')) statements.push({ kind: 'counter' });
    else if (reader.is('ct', 'quota')) throw unsupported(reader.token);
    else break;
  }
  reader.expect('}');
  return { kind: 'update', operation, set: set.text, key, ...(timeout === undefined ? {} : { timeout }), statements };
}
