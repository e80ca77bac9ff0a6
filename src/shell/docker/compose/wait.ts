/** `docker compose wait`. */
import { CliError } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { quote } from '../cli/template/quote.ts';
import { runAttached } from '../container/process/main-process.ts';
import { defineComposeCommand } from './command.ts';
import type { ComposeContext } from './command.ts';
import { containersOf } from './containers.ts';
import { takeDown } from './down.ts';
import { waitFlags } from './flags/life.table.ts';
import { together } from './time.ts';

async function run(context: ComposeContext<FlagName<typeof waitFlags>>): Promise<number> {
  const { arguments: services, call, flags } = context;
  const name = context.projectOrName().name.toLowerCase();
  const containers = containersOf(context, name, { services });
  if (containers.length === 0) throw new CliError(`no containers for project ${quote(name)}`);
  let status = 0;
  const silent = { stdin: '', out: () => undefined, err: () => undefined };
  await together(context, containers, async ({ Id }) => {
    const code = await runAttached(context, Id, silent);
    // What only a person can end is not waited for.
    if (code === undefined) return;
    call.out(`container ${quote(Id)} exited with status code ${code}\n`);
    status = code;
  });
  if (flagOn(flags, 'down-project')) await takeDown(context, name, undefined, { orphans: true });
  return status;
}

export const wait = defineComposeCommand({
  use: 'wait SERVICE [SERVICE...] [OPTIONS]',
  short: 'Block until containers of all (or specified) services stop.',
  flags: waitFlags,
  arity: { atLeast: 1 },
  run,
});
