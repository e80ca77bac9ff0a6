import type { World } from '../../world/world.ts';
import type { Ask, Posed, Question } from '../question.ts';
import { sealed, type Answered } from './answer.ts';
import { defaultRoute, hostPort, listed, listener, running, state } from './containers.ts';
import { address, interfaces } from './interfaces.ts';
import { holds, reply } from './replies.ts';
import { resolver } from './resolvers.ts';
import { sceneOf } from './scene-of.ts';
import type { Scene } from './scene.ts';
import { toldBy } from './told.ts';

/**
 * Puts a question about a world, which stays as it is: its commands run on a copy, and what came of them gives the right answer
 * and the others. Undefined where it cannot be asked there.
 */
export const pose = async (world: World, { commands, ask }: Question): Promise<Posed | undefined> =>
  posedOf(world, await sceneOf(world, commands), ask);

/**
 * Puts a question about what has happened.
 * @param start the world before all of it
 */
export async function posedOf(start: World, scene: Scene, ask: Ask): Promise<Posed | undefined> {
  const answered = await answeredBy(start, scene, ask);
  return answered && sealed(answered, start.seed);
}

async function answeredBy(start: World, scene: Scene, ask: Ask): Promise<Answered | undefined> {
  const { world } = scene;
  switch (ask.about) {
    case 'interfaces':
      return interfaces(world, ask);
    case 'address':
      return address(start, world, ask);
    case 'state':
      return state(world, ask);
    case 'running':
      return running(world, ask);
    case 'default-route':
      return defaultRoute(world, ask);
    case 'host-port':
      return hostPort(world, ask);
    case 'listener':
      return listener(world, ask);
    case 'resolver':
      return resolver(world, ask);
    case 'listed':
      return listed(world, ask);
    case 'reply':
      return reply(scene);
    case 'holds':
      return holds(world, ask.checks);
    default:
      return toldBy(scene, ask);
  }
}
