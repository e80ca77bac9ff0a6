/** `docker image …`, and which of its commands docker has at the top as well. */
import { build } from '../build/build.ts';
import { absent } from '../cli/command.ts';
import type { Group } from '../cli/command.ts';
import { importing, load, save } from './archive.ts';
import { history } from './history.ts';
import { inspect } from './inspect.ts';
import { ls } from './ls.ts';
import { prune } from './prune.ts';
import { pull } from './pull.ts';
import { rm, rmi } from './rm.ts';
import { tag } from './tag.ts';

export const push = absent('push', 'Upload an image to a registry');

export const image: Group = {
  use: 'image COMMAND',
  short: 'Manage images',
  commands: [build, history, importing, inspect, load, ls, prune, pull, push, rm, save, tag],
};

export const imageShortcuts: Group['commands'] = [history, importing, load, rmi, save, tag];
