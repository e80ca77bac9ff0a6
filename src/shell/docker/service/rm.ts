import { removeService } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { forEach, order } from '../engine.ts';

export const rm = defineCommand({
  use: 'rm SERVICE [SERVICE...]',
  short: 'Remove one or more services',
  ways: ['docker service rm', 'docker service remove'],
  flags: [],
  arity: { atLeast: 1 },
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      order(context, (host) => removeService(host, name));
      return name;
    }),
});
