import { EngineError, removeNetwork } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { named, order, refusal } from '../engine.ts';

export const rm = defineCommand({
  use: 'rm NETWORK [NETWORK...]',
  short: 'Remove one or more networks',
  ways: ['docker network rm', 'docker network remove'],
  flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Do not error if the network does not exist' }],
  arity: { atLeast: 1 },
  completes: ['network'],
  run: (context) => {
    let failed = false;
    for (const name of context.arguments) {
      try {
        order(context, (host) => removeNetwork(host, named('network', name)));
        context.call.out(`${name}\n`);
      } catch (error) {
        if (flagOn(context.flags, 'force') && error instanceof EngineError && error.status === 404) continue;
        context.call.err(`${refusal(error)}\n`);
        failed = true;
      }
    }
    if (failed) context.call.err('exit status 1\n');
    return failed ? 1 : 0;
  },
});
