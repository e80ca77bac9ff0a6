import { getopt } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { connect } from './connect.ts';
import { listen } from './listen.ts';
import { HELP, USAGE } from './nc.table.ts';
import { fail, portsOf, type Settings } from './settings.ts';
import { nc } from './nc.ts';

/** The port that a connection comes from; nc gives the text to getaddrinfo(3). */
function sourcePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > 65535) throw fail('getaddrinfo: Servname not supported for ai_socktype');
  return Number(text);
}

export const runNc: Tool['run'] = (call) => {
  const { operands, error, has, value } = getopt(call.argv.slice(1), nc.grammar);
  if (error !== undefined) throw new ToolError(`nc: ${error}\n${USAGE}`, 1);
  if (has('h')) throw new ToolError(HELP, 1);
  const timeout = value('w');
  if (timeout !== undefined && !/^\d+$/.test(timeout)) throw fail(`timeout invalid: ${timeout}`);
  const settings: Settings = {
    udp: has('u'),
    scan: has('z'),
    verbose: has('v'),
    half: has('N'),
    numeric: has('n'),
    family: has('4') ? 4 : has('6') ? 6 : undefined,
    source: value('s'),
    sourcePort: has('l') ? undefined : sourcePort(value('p')),
    timeout: timeout === undefined ? undefined : Number(timeout) * 1000,
  };
  if (has('l')) return listen(call, settings, operands, value('p'));
  const [host, port] = operands;
  if (host === undefined) throw new ToolError(USAGE, 1);
  if (port === undefined) throw fail('missing port number');
  return connect(call, host, portsOf(call, port, settings), settings);
};
