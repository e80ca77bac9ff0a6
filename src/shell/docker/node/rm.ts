import { removeNode } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { forEach, order } from '../engine.ts';
import { rmFlags } from './flags.table.ts';

export const rm = defineCommand({
  use: 'rm [OPTIONS] NODE [NODE...]',
  short: 'Remove one or more nodes from the swarm',
  ways: ['docker node rm', 'docker node remove'],
  flags: rmFlags,
  arity: { atLeast: 1 },
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      order(context, (host) => removeNode(host, name, flagOn(context.flags, 'force')));
      return name;
    }),
});
