import { EngineError, removeNetwork } from '../../../engine/api.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { named, order, refusal } from '../engine.ts';
import type { Context } from '../cli/command.ts';

/** `docker network rm`. */
export function runRm(context: Context<'force'>): number {
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
}
