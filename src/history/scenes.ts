import type { Command } from './history.ts';

/** A command at which a talk stops, to tell and to show. */
export interface Scene<C extends Command = Command> {
  /** Counted from 0. */
  readonly at: number;
  readonly command: C;
}

/** Whether a history is a talk: something is said of one of its commands. */
export const isTalk = (commands: readonly Command[]): boolean => commands.some(({ comment }) => comment !== undefined);

/** Where a talk stops: at the commands of which something is said, those before them run along; at every one where nothing is. */
export function scenesOf<C extends Command>(commands: readonly C[]): readonly Scene<C>[] {
  const scenes = commands.map((command, at) => ({ at, command }));
  const said = scenes.filter(({ command }) => command.comment !== undefined);
  return said.length > 0 ? said : scenes;
}

/** The scene that one is in after so many commands, counted from 0; -1 before the first. */
export const sceneAt = (scenes: readonly Scene[], done: number): number => scenes.findLastIndex(({ at }) => at < done);

/** How many commands are done after the next scene; undefined where there is none. */
export function nextStop(scenes: readonly Scene[], done: number): number | undefined {
  const next = scenes.find(({ at }) => at >= done);
  return next && next.at + 1;
}

/** How many are after the scene before, 0 where that is the start; undefined where one stands there. */
export function stopBefore(scenes: readonly Scene[], done: number): number | undefined {
  if (done === 0) return undefined;
  const before = scenes.findLast(({ at }) => at + 1 < done);
  return before === undefined ? 0 : before.at + 1;
}
