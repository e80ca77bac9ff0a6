import { family } from '../../../ip/address.ts';
import { endProcess } from '../../../kernel/process/processes.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { wait } from '../names/query.ts';
import { FAILURES, numericHost } from '../names/resolve.ts';
import { startServer } from '../processes/serve.ts';
import { USAGE } from './nc.table.ts';
import { fail, portsOf, type Settings } from './settings.ts';

const LISTEN_BACKLOG = 1;

/** `nc -l [HOST] PORT`: a process that stays and listens. What it hears goes nowhere, as nobody watches its terminal. */
export function listen(
  call: Call,
  settings: Settings,
  operands: readonly string[],
  sourcePort: string | undefined,
): number {
  const { source } = settings;
  if (operands.length > 0 && (source !== undefined || sourcePort !== undefined)) throw new ToolError(USAGE, 1);
  const given = sourcePort ?? operands.at(-1);
  const host = operands.length > 1 ? operands[0] : source;
  if (given === undefined) throw fail('missing port number');
  const [port] = portsOf(call, given, settings);
  if (port === undefined) throw fail('port number invalid');
  const address = host === undefined ? (settings.family === 6 ? '::' : '0.0.0.0') : numericHost(host);
  if (address === undefined) throw fail(`getaddrinfo for host "${host}" port ${port}: ${FAILURES.unknown}`);
  const result = startServer(call, {
    program: 'nc',
    command: call.argv,
    listens: [
      {
        protocol: settings.udp ? 'udp' : 'tcp',
        address,
        port,
        backlog: settings.udp ? 0 : LISTEN_BACKLOG,
        fd: 3,
        ...(family(address) === 6 && { v6only: true }),
      },
    ],
  });
  if (typeof result !== 'number')
    throw fail(result === 'in-use' ? 'Address already in use' : 'Cannot assign requested address');
  if (settings.verbose) call.err(`${settings.udp ? 'Bound' : 'Listening'} on ${address} ${port}\n`);
  if (call.background) return 0;
  if (call.until !== undefined) listenUntil(call, result);
  else call.hold({ kind: 'process', pid: result, reached: call.alone !== true || call.tty === true });
  return 0;
}

/** Under `timeout` it listens until its time is up. */
function listenUntil(call: Call, pid: number): void {
  try {
    wait(call, Infinity);
  } finally {
    call.update(({ kernel }) => endProcess(kernel, pid));
  }
}
