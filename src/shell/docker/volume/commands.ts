/** `docker volume …`. */
import type { Group } from '../cli/command.ts';
import { create } from './create.ts';
import { inspect } from './inspect.ts';
import { ls } from './ls.ts';
import { prune } from './prune.ts';
import { rm } from './rm.ts';

export const volume: Group = {
  use: 'volume COMMAND',
  short: 'Manage volumes',
  commands: [create, inspect, ls, prune, rm],
};
