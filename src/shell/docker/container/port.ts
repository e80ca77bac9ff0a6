import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';

export const port = defineCommand({
  use: 'port CONTAINER [PRIVATE_PORT[/PROTO]]',
  short: 'List port mappings or a specific mapping for the container',
  ways: ['docker container port', 'docker port'],
  flags: [],
  arity: { between: [1, 2] },
  completes: ['running container', 'none'],
  run: later(async () => (await import('./port-run.ts')).runPort),
});
