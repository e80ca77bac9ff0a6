/** `docker network …`. */
import type { Group } from '../cli/command.ts';
import { connect, disconnect } from './connect.ts';
import { create } from './create.ts';
import { inspect } from './inspect.ts';
import { ls } from './ls.ts';
import { prune } from './prune.ts';
import { rm } from './rm.ts';

export const network: Group = {
  use: 'network COMMAND',
  short: 'Manage networks',
  commands: [connect, create, disconnect, inspect, ls, prune, rm],
};
