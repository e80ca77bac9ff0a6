import { removeVolume } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { forEach, order } from '../engine.ts';

export const rm = defineCommand({
  use: 'rm [OPTIONS] VOLUME [VOLUME...]',
  short: 'Remove one or more volumes',
  long: 'Remove one or more volumes. You cannot remove a volume that is in use by a container.',
  ways: ['docker volume rm', 'docker volume remove'],
  flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Force the removal of one or more volumes' }],
  arity: { atLeast: 1 },
  completes: ['volume'],
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      order(context, (host) => removeVolume(host, name, { force: flagOn(context.flags, 'force') }));
      return name;
    }),
});
