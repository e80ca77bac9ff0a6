import { inspectContainer } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { naturally } from '../cli/format/natural.ts';
import { quote } from '../cli/template/quote.ts';
import { ask, named } from '../engine.ts';
import { hostPort } from './port-text.ts';

/** `docker port`. */
export function runPort(context: Context<never>): number {
  const [name = '', wanted = ''] = context.arguments;
  const { Ports } = ask(context, (host) => inspectContainer(host, named('container', name))).NetworkSettings;
  const lines = wanted === '' ? all(Ports) : one(Ports, wanted, name);
  context.call.out(
    lines
      .sort(naturally)
      .map((line) => `${line}\n`)
      .join(''),
  );
  return 0;
}

type Ports = Readonly<Record<string, readonly { HostIp: string; HostPort: string }[] | null>>;

const all = (ports: Ports): string[] =>
  Object.entries(ports).flatMap(([port, bindings]) =>
    (bindings ?? []).map(({ HostIp, HostPort }) => `${port} -> ${hostPort(HostIp, HostPort)}`),
  );

function one(ports: Ports, wanted: string, name: string): string[] {
  const [port = '', protocol = ''] = wanted.split('/');
  const problem = !/^\d+$/.test(port) ? 'invalid syntax' : Number(port) > 65_535 ? 'value out of range' : undefined;
  if (problem)
    throw new CliError(`Error: invalid port (${port}): strconv.ParseUint: parsing ${quote(port)}: ${problem}`);
  const bindings = ports[`${Number(port)}/${protocol === '' ? 'tcp' : protocol}`] ?? [];
  if (bindings.length === 0) throw new CliError(`Error: No public port '${wanted}' published for ${name}`);
  return bindings.map(({ HostIp, HostPort }) => hostPort(HostIp, HostPort));
}
