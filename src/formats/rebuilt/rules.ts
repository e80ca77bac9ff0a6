import { chainsOf } from '../../kernel/netfilter/chains.ts';
import { printRule } from '../../kernel/netfilter/rule/rule-text.ts';
import { TABLES } from '../../kernel/netfilter/built-in.ts';
import type { Chain, TableFamily } from '../../kernel/netfilter/table.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import { splitWords } from '../../shell/linux/iptables/split-words.ts';
import type { SetFacts, StackFacts } from '../../snapshot/snapshot.ts';
import type { Change } from '../../world/imported.ts';
import type { World } from '../../world/world.ts';
import { line, note, withText } from './lines.ts';

/** Sets, those last that name others; rules that ask for them come after. */
export function setLines(sets: readonly SetFacts[]): readonly string[] {
  const isList = ({ type }: SetFacts): boolean => type === 'list:set';
  return [...sets.filter((each) => !isList(each)), ...sets.filter(isList)].flatMap(
    ({ name, type, options, members }) => [
      line('ipset', 'create', name, type, ...options),
      ...members.map((member) => line('ipset', 'add', name, ...member.split(' '))),
    ],
  );
}

const TOOL: Readonly<Record<TableFamily, string>> = { ip: 'iptables', ip6: 'ip6tables' };

/** Rules that somebody wrote, where they stand among the engine's; a firewall's own are its own to write. */
export function ruleLines(
  world: World,
  namespaceId: string,
  facts: StackFacts,
  changes: readonly Change[],
): readonly string[] {
  const lines = (['ip', 'ip6'] as const).flatMap((family) => tableLines(world, namespaceId, family, changes));
  const keepers = new Map<string, number>();
  for (const { by } of changes) if (by !== undefined) keepers.set(by, (keepers.get(by) ?? 0) + 1);
  return [
    ...lines,
    ...[...keepers].map(([keeper, count]) =>
      note(`${keeper} keeps ${count} rules and chains: it writes them where it is set up as on the host.`),
    ),
    ...legacyLines('iptables-legacy', facts.legacy),
    ...legacyLines('ip6tables-legacy', facts.legacy6),
    ...(facts.nft === undefined ? [] : [withText(line('nft', '-f', '-'), facts.nft)]),
  ];
}

const legacyLines = (tool: string, text: string | undefined): readonly string[] =>
  text === undefined || !/^-A/m.test(text) ? [] : [withText(line(`${tool}-restore`, '--noflush'), text)];

function tableLines(
  world: World,
  namespaceId: string,
  family: TableFamily,
  changes: readonly Change[],
): readonly string[] {
  const namespace = namespaceOf(world.kernel, namespaceId);
  const tool = TOOL[family];
  const of = changes.filter((each) => each.family === (family === 'ip' ? 4 : 6) && each.by === undefined);
  return TABLES.flatMap((table) => {
    const here = of.filter((each) => each.table === table);
    const said = (what: Change['what'], only: Change['only']) =>
      here.filter((each) => each.what === what && each.only === only);
    const call = (...words: readonly (string | number)[]): string => line(tool, '-t', table, ...words);
    return [
      ...said('rule', 'rebuilt').map(({ text }) => call('-D', ...splitWords(text).slice(1))),
      ...said('chain', 'host').map(({ text }) => call(...splitWords(text))),
      ...said('policy', 'host').map(({ text }) => call(...splitWords(text))),
      ...chainsOf(namespace, family, table).flatMap((chain) => chainLines(chain, said('rule', 'host'), call)),
    ];
  });
}

/** Each rule by hand at its place, in order: those before it are there by then. */
function chainLines(
  { name, rules }: Chain,
  byHand: readonly Change[],
  call: (...words: readonly (string | number)[]) => string,
): readonly string[] {
  const left = new Map<string, number>();
  for (const { chain, text } of byHand) if (chain === name) left.set(text, (left.get(text) ?? 0) + 1);
  if (left.size === 0) return [];
  const texts = rules.map((rule) => `-A ${name} ${printRule(rule)}`.trimEnd());
  const isOurs = texts.map((text) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count > 0;
  });
  const lastOther = isOurs.lastIndexOf(false);
  return texts.flatMap((text, at) => {
    if (!isOurs[at]) return [];
    const words = splitWords(text).slice(2);
    return [at > lastOther ? call('-A', name, ...words) : call('-I', name, at + 1, ...words)];
  });
}
