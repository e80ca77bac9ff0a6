/** `docker system …`, and which of its commands docker has at the top as well. */
import type { Group } from '../cli/command.ts';
import { df } from './df.ts';
import { events } from './events.ts';
import { info } from './info.ts';
import { inspect } from './inspect.ts';
import { prune } from './prune.ts';

export const system: Group = {
  use: 'system COMMAND',
  short: 'Manage Docker',
  commands: [df, events, info, prune],
};

export const systemShortcuts: Group['commands'] = [events, inspect];
