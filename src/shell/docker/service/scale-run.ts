import { changeService, serviceSpec } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Asking } from '../cli/command.ts';
import { ask, order, refusal } from '../engine.ts';
import { converge } from './converge.ts';
import type { scaleFlags } from './flags.table.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';

const USAGE = `See 'docker service scale --help'.

Usage:  docker service scale SERVICE=REPLICAS [SERVICE=REPLICAS...]

Scale one or multiple replicated services`;

/** `docker service scale`. */
export function runScale(context: Context<FlagName<typeof scaleFlags>>): number {
  for (const argument of context.arguments)
    if (!/^[^=]+=./.test(argument)) throw new CliError(`invalid scale specifier '${argument}'.\n${USAGE}`);
  const problems: string[] = [];
  const scaled: string[] = [];
  for (const argument of context.arguments) {
    const [name = '', replicas = ''] = argument.split(/=(.*)/s);
    try {
      scaleTo(context, name, replicas);
      scaled.push(name);
      context.call.out(`${name} scaled to ${replicas}\n`);
    } catch (error) {
      problems.push(`${name}: ${refusal(error)}`);
    }
  }
  for (const name of scaled) converge(context, name);
  for (const problem of problems) context.call.err(`${problem}\n`);
  return problems.length > 0 ? 1 : 0;
}

function scaleTo(context: Asking, name: string, replicas: string): void {
  if (!/^\d+$/.test(replicas))
    throw new CliError(`invalid replicas value ${replicas}: strconv.ParseUint: parsing "${replicas}": invalid syntax`);
  const spec = ask(context, (host) => serviceSpec(host, name));
  if (spec.mode === 'global') throw new CliError('scale can only be used with replicated or replicated-job mode');
  order(context, (host) => changeService(host, name, { ...spec, replicas: Number(replicas) }));
}
