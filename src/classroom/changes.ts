import type { Command } from '../history/history.ts';
import { own } from '../kernel/own.ts';
import type { Positions } from '../formats/document.ts';
import type { Content } from './content.ts';

/** How a content differs from another one; what is the same is not named. */
export interface Change extends Partial<Omit<Content, 'history' | 'positions' | 'question' | 'assignment'>> {
  readonly seed?: number;
  /** So many of the commands stay, and these follow. */
  readonly commands?: { readonly keep: number; readonly add: readonly Command[] };
  /** null where a node is placed by hand no longer, or where nothing is asked or handed out. */
  readonly positions?: Readonly<Record<string, { readonly x: number; readonly y: number } | null>>;
  readonly question?: Content['question'] | null;
  readonly assignment?: Content['assignment'] | null;
}

export function changeOf(before: Content, after: Content): Change {
  const commands = commandsChanged(before.history.commands, after.history.commands);
  const positions = positionsChanged(before.positions, after.positions);
  return {
    ...(before.history.seed !== after.history.seed && { seed: after.history.seed }),
    ...(commands && { commands }),
    ...(before.name !== after.name && { name: after.name }),
    ...(positions && { positions }),
    ...(!isSame(before.view, after.view) && { view: after.view }),
    ...(!isSame(before.question, after.question) && { question: after.question ?? null }),
    ...(!isSame(before.assignment, after.assignment) && { assignment: after.assignment ?? null }),
  };
}

/** The content that `changeOf` was told the change to, if this is the one it was told it from: whether it is, digests tell. */
export function changed(before: Content, change: Change): Content {
  const { seed = before.history.seed, commands, name = before.name, positions, view = before.view } = change;
  const question = change.question === undefined ? before.question : change.question;
  const assignment = change.assignment === undefined ? before.assignment : change.assignment;
  return {
    history: {
      seed,
      commands: commands
        ? [...before.history.commands.slice(0, commands.keep), ...commands.add]
        : before.history.commands,
    },
    name,
    positions: positions ? placed(before.positions, positions) : before.positions,
    view,
    ...(question && { question }),
    ...(assignment && { assignment }),
  };
}

function commandsChanged(before: readonly Command[], after: readonly Command[]): Change['commands'] {
  if (before === after) return undefined;
  let keep = 0;
  while (keep < before.length && keep < after.length && isSameCommand(before[keep], after[keep])) keep += 1;
  if (keep === before.length && keep === after.length) return undefined;
  return { keep, add: after.slice(keep) };
}

const isSameCommand = (a: Command | undefined, b: Command | undefined): boolean =>
  a === b || (a?.place === b?.place && a?.line === b?.line && a?.comment === b?.comment);

function positionsChanged(before: Positions, after: Positions): Change['positions'] {
  if (before === after) return undefined;
  const moved = Object.entries(after).filter(([node, { x, y }]) => {
    const was = own(before, node);
    return was?.x !== x || was.y !== y;
  });
  const freed = Object.keys(before).filter((node) => own(after, node) === undefined);
  if (moved.length + freed.length === 0) return undefined;
  return Object.fromEntries([...moved, ...freed.map((node) => [node, null] as const)]);
}

function placed(before: Positions, moved: NonNullable<Change['positions']>): Positions {
  const stays = Object.entries(before).filter(([node]) => own(moved, node) === undefined);
  const now = Object.entries(moved).flatMap(([node, at]) => (at ? [[node, at] as const] : []));
  return Object.fromEntries([...stays, ...now]);
}

/** Small plain values, made the same way. */
export const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
