import type { NamedSet } from '../../../../kernel/netfilter/nft/ruleset.ts';
import type { TableView } from '../../../../kernel/netfilter/nft/tables.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import type { Rule } from '../../../../kernel/netfilter/table.ts';
import type { Show } from '../commands/work.ts';
import { statementsOf } from '../xtables/statements-of.ts';
import { baseOf, countText, viewsFor, type ListStyle } from './listing.ts';
import { elementJson, expressionJson, statementJson, type Json } from './statement-json.ts';

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
  const all = [...(table.dormant ? ['dormant'] : []), ...(table.owner === undefined ? [] : ['owner', 'persist'])];
  const flags = all.length > 0 ? { flags: all } : {};
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
  const types = set.types.length > 1 ? set.types : (set.types[0] ?? 'integer');
  const type: Json = set.typeof ? { typeof: expressionJson(set.typeof, style) } : types;
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
      ...(countText(set, elements, style) === '' ? {} : { count: elements.length }),
      ...(flags.length > 0 ? { flags } : {}),
      ...(set.timeout === undefined ? {} : { timeout: set.timeout / 1000 }),
      ...(set.interval === undefined ? {} : { 'gc-interval': set.interval / 1000 }),
      ...(set.autoMerge ? { 'auto-merge': true } : {}),
      ...(elements.length > 0 && !style.terse ? { elem: elements.map((each) => elementJson(set, each, style)) } : {}),
      ...(set.statements ? { stmt: set.statements.map(({ kind }) => ({ [kind]: null })) } : {}),
    },
  };
}

const FLAG_ORDER = ['constant', 'interval', 'timeout', 'dynamic'];

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
