/** `docker system …`, and which of its commands docker has at the top as well. */
import { absent } from '../cli/command.ts';
import type { Group } from '../cli/command.ts';
import { info } from './info.ts';
import { inspect } from './inspect.ts';
import { prune } from './prune.ts';

const events = absent('events', 'Get real time events from the server');

export const system: Group = {
  use: 'system COMMAND',
  short: 'Manage Docker',
  commands: [absent('df', 'Show docker disk usage'), events, info, prune],
};

export const systemShortcuts: Group['commands'] = [events, inspect];
