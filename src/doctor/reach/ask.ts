import { played } from '../../history/replay.ts';
import type { Command, History } from '../../history/history.ts';
import { parseIp, type Ip } from '../../ip/address.ts';
import { printRule } from '../../kernel/netfilter/rule/rule-text.ts';
import { own } from '../../kernel/own.ts';
import { addressAt } from '../../world/reach.ts';
import { locate } from '../../world/place.ts';
import { createLab } from '../../world/lab.ts';
import { tracerOf } from '../../world/trace.ts';
import { holdersIn, twinsAt } from '../../world/twins.ts';
import type { Place, World } from '../../world/world.ts';
import { decided, lineOf, resultOf, type Asked, type Result } from './cell.ts';
import type { Source } from './sources.ts';
import type { Protocol } from './targets.ts';
import type { RuleAt, Why } from './why.ts';

/** Can a place reach another on a port? The other may be told by an address, and by whose that is where several have it. */
export interface Ask {
  readonly from: Place;
  readonly to: Place;
  readonly whose?: Place;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Whether it can, why or why not, and the command that makes the traffic. */
export interface Answer {
  readonly result: Result;
  readonly why: Why;
  readonly address: Ip;
  readonly line: string;
}

/** Whether a place can reach another on a port, and what decides it; undefined where there is no such end. */
export function canReach(world: World, ask: Ask): Answer | undefined {
  const source = sourceAt(world, ask.from);
  const target = targetAt(world, ask);
  if (!source || !target) return undefined;
  const { result, why } = decided(tracerOf(world), world, source, target);
  return { result, why, address: target.address, line: lineOf(target) };
}

function targetAt(world: World, { from, to, whose, port, protocol }: Ask): Asked | undefined {
  const given = parseIp(to);
  const address = given ?? (locate(world, to) && addressAt(world, to, from));
  if (address === undefined) return undefined;
  const place = given === undefined ? to : whose;
  const twins = place === undefined ? undefined : twinsAt(world, holdersIn(world), place, address);
  return { address, port, protocol, ...(twins && { twins }) };
}

/** The command since which it is as it is, counted from 0; and the one that made the rule that decides. */
export interface Since {
  readonly command?: Command & { readonly index: number };
  readonly rule?: Command & { readonly index: number };
}

/** Since which commands of a history an answer is as it is: none where it has been so from the start. */
export async function sinceWhen(history: History, ask: Ask): Promise<Since> {
  const lab = createLab({ seed: history.seed });
  const worlds = [lab, ...(await played(history)).map(({ outcome }) => outcome.world)];
  const now = canReach(worlds.at(-1) ?? lab, ask);
  if (!now) return {};
  const { rule: ruling } = now.why;
  /** The command after the last world in which something did not hold. */
  const after = (holds: (world: World) => boolean): (Command & { readonly index: number }) | undefined => {
    const index = worlds.findLastIndex((world) => !holds(world));
    const command = history.commands[index];
    return command && { ...command, index };
  };
  const command = after((world) => briefly(world, ask) === now.result);
  const rule = ruling && after((world) => hasRule(world, ruling));
  return { ...(command && { command }), ...(rule && { rule }) };
}

function briefly(world: World, ask: Ask): Result | undefined {
  const source = sourceAt(world, ask.from);
  const target = targetAt(world, ask);
  return source && target && resultOf(tracerOf(world), source, target);
}

function sourceAt(world: World, place: Place): Source | undefined {
  const namespace = locate(world, place)?.namespace;
  return namespace === undefined ? undefined : { name: place, place, namespace, kind: 'container' };
}

function hasRule(world: World, { place, table, chain, text }: RuleAt): boolean {
  const namespace =
    world.kernel.namespaces[own(world.machines, place)?.namespace ?? locate(world, place)?.namespace ?? ''];
  return (['ip', 'ip6'] as const).some((family) =>
    Object.entries(namespace?.netfilter[family] ?? {}).some(
      ([name, { chains }]) =>
        name === table && own(chains, chain)?.rules.some((rule) => `-A ${chain} ${printRule(rule)}` === text),
    ),
  );
}
