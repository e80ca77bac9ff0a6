import type { Call } from '../../tool/call.ts';
import { options } from '../../tool/grammar.ts';
import { getopt } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { serviceNamed } from '../names/services.ts';
import { heldSockets } from './open.ts';

/** What a name is padded to before the pids (psmisc: fuser.c, NAME_FIELD). */
const NAME_FIELD = 20;

/** psmisc fuser, which the lab's machines lack, as far as it tells who holds a port. */
export const fuser: Tool = {
  name: 'fuser',
  hostsOnly: true,
  grammar: {
    options: options({
      '-k,--kill -v,--verbose -4,--ipv4 -6,--ipv6 -s,--silent -a,--all -u,--user': 'none',
      '-n,--namespace': ['tcp', 'udp'],
    }),
    operands: ['text'],
  },
  async run(call) {
    const { error, has, value, operands } = getopt(call.argv.slice(1), fuser.grammar);
    if (error !== undefined) throw new ToolError(`fuser: ${error}\n`, 1);
    if (operands.length === 0) throw new ToolError('No process specification given\n', 1);
    let exit = 1;
    for (const name of operands) {
      const pids = holders(call, name, value('n'));
      if (pids.length === 0) continue;
      exit = 0;
      if (has('s')) continue;
      // At a terminal both streams are one.
      const say = call.tty ? call.out : call.err;
      say(`${name}:`.padEnd(NAME_FIELD));
      call.out(pids.map((pid) => String(pid).padStart(6)).join(''));
      say('\n');
      if (has('k')) await call.run(call.place, ['kill', '-9', ...pids.map(String)]);
    }
    return exit;
  },
};

/** Those who hold a port: `80/tcp`, or `80` with `-n tcp`. Throws ToolError. */
function holders(call: Call, name: string, namespace: string | undefined): readonly number[] {
  const [, port = '', protocol = namespace] = /^([\w-]+)(?:\/(tcp|udp))?$/.exec(name) ?? [];
  if (protocol === undefined) throw new ToolError("fuser: this lab's fuser tells who holds a port: fuser 80/tcp\n", 1);
  const number = /^\d+$/.test(port) ? Number(port) : serviceNamed(call, port, protocol)?.port;
  const held = heldSockets(call).filter(({ socket }) => socket.protocol === protocol && socket.port === number);
  return [...new Set(held.map(({ holder }) => holder.pid))];
}
