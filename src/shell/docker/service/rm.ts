import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';

export const rm = defineCommand({
  use: 'rm SERVICE [SERVICE...]',
  short: 'Remove one or more services',
  ways: ['docker service rm', 'docker service remove'],
  flags: [],
  arity: { atLeast: 1 },
  run: later(async () => (await import('./runs.ts')).runRm),
});
