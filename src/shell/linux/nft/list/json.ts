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
  NamedSet,
  Statement,
  Verdict,
} from '../../../../kernel/netfilter/nft/ruleset.ts';
import type { TableView } from '../../../../kernel/netfilter/nft/tables.ts';
import { typesOf } from '../../../../kernel/netfilter/nft/text/expression-text.ts';
import { statementText } from '../../../../kernel/netfilter/nft/text/statement-text.ts';
import { valueText } from '../../../../kernel/netfilter/nft/text/value-text.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import type { Rule } from '../../../../kernel/netfilter/table.ts';
import type { Show } from '../commands/work.ts';
import { statementsOf } from '../xtables/statements-of.ts';
import { baseOf, viewsFor, type ListStyle } from './listing.ts';

/** A value of JSON. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** JSON as jansson writes it: a space behind commas and colons. */
function write(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(write).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, each]) => `${JSON.stringify(key)}: ${write(each)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

const METAINFO: Json = {
  metainfo: { version: '1.1.7', release_name: 'Commodore Bullmoose #8', json_schema_version: 1 },
};

/** What `nft -j list …` prints (src/json.c). */
export function jsonOf(namespace: Namespace, show: Show, style: ListStyle): string {
  const views = viewsFor(namespace, show);
  return write({ nftables: [METAINFO, ...views.flatMap((view) => objectsOf(view, show, style))] });
}

function objectsOf(view: TableView, show: Show, style: ListStyle): Json[] {
  const { family, name, table } = view;
  const flags = table.dormant ? { flags: ['dormant'] } : {};
  const comment = table.comment === undefined ? {} : { comment: table.comment };
  const head: Json = { table: { family, name, handle: table.handle ?? 0, ...flags, ...comment } };
  const chains = Object.values(table.chains);
  const sets = Object.values(table.sets ?? {}).map((set) => setJson(view, set, style));
  const counters = Object.values(table.counters ?? {}).map((counter): Json => ({
    counter: {
      family,
      name: counter.name,
      table: name,
      handle: counter.handle,
      ...(counter.comment === undefined ? {} : { comment: counter.comment }),
      packets: counter.packets,
      bytes: counter.bytes,
    },
  }));
  const rules = (of: typeof chains): Json[] =>
    of.flatMap((chain) =>
      chain.rules.filter((rule) => !style.isNew(view, rule)).map((rule) => ruleJson(view, chain.name, rule, style)),
    );
  const named = chains.filter((chain) => chain.name === show.name);
  switch (show.what) {
    case 'tables':
      return [head];
    case 'chains':
      return chains.map((chain) => chainJson(view, chain));
    case 'chain':
      return [...named.map((chain) => chainJson(view, chain)), ...rules(named)];
    case 'sets':
    case 'maps':
      return sets.filter((_, i) => (Object.values(table.sets ?? {})[i]?.data !== undefined) === (show.what === 'maps'));
    case 'set':
    case 'element':
      return sets.filter((_, i) => Object.values(table.sets ?? {})[i]?.name === show.name);
    case 'counters':
      return counters;
    case 'counter':
      return counters.filter((_, i) => Object.values(table.counters ?? {})[i]?.name === show.name);
    default:
      return [head, ...chains.map((chain) => chainJson(view, chain)), ...counters, ...sets, ...rules(chains)];
  }
}

function chainJson(view: TableView, chain: TableView['table']['chains'][string]): Json {
  const registered = baseOf(view, chain);
  return {
    chain: {
      family: view.family,
      table: view.name,
      name: chain.name,
      handle: chain.handle ?? 0,
      ...(chain.comment === undefined ? {} : { comment: chain.comment }),
      ...(registered
        ? {
            type: registered.base.type,
            hook: registered.hook.toLowerCase(),
            prio: registered.base.priority,
            policy: (chain.policy ?? 'ACCEPT').toLowerCase(),
          }
        : {}),
    },
  };
}

function setJson({ family, name: table }: TableView, set: NamedSet, style: ListStyle): Json {
  const type = set.types.length > 1 ? set.types : (set.types[0] ?? 'integer');
  const to = set.data === 'verdict' ? 'verdict' : set.data && (set.data.length > 1 ? set.data : (set.data[0] ?? ''));
  const flags = [...set.flags].sort((a, b) => FLAG_ORDER.indexOf(a) - FLAG_ORDER.indexOf(b));
  const elements = set.elements.filter(({ expires = Infinity }) => expires > style.now);
  return {
    [set.data === undefined ? 'set' : 'map']: {
      family,
      name: set.name,
      table,
      type,
      handle: set.handle,
      ...(to === undefined ? {} : { map: to }),
      ...(set.comment === undefined ? {} : { comment: set.comment }),
      ...(set.size === undefined ? {} : { size: set.size }),
      ...(flags.length > 0 ? { flags } : {}),
      ...(set.timeout === undefined ? {} : { timeout: set.timeout / 1000 }),
      ...(set.interval === undefined ? {} : { 'gc-interval': set.interval / 1000 }),
      ...(set.autoMerge ? { 'auto-merge': true } : {}),
      ...(elements.length > 0 && !style.terse ? { elem: elements.map((each) => elementJson(set, each, style)) } : {}),
    },
  };
}

const FLAG_ORDER = ['constant', 'interval', 'timeout', 'dynamic'];

function elementJson({ types, data }: Pick<NamedSet, 'types' | 'data'>, element: Element, style: ListStyle): Json {
  const key = keyJson(types, element.key);
  const extra = {
    ...(element.timeout === undefined ? {} : { timeout: element.timeout / 1000 }),
    ...(element.expires === undefined ? {} : { expires: Math.floor((element.expires - style.now) / 1000) }),
    ...(element.comment === undefined ? {} : { comment: element.comment }),
    ...(element.counters ? { counter: { ...element.counters } } : {}),
  };
  const shown: Json = Object.keys(extra).length > 0 ? { elem: { val: key, ...extra } } : key;
  const { to } = element;
  if (!to) return shown;
  if ('verdict' in to) return [shown, verdictJson(to.verdict)];
  const into = data === undefined || data === 'verdict' ? [] : data;
  const parts = to.values.map((value, i) => valueJson(into[i] ?? 'integer', value));
  return [shown, parts.length > 1 ? { concat: parts } : (parts[0] ?? '')];
}

function keyJson(types: readonly DataType[], key: readonly KeyPart[]): Json {
  const parts = key.map((part, i) => partJson(types[i] ?? 'integer', part));
  return parts.length > 1 ? { concat: parts } : (parts[0] ?? '');
}

function partJson(type: DataType, { from, to }: KeyPart): Json {
  if (to === undefined || to === from) return valueJson(type, from);
  const length = factsOf(type).prefixes ? blockLength(from, to) : undefined;
  if (length !== undefined) return { prefix: { addr: decodeIp(from), len: length } };
  return { range: [valueJson(type, from), valueJson(type, to)] };
}

const STYLE = { family: 'inet' } as const;

function valueJson(type: DataType, data: Data): Json {
  switch (type) {
    case 'mark':
    case 'integer':
    case 'inet_service':
    case 'icmp_code':
    case 'icmpv6_code':
      return numberOf(data);
    case 'time':
      return Math.floor(numberOf(data) / 1000);
    case 'ifname':
      return data;
    default: {
      if (factsOf(type).bits) {
        const names = valueText(type, data, STYLE).split(' | ');
        return names.length > 1 ? { '|': names } : (names[0] ?? '');
      }
      const names = factsOf(type).names;
      return names && nameOf(type, numberOf(data)) === undefined ? numberOf(data) : valueText(type, data, STYLE);
    }
  }
}

function ruleJson(view: TableView, chain: string, rule: Rule, style: ListStyle): Json {
  const statements = statementsOf(rule, view.xtables?.family ?? 'ip');
  return {
    rule: {
      family: view.family,
      table: view.name,
      chain,
      handle: rule.handle ?? 0,
      ...(rule.nft?.comment === undefined ? {} : { comment: rule.nft.comment }),
      expr: statements.map((statement) => statementJson(statement, rule, style)),
    },
  };
}

function verdictJson(verdict: Verdict): Json {
  return 'chain' in verdict ? { [verdict.kind]: { target: verdict.chain } } : { [verdict.kind]: null };
}

function statementJson(statement: Statement, rule: Rule, style: ListStyle): Json {
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
    case 'limit': {
      const { rate, burst, unit, over } = statement;
      return { limit: { rate, burst, per: unit, ...(over ? { inv: true } : {}) } };
    }
    case 'log': {
      const { prefix, level, group } = statement;
      const levels = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'];
      const parts = {
        ...(prefix === undefined ? {} : { prefix }),
        ...(group === undefined ? {} : { group }),
        ...(level === undefined || level === 4 ? {} : { level: levels[level] ?? '' }),
      };
      return { log: Object.keys(parts).length > 0 ? parts : null };
    }
    case 'reject': {
      const { kind } = statement.with;
      if (kind === 'tcp reset') return { reject: { type: 'tcp reset' } };
      const [, , , name = 'port-unreachable'] = statementText(statement, { family: 'ip' }).split(' ');
      return { reject: kind === 'icmpx' && statement.with.code === 1 ? null : { type: kind, expr: name } };
    }
    case 'snat':
    case 'dnat':
    case 'masquerade':
    case 'redirect': {
      const { kind, family, address, ports } = statement;
      const parts = {
        ...(family !== undefined ? { family } : {}),
        ...(address ? { addr: expressionJson(address, style) } : {}),
        ...(ports ? { port: expressionJson(ports, style) } : {}),
      };
      return { [kind]: Object.keys(parts).length > 0 ? parts : null };
    }
    case 'set':
      return { mangle: { key: expressionJson(statement.field, style), value: expressionJson(statement.value, style) } };
    case 'opaque':
      return { [statement.text]: null };
    case 'notrack':
      return { notrack: null };
    case 'quota': {
      return { quota: { val: statement.bytes, val_unit: 'bytes', ...(statement.over ? { inv: true } : {}) } };
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

function matchJson({ left, relation, right }: Extract<Statement, { kind: 'match' }>, style: ListStyle): Json {
  const bits = typesOf(left).some((type) => factsOf(type).bits);
  const op = relation === 'in' ? 'in' : relation;
  return {
    match: {
      op: bits && relation === 'in' ? 'in' : op,
      left: expressionJson(left, style),
      right: right.kind === 'inline' || right.kind === 'reference' ? amongJson(right, style) : constantJson(right),
    },
  };
}

const amongJson = (among: Among, style: ListStyle): Json =>
  among.kind === 'reference' ? `@${among.set}` : { set: among.elements.map((each) => elementJson(among, each, style)) };

function constantJson(constant: Constant): Json {
  switch (constant.kind) {
    case 'value':
      return valueJson(constant.type, constant.data);
    case 'values':
      return { concat: constant.data.map((data, i) => valueJson(constant.types[i] ?? 'integer', data)) };
    case 'prefix':
      return { prefix: { addr: decodeIp(constant.data), len: constant.length } };
    case 'range':
      return { range: [valueJson(constant.type, constant.from), valueJson(constant.type, constant.to)] };
    case 'flags': {
      const all = constant.data.map((data) => valueJson(constant.type, data));
      return all.length > 1 ? all : (all[0] ?? '');
    }
  }
}

function expressionJson(expression: Expression, style: ListStyle): Json {
  switch (expression.kind) {
    case 'binary':
      return {
        [expression.operator]: [expressionJson(expression.left, style), valueJson(expression.type, expression.right)],
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
      return constantJson(expression);
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
      return { fib: { result: field.result, flags: field.flags } };
    case 'numgen':
      return { numgen: { mode: field.mode, mod: field.modulus, offset: field.offset } };
  }
}
