/** `docker service …`. */
import type { Group } from '../cli/command.ts';
import { create } from './create.ts';
import { inspect } from './inspect.ts';
import { logs } from './logs.ts';
import { ls } from './ls.ts';
import { ps } from './ps.ts';
import { rm } from './rm.ts';
import { scale } from './scale.ts';
import { rollback, update } from './update.ts';

export const serviceCommands: Group['commands'] = [create, inspect, logs, ls, ps, rm, rollback, scale, update];
