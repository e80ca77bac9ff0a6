import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';

export const top = defineCommand({
  use: 'top CONTAINER [ps OPTIONS]',
  short: 'Display the running processes of a container',
  ways: ['docker container top', 'docker top'],
  flags: [],
  arity: { atLeast: 1 },
  stopsAtArgument: true,
  completes: ['running container', 'none'],
  run: later(async () => (await import('./top-run.ts')).runTop),
});
