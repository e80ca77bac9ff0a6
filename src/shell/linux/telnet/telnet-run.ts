import type { Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError, hint } from '../../tool/tool-error.ts';
import { connectError } from '../connect-error.ts';
import { namespaceId, wait } from '../names/query.ts';
import { FAILURES, lookupHost, numericHost } from '../names/resolve.ts';
import { serviceNamed } from '../names/services.ts';
import { HELP } from './help.table.ts';
import { telnet } from './telnet.ts';

const VERSION = 'telnet (GNU inetutils) 2.8\n';
const PORT = 23;
/** Until the kernel gives up a SYN. */
const PATIENCE = 127_000;
/** What a person who types nothing sees of a server that speaks first. */
const LISTENS = 1000;

/** telnet HOST [PORT]: what stands in its standard input is typed, and ends the session where it ends. */
export function runTelnet(call: Call): number {
  const { operands, error, has, value } = getopt(call.argv.slice(1), telnet.grammar);
  if (error !== undefined)
    throw new ToolError(`telnet: ${error}\n${hint('telnet').replace('--help', "--help' or 'telnet --usage")}`, 64);
  if (has('?', 'usage', 'V')) {
    call.out(has('V') ? VERSION : HELP);
    return 0;
  }
  const [host, service = String(PORT)] = operands;
  if (host === undefined) {
    call.out('telnet> \n');
    return 0;
  }
  const port = serviceNamed(call, service, 'tcp')?.port ?? Number(service);
  const found = lookupHost(call, host, has('4') ? 4 : has('6') ? 6 : undefined);
  if (!found.ok || !(port > 0 && port < 65536)) {
    const why = found.ok ? 'Servname not supported for ai_socktype' : FAILURES[found.failure];
    call.out(`Server lookup failure:  ${host}:${service}, ${why}\n`);
    return 1;
  }
  const bound = value('b');
  const source = bound === undefined ? undefined : numericHost(bound);
  return connect(call, host, found.addresses, port, source);
}

/** Tries one address after the other. */
function connect(call: Call, host: string, addresses: readonly Ip[], port: number, source: Ip | undefined): number {
  const typed = asTyped(call.stdin);
  let reason = '';
  for (const ip of addresses) {
    call.out(`Trying ${ip}...\n`);
    const outcome = call.send({
      kind: 'tcp',
      namespace: namespaceId(call),
      destination: ip,
      port,
      ...(typed !== '' && { request: typed }),
      close: typed === '' && call.tty === true ? 'when-answered' : 'at-once',
      timeout: typed === '' && call.tty === true ? LISTENS : PATIENCE,
      connectTimeout: PATIENCE,
      ...(source !== undefined && { source }),
    }).outcomes[0];
    if (!outcome) return 1;
    if (outcome.status === 'not-permitted') wait(call, PATIENCE);
    if (outcome.status === 'connected') {
      call.out(
        `Connected to ${numericHost(host) === undefined ? host : ip}.\nEscape character is '^]'.\n${outcome.response}`,
      );
      if (outcome.end !== 'timeout') call.err('Connection closed by foreign host.\n');
      return outcome.end === 'timeout' ? 0 : 1;
    }
    reason = connectError(outcome);
    if (ip !== addresses.at(-1)) call.err(`telnet: connect to address ${ip}: ${reason}\n`);
  }
  call.err(`telnet: Unable to connect to remote host: ${reason}\n`);
  return 1;
}

/** Characters as a network virtual terminal sends them: a line's end is CR LF, a CR alone CR NUL (RFC 854). */
const asTyped = (text: string): string => text.replaceAll('\r', '\r\u0000').replaceAll('\n', '\r\n');
