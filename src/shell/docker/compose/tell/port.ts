/** `docker compose port` (cmd/compose/port.go, pkg/compose/port.go). */
import { CliError } from '../../cli/command.ts';
import { flagNumber, flagText } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { quote } from '../../cli/template/quote.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { nameOfContainer } from '../containers.ts';
import { portFlags } from '../flags/list.table.ts';
import { replicaOf } from '../replica.ts';

/** A number as strconv.ParseUint reads it. Throws CliError. */
function portNumber(text: string): number {
  const problem = !/^\d+$/.test(text) ? 'invalid syntax' : Number(text) > 65_535 ? 'value out of range' : undefined;
  if (problem) throw new CliError(`strconv.ParseUint: parsing ${quote(text)}: ${problem}`);
  return Number(text);
}

function run(context: ComposeContext<FlagName<typeof portFlags>>): number {
  const { call, flags } = context;
  const [service = '', text = ''] = context.arguments;
  const port = portNumber(text);
  const protocol = flagText(flags, 'protocol', 'tcp').toLowerCase();
  const container = replicaOf(context, context.projectName().toLowerCase(), service, flagNumber(flags, 'index'));
  const found = container.Ports.find(({ PrivatePort, Type }) => PrivatePort === port && String(Type) === protocol);
  if (!found) {
    const all = container.Ports.map(({ PublicPort = 0, Type }) => `${PublicPort}/${Type}`).join(', ');
    throw new CliError(`no port ${port}/${protocol} for container ${nameOfContainer(container)}: ${all}`);
  }
  call.out(`${found.IP ?? ''}:${found.PublicPort ?? 0}\n`);
  return 0;
}

export const port = defineComposeCommand({
  use: 'port [OPTIONS] SERVICE PRIVATE_PORT',
  short: 'Print the public port for a port binding',
  flags: portFlags,
  atLeast: 2,
  completes: ['service', 'none'],
  run,
});
