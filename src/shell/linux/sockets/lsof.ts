import { family } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import { options } from '../../tool/grammar.ts';
import { getopt } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { serviceNamed, serviceOfPort } from '../names/services.ts';
import { addressText, heldSockets, type Held } from './open.ts';

/** lsof, which the lab's machines lack, as far as it lists sockets. */
export const lsof: Tool = {
  name: 'lsof',
  hostsOnly: true,
  grammar: {
    options: options({
      '-i': { optional: ['tcp', 'udp', ':80'] },
      '-n -P -t -a -l -v -h -U': 'none',
      '-p -u -c -s': 'text',
    }),
    usual: '-i -n -P -t',
    operands: ['file'],
  },
  run(call) {
    const { error, has, value, options: given, operands } = getopt(call.argv.slice(1), lsof.grammar);
    if (error !== undefined) throw new ToolError(`lsof: ${error}\n`, 1);
    // The word after a bare -i is what it is to list.
    const wanted = given.flatMap(({ name, value: text }) => (name === 'i' ? [text || (operands[0] ?? '')] : []));
    if (wanted.length === 0) throw new ToolError("lsof: this lab's lsof lists sockets: lsof -i\n", 1);
    const pids = value('p')?.split(',').map(Number);
    const tests = wanted.map((text) => readWanted(call, text));
    const shown = heldSockets(call).filter(
      (held) =>
        tests.some((test) => test(held)) &&
        (pids === undefined || pids.includes(held.holder.pid)) &&
        (value('c') === undefined || held.holder.process.program.startsWith(value('c') ?? '')),
    );
    if (shown.length === 0) return 1;
    if (has('t')) call.out([...new Set(shown.map(({ holder }) => `${holder.pid}\n`))].join(''));
    else call.out(table(call, shown, { numeric: has('P') }));
    return 0;
  },
};

/** `[46][tcp|udp][@HOST][:PORT,…]` (lsof(8), -i). */
function readWanted(call: Call, text: string): (held: Held) => boolean {
  const parts = /^([46])?(tcp|udp)?(?:@([^:]*|\[[^\]]*\]))?(?::(.*))?$/i.exec(text);
  if (!parts) throw new ToolError(`lsof: unacceptable Internet address in: -i ${text}\n`, 1);
  const [, version, protocol, host, ports] = parts;
  const ranges = ports?.split(',').map((part) => {
    const [from = '', to] = part.split('-');
    const low = /^\d+$/.test(from) ? Number(from) : serviceNamed(call, from)?.port;
    if (low === undefined) throw new ToolError(`lsof: unknown service ${from} in: -i ${text}\n`, 1);
    return [low, to === undefined ? low : Number(to)] as const;
  });
  const bare = host?.replace(/^\[|\]$/g, '');
  return ({ socket }) =>
    (version === undefined || family(socket.address) === Number(version)) &&
    (protocol === undefined || socket.protocol === protocol.toLowerCase()) &&
    (bare === undefined || socket.address === bare || socket.peer?.address === bare) &&
    (ranges === undefined ||
      [socket.port, socket.peer?.port].some((port) =>
        ranges.some(([low, high]) => port !== undefined && port >= low && port <= high),
      ));
}

function table(call: Call, shown: readonly Held[], { numeric }: { numeric: boolean }): string {
  const service = (port: number, protocol: string): string =>
    (numeric ? undefined : serviceOfPort(call, port, protocol)?.name) ?? String(port);
  const rows = shown.map(({ socket, holder }) => {
    const { address, port, protocol, peer, fd, pid } = socket;
    const own = `${addressText(address)}:${service(port, protocol)}`;
    const other = peer ? `->${addressText(peer.address)}:${service(peer.port, protocol)}` : '';
    const state = protocol === 'udp' ? '' : peer ? ' (ESTABLISHED)' : ' (LISTEN)';
    return {
      command: holder.process.program.slice(0, 9),
      pid: String(holder.pid),
      user: holder.user,
      fd: `${fd}u`,
      type: family(address) === 6 ? 'IPv6' : 'IPv4',
      device: String(10_000 + ((pid * 16 + fd) % 900_000)),
      node: protocol.toUpperCase(),
      name: `${own}${other}${state}`,
    };
  });
  const width = (least: number, of: (row: (typeof rows)[number]) => string): number =>
    Math.max(least, ...rows.map((row) => of(row).length));
  const command = width(7, (row) => row.command);
  const pid = width(4, (row) => row.pid);
  const user = width(4, (row) => row.user);
  const device = width(6, (row) => row.device);
  const line = (cells: readonly string[]): string => {
    const [name = '', number = '', who = '', fd = '', type = '', inode = '', size = '', node = '', what = ''] = cells;
    return `${name.padEnd(command)} ${number.padStart(pid)} ${who.padStart(user)} ${fd} ${type.padStart(5)} ${inode.padStart(device)} ${size.padStart(8)} ${node.padStart(4)} ${what}\n`;
  };
  return [
    line(['COMMAND', 'PID', 'USER', '  FD ', 'TYPE', 'DEVICE', 'SIZE/OFF', 'NODE', 'NAME']),
    ...rows.map((row) =>
      line([row.command, row.pid, row.user, row.fd.padStart(5), row.type, row.device, '0t0', row.node, row.name]),
    ),
  ].join('');
}
