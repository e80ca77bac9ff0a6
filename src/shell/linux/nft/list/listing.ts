import { builtInBase } from '../../../../kernel/netfilter/nft/order.ts';
import { isBuiltIn } from '../../../../kernel/netfilter/built-in.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import { factsOf } from '../../../../kernel/netfilter/nft/datatypes.ts';
import type { Base, Element, NamedCounter, NamedHelper, NamedSet } from '../../../../kernel/netfilter/nft/ruleset.ts';
import { tablesOf, type TableView } from '../../../../kernel/netfilter/nft/tables.ts';
import { elementText, expressionText } from '../../../../kernel/netfilter/nft/text/expression-text.ts';
import { statementText } from '../../../../kernel/netfilter/nft/text/statement-text.ts';
import { durationText } from '../../../../kernel/netfilter/nft/text/value-text.ts';
import type { Chain, Hook, Rule } from '../../../../kernel/netfilter/table.ts';
import { own } from '../../../../kernel/own.ts';
import { priorityText } from '../commands/settings.ts';
import type { Show } from '../commands/work.ts';
import { statementsOf } from '../xtables/statements-of.ts';

/** What the options of nft ask of a listing. */
export interface ListStyle {
  readonly numeric: boolean;
  readonly numericPriority: boolean;
  readonly stateless: boolean;
  readonly handles: boolean;
  /** Without the elements of sets. */
  readonly terse: boolean;
  readonly service: ((port: number) => string | undefined) | undefined;
  readonly link: (index: number) => string | undefined;
  /** Whether a rule was entered by the commands of this very run, which list what was there before. */
  readonly isNew: (view: TableView, rule: Rule) => boolean;
  /** Clock (ms). */
  readonly now: number;
}

/** A listing, and the tables in it that iptables-nft manages. */
export interface Listed {
  readonly text: string;
  readonly warned: readonly TableView[];
}

/** Tables that a listing speaks of. */
export const viewsFor = (namespace: Namespace, { family, table }: Show): TableView[] =>
  tablesOf(namespace).filter(
    (view) => (family === undefined || view.family === family) && (table === undefined || view.name === table),
  );

/** What `nft list …` prints. */
export function listingOf(namespace: Namespace, show: Show, style: ListStyle): Listed {
  const views = viewsFor(namespace, show);
  const warned: TableView[] = [];
  const blocks = views.map((view) => blockOf(view, show, style, () => warned.push(view)));
  return { text: blocks.join(''), warned: [...new Set(warned)] };
}

function blockOf(view: TableView, show: Show, style: ListStyle, warn: () => void): string {
  if (show.what === 'tables') return `table ${view.family} ${view.name}\n`;
  const { table } = view;
  const sets = Object.values(table.sets ?? {});
  const counters = Object.values(table.counters ?? {});
  const whole = show.what === 'table' || show.what === 'ruleset';
  const within = (parts: readonly string[], between = ''): string =>
    `${headOf(view, whole, whole && style.handles)}${parts.join(between)}}\n`;
  switch (show.what) {
    case 'chains':
      return within(Object.values(table.chains).map((chain) => chainText(view, chain, style, undefined)));
    case 'chain': {
      const chain = own(table.chains, show.name ?? '');
      return chain ? within([chainText(view, chain, style, warn)]) : '';
    }
    case 'sets':
    case 'maps':
      return within(
        sets
          .filter(({ data }) => (data !== undefined) === (show.what === 'maps'))
          .map((set) => setText(view, set, style)),
      );
    case 'set':
    case 'element': {
      const set = own(table.sets, show.name ?? '');
      const wanted = show.elements;
      const elements = set?.elements.filter(({ key }) => wanted?.includes(JSON.stringify(key)) ?? true);
      return set ? within([setText(view, { ...set, elements: elements ?? [] }, style)]) : '';
    }
    case 'counters':
      return counters.length > 0 ? within(counters.map((each) => counterText(each, style))) : '';
    case 'counter': {
      const counter = own(table.counters, show.name ?? '');
      return counter ? within([counterText(counter, style)]) : '';
    }
    default: {
      const settings = [
        ...(table.dormant ? ['\tflags dormant\n'] : []),
        ...(table.owner === undefined ? [] : ['\tflags owner,persist\n']),
        ...(table.comment === undefined ? [] : [`\tcomment "${table.comment}"\n`]),
      ];
      const parts = [
        ...(settings.length > 0 ? [settings.join('')] : []),
        ...counters.map((each) => counterText(each, style)),
        ...Object.values(table.helpers ?? {}).map((each) => helperText(each, style)),
        ...sets.map((set) => setText(view, set, style)),
        ...Object.values(table.chains).map((chain) => chainText(view, chain, style, warn)),
      ];
      return within(parts, '\n');
    }
  }
}

const headOf = ({ family, name, table }: TableView, whole: boolean, handles: boolean): string =>
  `table ${family} ${name} {${whole && table.owner !== undefined ? ` # progname ${table.owner}` : ''}${handles ? ` # handle ${table.handle ?? 0}` : ''}\n`;

const helperText = ({ name, type, protocol, layer, handle }: NamedHelper, { handles }: ListStyle): string =>
  `\tct helper ${name} {${handles ? ` # handle ${handle}` : ''}\n\t\ttype "${type}" protocol ${protocol}\n\t\tl3proto ${layer}\n\t}\n`;

