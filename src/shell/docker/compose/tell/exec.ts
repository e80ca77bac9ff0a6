/** `docker compose exec` (cmd/compose/exec.go, pkg/compose/exec.go). */
import { own } from '../../../../kernel/own.ts';
import { flagList, flagNumber, flagOn, flagText } from '../../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../../cli/flags/flag.ts';
import { runExec } from '../../container/exec-run.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { execFlags } from '../flags/exec.table.ts';
import { replicaOf } from '../replica.ts';

type ExecContext = ComposeContext<FlagName<typeof execFlags>>;

/** Variables; one without a value takes that of the project's, and is left out where there is none. */
function environmentOf({ flags, found, warn }: ExecContext): string[] {
  const { environment, warnings } = found();
  for (const { text } of warnings) warn(text);
  return flagList(flags, 'env').flatMap((item) => {
    if (item.includes('=')) return [item];
    const value = own(environment, item);
    return value === undefined ? [] : [`${item}=${value}`];
  });
}

function run(context: ExecContext): number | Promise<number> {
  const { call, flags } = context;
  const [service = '', ...command] = context.arguments;
  const project = context.projectName().toLowerCase();
  const env = environmentOf(context);
  const { Id } = replicaOf(context, project, service, flagNumber(flags, 'index'));
  const switches = {
    detach: flagOn(flags, 'detach'),
    interactive: flagText(flags, 'interactive', 'true') === 'true',
    privileged: flagOn(flags, 'privileged'),
    tty: flagText(flags, 'no-tty', String(!call.tty)) === 'false',
  };
  const texts = { user: flagText(flags, 'user'), workdir: flagText(flags, 'workdir') };
  const given: FlagValues['given'] = {
    env,
    ...Object.fromEntries(Object.entries(switches).map(([name, on]) => [name, [String(on)]])),
    ...Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text === '' ? [] : [[name, [text]]]))),
  };
  return runExec({ ...context, flags: { given, notices: [], arguments: [] }, arguments: [Id, ...command] });
}

export const exec = defineComposeCommand({
  use: 'exec [OPTIONS] SERVICE COMMAND [ARGS...]',
  short: 'Execute a command in a running container',
  flags: execFlags,
  atLeast: 2,
  stopsAtArgument: true,
  completes: ['service', 'command'],
  run,
});
