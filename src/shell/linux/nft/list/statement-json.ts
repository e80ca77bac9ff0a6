import {
  blockLength,
  decodeIp,
  factsOf,
  nameOf,
  numberOf,
  type Data,
  type DataType,
} from '../../../../kernel/netfilter/nft/datatypes.ts';
import type {
  Among,
  Constant,
  Element,
  Expression,
  Field,
  KeyPart,
  Limit,
  Log,
  NamedSet,
  Statement,
  Verdict,
} from '../../../../kernel/netfilter/nft/ruleset.ts';
import { rejectName } from '../../../../kernel/netfilter/nft/text/statement-text.ts';
import { bitsOfNumber, octetsOf, valueText } from '../../../../kernel/netfilter/nft/text/value-text.ts';
import type { Rule } from '../../../../kernel/netfilter/table.ts';
import type { ListStyle } from './listing.ts';

/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An element of a set or map. */
export function elementJson(
  { types, data, statements }: Pick<NamedSet, 'types' | 'data' | 'statements'>,
  element: Element,
  style: ListStyle,
): Json {
  const key = keyJson(types, element.key, style);
  const counts = (statements ?? []).some(({ kind }) => kind === 'counter');
  const extra = {
    ...(element.timeout === undefined ? {} : { timeout: element.timeout / 1000 }),
    ...(element.expires === undefined ? {} : { expires: Math.floor((element.expires - style.now) / 1000) }),
    ...(element.comment === undefined ? {} : { comment: element.comment }),
    ...(counts ? { counter: { ...(element.counters ?? { packets: 0, bytes: 0 }) } } : {}),
  };
  const shown: Json = Object.keys(extra).length > 0 ? { elem: { val: key, ...extra } } : key;
  const { to } = element;
  if (!to) return shown;
  if ('verdict' in to) return [shown, verdictJson(to.verdict)];
  const into = data === undefined || data === 'verdict' ? [] : data;
  const parts = to.values.map((value, i) => valueJson(into[i] ?? 'integer', value, style));
  return [shown, parts.length > 1 ? { concat: parts } : (parts[0] ?? '')];
}

function keyJson(types: readonly DataType[], key: readonly KeyPart[], style: ListStyle): Json {
  const parts = key.map((part, i) => partJson(types[i] ?? 'integer', part, style));
  return parts.length > 1 ? { concat: parts } : (parts[0] ?? '');
}

function partJson(type: DataType, { from, to }: KeyPart, style: ListStyle): Json {
  if (to === undefined || to === from) return valueJson(type, from, style);
  const length = factsOf(type).prefixes ? blockLength(from, to) : undefined;
  if (length !== undefined) return { prefix: { addr: decodeIp(from), len: length } };
  return rangeJson(type, from, to, style);
}

/** Ports have no names in a range. */
function rangeJson(type: DataType, from: Data, to: Data, style: ListStyle): Json {
  const numbers = { ...style, service: undefined };
  return { range: [valueJson(type, from, numbers), valueJson(type, to, numbers)] };
}

/** What several bits are together: names, or with `-n` numbers (bitmask_to_json). */
function bitsJson(type: DataType, data: Data, style: ListStyle): Json[] {
  return bitsOfNumber(numberOf(data)).map((bit) => (style.numeric ? undefined : nameOf(type, bit)) ?? bit);
}

function valueJson(type: DataType, data: Data, style: ListStyle): Json {
  const number = numberOf(data);
  switch (type) {
    case 'mark':
    case 'integer':
    case 'frag_off':
    case 'icmp_code':
    case 'icmpv6_code':
      return number;
    case 'inet_service':
      return style.service?.(number) ?? number;
    case 'time':
      return Math.floor(number / 1000);
    case 'boolean':
      return number === 1;
    case 'ifname':
      return data;
    case 'iface_index':
      return style.link(number) ?? number;
    // Without its name it is the number as the packet has it, read the wrong way round.
    case 'ether_type':
      return style.numeric ? ((number & 0xff) << 8) | (number >> 8) : (nameOf(type, number) ?? number);
    default: {
      const { bits, names } = factsOf(type);
      if (bits) {
        const each = bitsJson(type, data, style);
        return each.length > 1 ? { '|': each } : (each[0] ?? 0);
      }
      if (names) return (style.numeric ? undefined : nameOf(type, number)) ?? number;
      return valueText(type, data, { family: 'inet' });
    }
  }
}

function verdictJson(verdict: Verdict): Json {
  return 'chain' in verdict ? { [verdict.kind]: { target: verdict.chain } } : { [verdict.kind]: null };
}

