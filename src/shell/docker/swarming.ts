/** The nouns of a swarm. */
export { nodeCommands } from './node/commands.ts';
export { serviceCommands } from './service/commands.ts';
export { stackCommands } from './stack/commands.ts';
export { swarmCommands } from './swarm/commands.ts';