/** The base of a chain and its hook, whoever registered it. */
export function baseOf({ xtables }: TableView, { name, hook, base }: Chain): { hook: Hook; base: Base } | undefined {
  if (hook && base) return { hook, base };
  if (!xtables || !isBuiltIn(xtables.name, name)) return undefined;
  return { hook: name as Hook, base: builtInBase(xtables.name, name as Hook) };
}

/** A chain; without a place for warnings only what it is, not its rules. */
function chainText(view: TableView, chain: Chain, style: ListStyle, warn: (() => void) | undefined): string {
  const registered = baseOf(view, chain);
  const lines = [`\tchain ${chain.name} {${style.handles ? ` # handle ${chain.handle ?? 0}` : ''}\n`];
  if (chain.comment !== undefined) lines.push(`\t\tcomment "${chain.comment}"\n`);
  if (registered) {
    const { hook, base } = registered;
    const priority = priorityText(base.priority, hook, style.numeric || style.numericPriority);
    const policy = (chain.policy ?? 'ACCEPT').toLowerCase();
    lines.push(`\t\ttype ${base.type} hook ${hook.toLowerCase()} priority ${priority}; policy ${policy};\n`);
  }
  const rules = chain.rules.filter((rule) => !style.isNew(view, rule));
  if (warn) for (const rule of rules) lines.push(`\t\t${ruleText(view, rule, style, warn)}\n`);
  return `${lines.join('')}\t}\n`;
}

/** A rule, whoever made it. */
export function ruleText(view: TableView, rule: Rule, style: ListStyle, warn: () => void): string {
  const statements = statementsOf(rule, view.xtables?.family ?? 'ip');
  if (statements.some(({ kind }) => kind === 'xt')) warn();
  const kept = { counters: rule.counters, used: rule.bucket?.tokens };
  const words = statements.map((statement) => statementText(statement, { ...style, family: view.family }, kept));
  const comment = rule.nft?.comment === undefined ? '' : ` comment "${rule.nft.comment}"`;
  return `${words.join(' ')}${comment}${style.handles ? ` # handle ${rule.handle ?? 0}` : ''}`;
}

function counterText(
  { name, packets, bytes, comment, handle }: NamedCounter,
  { stateless, handles }: ListStyle,
): string {
  return [
    `\tcounter ${name} {${handles ? ` # handle ${handle}` : ''}\n`,
    ...(comment === undefined ? [] : [`\t\tcomment "${comment}"\n`]),
    ...(stateless ? [] : [`\t\tpackets ${packets} bytes ${bytes}\n`]),
    '\t}\n',
  ].join('');
}

function setText(view: TableView, set: NamedSet, style: ListStyle): string {
  const words = { ...style, family: view.family };
  const shown = set.elements.filter(({ expires = Infinity }) => expires > style.now);
  const flags = set.flags.filter((flag) => flag !== 'timeout' || set.timeout === undefined || set.flags.length > 1);
  const lines = [
    `\t${set.data === undefined ? 'set' : 'map'} ${set.name} {${style.handles ? ` # handle ${set.handle}` : ''}`,
    `\t\t${typeText(set, words)}`,
    ...(set.size === undefined ? [] : [`\t\tsize ${set.size}${countText(set, shown, style)}`]),
    ...(flags.length > 0 ? [`\t\tflags ${flags.join(',')}`] : []),
    ...(set.timeout === undefined ? [] : [`\t\ttimeout ${durationText(set.timeout)}`]),
    ...(set.interval === undefined ? [] : [`\t\tgc-interval ${durationText(set.interval)}`]),
    ...(set.autoMerge ? ['\t\tauto-merge'] : []),
    ...(set.comment === undefined ? [] : [`\t\tcomment "${set.comment}"`]),
    ...(set.statements ?? []).map(() => '\t\tcounter'),
    ...(style.terse || shown.length === 0 ? [] : [`\t\telements = { ${elementsText(set, shown, words)} }`]),
    '\t}\n',
  ];
  return lines.join('\n');
}

/** How many elements a set with a size has. */
export const countText = ({ size }: NamedSet, { length }: readonly Element[], { stateless }: ListStyle): string =>
  size === undefined || length === 0 || stateless ? '' : `\t# count ${length}`;

function typeText(
  { typeof: read, types, data, dataTypeof }: NamedSet,
  style: Parameters<typeof expressionText>[1],
): string {
  const to = data === 'verdict' ? 'verdict' : dataTypeof ? expressionText(dataTypeof, style) : data?.join(' . ');
  const from = read ? `typeof ${expressionText(read, style)}` : `type ${types.join(' . ')}`;
  return to === undefined ? from : `${from} : ${to}`;
}

type WordStyle = Parameters<typeof expressionText>[1] & ListStyle;

function elementsText(set: NamedSet, elements: readonly Element[], style: WordStyle): string {
  const counter = (set.statements?.length ?? 0) > 0;
  const texts = elements.map((element) => elementText(set, element, style, { now: style.now, counter }));
  const line = elements.some(({ comment }) => comment !== undefined) ? 1 : perLine(set);
  return texts.map((text, i) => (i === 0 ? text : i % line === 0 ? `,\n\t\t\t     ${text}` : `, ${text}`)).join('');
}

/** How many elements stand on a line (calculate_delim, src/expression.c). */
function perLine({ types, data, timeout, flags, statements }: NamedSet): number {
  const [type = 'integer'] = types;
  if (data !== undefined || types.length > 1 || timeout !== undefined || flags.includes('timeout') || statements)
    return 1;
  if (type === 'ipv4_addr') return 2;
  return factsOf(type).octets <= 4 && type !== 'ifname' ? 5 : 1;
}
