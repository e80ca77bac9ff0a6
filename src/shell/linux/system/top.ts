import { TOP } from '../../tasks/followers/top.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** procps top: at a terminal it is a follower (`tasks/followers`), else it prints its pages. */
export const top: Tool = { name: 'top', grammar: TOP, run: later(async () => (await import('./top-run.ts')).runTop) };
