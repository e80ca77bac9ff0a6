/** What the snapshot script prints. */
import { insideOf, type Discard, type Draft } from '../draft.ts';
import { daemonOf, daemonOfFlags, readInfo } from '../engine/engine.ts';
import { at, known, listOf, wordAt, wordOf } from '../fields.ts';
import { readSets } from '../rules/ipset.ts';
import { hostsLines, resolvLines } from '../stack/names.ts';
import { readSockets } from '../stack/sockets.ts';
import { readSettings } from '../stack/sysctl.ts';
import { blocksOf } from '../division/blocks.ts';
import type { Hint } from '../division/hint.ts';
import { takeBlock, takeSaved } from '../take-text.ts';
import { takeJson } from '../take-json.ts';
import type { StackFacts } from '../snapshot.ts';

export const isScript = (value: unknown): boolean => at(value, 'hopscope') === 'snapshot';

const linesOf = (value: unknown): string[] => (typeof value === 'string' ? value.split('\n') : []);

export function takeScript(draft: Draft, value: unknown, discard: Discard): void {
  const said = known({
    name: wordAt(value, 'hostname'),
    taken: wordAt(value, 'taken'),
    kernel: wordAt(value, 'kernel'),
  });
  Object.assign(draft.facts, said);
  Object.assign(draft.engine, readInfo(at(value, 'info')));
  takeJson(draft, listOf(at(value, 'networks')), {}, discard);
  takeJson(draft, listOf(at(value, 'containers')), {}, discard);
  takeJson(draft, listOf(at(value, 'services')), {}, discard);
  const balances = at(value, 'balances');
  if (typeof balances === 'boolean') draft.engine.balances = balances;
  const daemon = { ...daemonOf(at(value, 'daemon'), discard), ...daemonOfFlags(linesOf(at(value, 'flags'))) };
  // What is not said in a file that was looked for is as a fresh engine has it.
  draft.engine.daemon = JSON.stringify(daemon);
  draft.facts.resolv = resolvLines(linesOf(at(value, 'resolv')));
  takeStack(draft, draft.stack, at(value, 'stack'), {}, discard);
  for (const each of listOf(at(value, 'stacks'))) {
    const container = wordAt(each, 'container');
    if (container === undefined) continue;
    const inside = insideOf(draft, container);
    takeStack(draft, inside.stack, each, { container }, discard);
    if (at(each, 'resolv') !== undefined) inside.resolv = resolvLines(linesOf(at(each, 'resolv')));
    if (at(each, 'hosts') !== undefined) inside.hosts = hostsLines(linesOf(at(each, 'hosts')));
  }
  for (const each of listOf(at(value, 'missing'))) draft.missing.add(wordOf(each) ?? '');
}

/** Parts that are JSON where iproute2 is, and text where something lesser is. */
const EITHER: readonly (readonly [string, Hint])[] = [
  ['addr', {}],
  ['route', { family: 4 }],
  ['route6', { family: 6 }],
  ['rule', { family: 4 }],
  ['rule6', { family: 6 }],
  ['fdb', {}],
  ['neigh', {}],
];
const SAVED: readonly (readonly [string, Hint])[] = [
  ['iptables', { family: 4 }],
  ['ip6tables', { family: 6 }],
  ['iptables-legacy', { family: 4, legacy: true }],
  ['ip6tables-legacy', { family: 6, legacy: true }],
];

function takeStack(draft: Draft, stack: StackFacts, value: unknown, of: Hint, discard: Discard): void {
  for (const [name, hint] of EITHER) {
    const part = at(value, name);
    if (Array.isArray(part)) takeJson(draft, part, { ...hint, ...of }, discard);
    else for (const block of blocksOf(linesOf(part))) takeBlock(draft, block, { ...hint, ...of }, discard);
  }
  for (const [name, hint] of SAVED) {
    const part = at(value, name);
    if (typeof part !== 'string') continue;
    if (!hint.legacy) stack[hint.family === 6 ? 'ip6tables' : 'iptables'] ??= '';
    takeSaved(stack, linesOf(part), hint, discard);
  }
  if (typeof at(value, 'ipset') === 'string') stack.sets = readSets(linesOf(at(value, 'ipset')), discard);
  if (Array.isArray(at(value, 'route'))) stack.routes ??= [];
  if (Array.isArray(at(value, 'rule'))) stack.rules ??= [];
  for (const each of listOf(at(value, 'nft'))) takeJson(draft, each, of, discard);
  if (typeof at(value, 'sockets') === 'string') stack.sockets = readSockets(linesOf(at(value, 'sockets')));
  if (typeof at(value, 'sysctl') === 'string') stack.sysctl = readSettings(linesOf(at(value, 'sysctl')));
}
