/** `docker swarm …`. */
import type { Group } from '../cli/command.ts';
import { init, join, leave } from './membership.ts';
import { ca, joinToken, unlock, unlockKey } from './secrets.ts';
import { update } from './update.ts';

export const swarmCommands: Group['commands'] = [ca, init, join, joinToken, leave, unlock, unlockKey, update];
