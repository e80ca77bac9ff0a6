import { inspectNetwork } from '../../../engine/api.ts';
import type { Asking, Context } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { inspectEach } from '../cli/inspect.ts';
import type { Inspected } from '../cli/inspect.ts';
import { ask, named } from '../engine.ts';
import { networkInspect } from './inspect-fields.ts';

/** A network, with its services where `verbose` asks for them. Throws EngineError or CliError. */
export const inspectedNetwork = (context: Asking, ref: string, verbose = false): Inspected => ({
  type: networkInspect,
  json: ask(context, (host) => inspectNetwork(host, named('network', ref), { verbose })),
});

/** `docker network inspect`. */
export const inspectNetworks = (context: Context<'format' | 'verbose'>): number =>
  inspectEach(context, (ref) => inspectedNetwork(context, ref, flagOn(context.flags, 'verbose')));
