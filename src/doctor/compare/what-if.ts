import type { Command } from '../../history/history.ts';
import { run } from '../../shell/run.ts';
import { TooMuch } from '../../shell/work.ts';
import type { World } from '../../world/world.ts';
import type { AsyncGradual } from '../gradual.ts';
import { compared, type Comparison } from './compare.ts';

/** What would change if some commands ran, and those of them that fail, with what they say. */
export interface WhatIf extends Comparison {
  readonly failed: readonly (Command & { readonly text: string })[];
}

/** What would happen if some commands ran: on a copy, the world stays as it is. */
export async function* whatIf(world: World, commands: readonly Command[]): AsyncGradual<WhatIf> {
  const failed: (Command & { text: string })[] = [];
  let now = world;
  for (const { place, line } of commands)
    try {
      const { world: next, exit, stderr } = await run(now, place, line, { outcomesOnly: true });
      now = next;
      if (exit !== 0) failed.push({ place, line, text: stderr.trim() });
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      failed.push({ place, line, text: '' });
    }
  return { ...(yield* compared(world, now)), failed };
}
