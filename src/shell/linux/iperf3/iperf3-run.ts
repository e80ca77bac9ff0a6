import { iperf3Report, iperf3Request } from '../../../engine/api.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { connectError } from '../connect-error.ts';
import { namespaceId, wait } from '../names/query.ts';
import { lookupHost } from '../names/resolve.ts';
import { startServer } from '../processes/serve.ts';
import { iperf3 } from './iperf3.ts';

const PORT = 5201;
const SECONDS = 10;
const MOST_SECONDS = 60;
const PATIENCE = 127_000;
const VERSION = 'iperf 3.22 (cJSON 1.7.15)\n';
const USAGE = `
Usage: iperf3 [-s|-c host] [options]
Try \`iperf3 --help' for more information.
`;

const failed = (text: string): ToolError => new ToolError(`iperf3: ${text}\n`, 1);

export function runIperf3(call: Call): number {
  const { error, has, value } = getopt(call.argv.slice(1), iperf3.grammar);
  if (error !== undefined) throw new ToolError(`iperf3: ${error}\n${USAGE}`, 1);
  if (has('v')) {
    call.out(VERSION);
    return 0;
  }
  const port = Number(value('p') ?? PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw failed('parameter error - port number must be between 1 and 65535 inclusive');
  const host = value('c');
  if (has('s')) return serve(call, port, has('D'));
  if (host === undefined)
    throw new ToolError(`iperf3: parameter error - must either be a client (-c) or server (-s)\n${USAGE}`, 1);
  const seconds = Math.min(MOST_SECONDS, Math.max(1, Math.floor(Number(value('t') ?? SECONDS)) || SECONDS));
  return measure(call, host, port, seconds, Number(value('connect-timeout') ?? PATIENCE));
}

function serve(call: Call, port: number, daemon: boolean): number {
  const result = startServer(call, {
    program: 'iperf3',
    command: call.argv,
    listens: [{ protocol: 'tcp', address: '::', port, backlog: 5, fd: 3 }],
  });
  if (typeof result !== 'number')
    throw failed('error - unable to start listener for connections: Address already in use');
  if (!call.background && !daemon)
    call.hold({ kind: 'process', pid: result, reached: call.alone !== true || call.tty === true });
  return 0;
}

const UNREACHED =
  'error - unable to connect to server - server may have stopped running or use a different port, firewall issue, etc.: ';

/** A test of some seconds: its connection goes out as packets, and what it carries is what the simulator takes links to carry. */
function measure(call: Call, host: string, port: number, seconds: number, patience: number): number {
  const found = lookupHost(call, host);
  const [destination] = found.ok ? found.addresses : [];
  if (destination === undefined) throw failed(`${UNREACHED}Name or service not known`);
  const [outcome] = call.send({
    kind: 'tcp',
    namespace: namespaceId(call),
    destination,
    port,
    request: iperf3Request(seconds),
    close: 'when-answered',
    timeout: patience,
    connectTimeout: patience,
  }).outcomes;
  if (outcome?.status !== 'connected')
    throw failed(`${UNREACHED}${outcome ? connectError(outcome) : 'Connection timed out'}`);
  if (!outcome.response.startsWith('done')) throw failed('error - control socket has closed unexpectedly');
  call.out(`Connecting to host ${host}, port ${port}\n`);
  call.out(`[  5] local ${outcome.local} port ${outcome.localPort} connected to ${destination} port ${port}\n`);
  wait(call, seconds * 1000);
  call.out(iperf3Report(seconds, 'client'));
  call.out('\niperf Done.\n');
  call.err("(These figures are the simulator's: it takes every link to carry the same.)\n");
  return 0;
}
