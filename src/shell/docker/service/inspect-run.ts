import { EngineError, inspectService } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import type { ServiceJson } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { inspectEach } from '../cli/inspect.ts';
import { ask } from '../engine.ts';
import type { inspectFlags } from './flags.table.ts';
import { serviceInspect } from './inspect-fields.ts';
import { prettyService } from './pretty.ts';

/** `docker service inspect`. */
export function inspectServices(context: Context<FlagName<typeof inspectFlags>>): number {
  const { flags, call } = context;
  const find = (ref: string): ServiceJson => {
    try {
      return ask(context, (host) => inspectService(host, ref));
    } catch (error) {
      if (error instanceof EngineError && error.status === 404) throw new CliError(`Error: no such service: ${ref}`);
      throw error;
    }
  };
  if (!flagOn(flags, 'pretty')) return inspectEach(context, (ref) => ({ type: serviceInspect, json: find(ref) }));
  if (flagText(flags, 'format') !== '') throw new CliError('--format is incompatible with human friendly format');
  const names = ask(context, (host) => (id: string) => host.engine.networks[id]?.name ?? id);
  for (const ref of context.arguments) call.out(prettyService(find(ref), names));
  return 0;
}