/** A statement of a rule, which tells what the rule has counted. */
export function statementJson(statement: Statement, rule: Rule, style: ListStyle): Json {
  switch (statement.kind) {
    case 'match':
      return matchJson(statement, style);
    case 'verdict':
      return verdictJson(statement.verdict);
    case 'vmap':
      return { vmap: { key: expressionJson(statement.key, style), data: amongJson(statement.among, style) } };
    case 'counter': {
      const { packets, bytes } = rule.counters;
      return style.stateless ? { counter: null } : { counter: { packets, bytes } };
    }
    case 'named-counter':
      return { counter: statement.name };
    case 'limit':
      return { limit: limitJson(statement) };
    case 'log':
      return { log: logJson(statement) };
    case 'reject': {
      const { kind, code } = statement.with;
      if (kind === 'tcp reset') return { reject: { type: kind } };
      return { reject: { type: kind, expr: style.numeric ? code : rejectName(statement.with) } };
    }
    case 'snat':
    case 'dnat':
    case 'masquerade':
    case 'redirect': {
      const { kind, family, address, ports, flags } = statement;
      const parts = {
        ...(family !== undefined ? { family } : {}),
        ...(address ? { addr: expressionJson(address, style) } : {}),
        ...(ports ? { port: expressionJson(ports, style) } : {}),
        ...(flags.length > 0 ? { flags } : {}),
      };
      return { [kind]: Object.keys(parts).length > 0 ? parts : null };
    }
    case 'set':
      return { mangle: { key: expressionJson(statement.field, style), value: expressionJson(statement.value, style) } };
    case 'opaque':
      return { [statement.text]: null };
    case 'notrack':
      return { notrack: null };
    case 'helper':
      return { 'ct helper': statement.name };
    case 'quota': {
      const { value, unit } = octetsOf(statement.bytes);
      const used = style.stateless ? 0 : (rule.bucket?.tokens ?? 0);
      const spent = used > 0 ? { used: octetsOf(used).value, used_unit: octetsOf(used).unit } : {};
      return { quota: { val: value, val_unit: unit, ...spent, ...(statement.over ? { inv: true } : {}) } };
    }
    case 'update': {
      const inner = statement.statements.map((each) => statementJson(each, rule, style));
      return {
        set: {
          op: statement.operation,
          elem: expressionJson(statement.key, style),
          set: `@${statement.set}`,
          ...(inner.length > 0 ? { stmt: inner } : {}),
        },
      };
    }
    case 'xt':
      return { xt: { type: statement.type, name: statement.name } };
  }
}

function limitJson({ rate, burst, unit, over, bytes }: Limit): Json {
  const most = { ...(over ? { inv: true } : {}) };
  if (!bytes) return { rate, burst, per: unit, ...most };
  const [each, all] = [octetsOf(rate), octetsOf(burst)];
  return { rate: each.value, burst: all.value, per: unit, ...most, rate_unit: each.unit, burst_unit: all.unit };
}

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'];
const WARN = 4;
const LOG_FLAGS: readonly [flag: number, name: string][] = [
  [1, 'tcp sequence'],
  [2, 'tcp options'],
  [4, 'ip options'],
  [8, 'skuid'],
  [32, 'ether'],
];

function logJson({ prefix, group, snaplen, threshold, level, flags }: Log): Json {
  const named = LOG_FLAGS.filter(([flag]) => flags & flag).map(([, name]) => name);
  const parts = {
    ...(prefix === undefined ? {} : { prefix }),
    ...(group === undefined ? {} : { group }),
    ...(snaplen === undefined ? {} : { snaplen }),
    ...(threshold === undefined ? {} : { 'queue-threshold': threshold }),
    ...(level === undefined || level === WARN ? {} : { level: LEVELS[level] ?? '' }),
    ...(named.length > 0 ? { flags: (flags & 47) === 47 ? ['all'] : named } : {}),
  };
  return Object.keys(parts).length > 0 ? parts : null;
}

function matchJson({ left, relation, right }: Extract<Statement, { kind: 'match' }>, style: ListStyle): Json {
  return {
    match: {
      op: relation,
      left: expressionJson(left, style),
      right:
        right.kind === 'inline' || right.kind === 'reference' ? amongJson(right, style) : constantJson(right, style),
    },
  };
}

const amongJson = (among: Among, style: ListStyle): Json =>
  among.kind === 'reference' ? `@${among.set}` : { set: among.elements.map((each) => elementJson(among, each, style)) };

function constantJson(constant: Constant, style: ListStyle): Json {
  switch (constant.kind) {
    case 'value':
      return valueJson(constant.type, constant.data, style);
    case 'values':
      return { concat: constant.data.map((data, i) => valueJson(constant.types[i] ?? 'integer', data, style)) };
    case 'prefix':
      return { prefix: { addr: decodeIp(constant.data), len: constant.length } };
    case 'range':
      return rangeJson(constant.type, constant.from, constant.to, style);
    case 'flags': {
      const all = constant.data.map((data) => valueJson(constant.type, data, style));
      return all.length > 1 ? all : (all[0] ?? '');
    }
  }
}

/** What is read of a packet. */
export function expressionJson(expression: Expression, style: ListStyle): Json {
  switch (expression.kind) {
    case 'binary':
      return {
        [expression.operator]: [
          expressionJson(expression.left, style),
          valueJson(expression.type, expression.right, style),
        ],
      };
    case 'concat':
      return { concat: expression.parts.map((part) => expressionJson(part, style)) };
    case 'map':
      return { map: { key: expressionJson(expression.key, style), data: amongJson(expression.among, style) } };
    case 'value':
    case 'values':
    case 'prefix':
    case 'range':
    case 'flags':
      return constantJson(expression, style);
    default:
      return fieldJson(expression);
  }
}

function fieldJson(field: Field): Json {
  switch (field.kind) {
    case 'payload':
      return { payload: { protocol: field.protocol, field: field.field } };
    case 'meta':
      return { meta: { key: field.key } };
    case 'ct':
      return {
        ct: {
          key: field.family ? `${field.family} ${field.key}` : field.key,
          ...(field.direction ? { dir: field.direction } : {}),
        },
      };
    case 'fib':
      return { fib: { result: field.result === 'check' ? 'oif' : field.result, flags: field.flags } };
    case 'numgen':
      return { numgen: { mode: field.mode, mod: field.modulus, offset: field.offset } };
  }
}
