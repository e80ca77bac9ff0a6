/** `docker node …`. */
import type { Group } from '../cli/command.ts';
import { inspect } from './inspect.ts';
import { ls } from './ls.ts';
import { ps } from './ps.ts';
import { rm } from './rm.ts';
import { demote, promote, update } from './update.ts';

export const nodeCommands: Group['commands'] = [demote, inspect, ls, promote, ps, rm, update];
