import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';

export const rm = defineCommand({
  use: 'rm NETWORK [NETWORK...]',
  short: 'Remove one or more networks',
  ways: ['docker network rm', 'docker network remove'],
  flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Do not error if the network does not exist' }],
  arity: { atLeast: 1 },
  completes: ['network'],
  run: later(async () => (await import('./runs.ts')).runRm),
});
