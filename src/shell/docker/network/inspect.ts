import { inspectNetwork } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import type { Asking } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { inspectEach } from '../cli/inspect.ts';
import type { Inspected } from '../cli/inspect.ts';
import { ask, named } from '../engine.ts';
import { networkInspect } from './inspect-fields.ts';

/** A network, with its services where `verbose` asks for them. Throws EngineError or CliError. */
export const inspectedNetwork = (context: Asking, ref: string, verbose = false): Inspected => ({
  type: networkInspect,
  json: ask(context, (host) => inspectNetwork(host, named('network', ref), { verbose })),
});

export const inspect = defineCommand({
  use: 'inspect [OPTIONS] NETWORK [NETWORK...]',
  short: 'Display detailed information on one or more networks',
  flags: [inspectFormat, { name: 'verbose', short: 'v', type: 'bool', usage: 'Verbose output for diagnostics' }],
  arity: { atLeast: 1 },
  completes: ['network'],
  run: (context) => inspectEach(context, (ref) => inspectedNetwork(context, ref, flagOn(context.flags, 'verbose'))),
});
