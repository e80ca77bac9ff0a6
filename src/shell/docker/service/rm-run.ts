import { removeService } from '../../../engine/api.ts';
import { forEach, order } from '../engine.ts';
import type { Context } from '../cli/command.ts';

/** `docker service rm`. */
export function runRm(context: Context<never>): number {
  return forEach(context, context.arguments, (name) => {
    order(context, (host) => removeService(host, name));
    return name;
  });
}
