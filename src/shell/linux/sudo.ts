import { options } from '../tool/grammar.ts';
import { readOptions } from '../tool/options.ts';
import type { Call } from '../tool/call.ts';
import type { Tool } from '../tool/tool.ts';

const USAGE = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user]
            [-u user] [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-C num] [-D directory]
            [-g group] [-h host] [-p prompt] [-R directory] [-T timeout]
            [-u user] [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-C num] [-D directory]
            [-g group] [-h host] [-p prompt] [-R directory] [-T timeout]
            [-u user] file ...
`;

const allowed = ({ place }: Call): string => `User root may run the following commands on ${place}:
    (ALL : ALL) ALL
`;

/** sudo at a host, where everybody is root already: it runs the rest, as root or as the user that -u names. */
export const sudo: Tool = {
  name: 'sudo',
  hostsOnly: true,
  grammar: {
    optionsFirst: true,
    options: options({ '-A -b -E -H -k -K -n -N -P -S -v -i -s -l': 'none', '-u -g -h -p -C -D -R -T -U': 'text' }),
    usual: '-u -E -i -l',
    operands: ['command'],
  },
  run(call) {
    const { operands, has, value } = readOptions(call, sudo, 1);
    const user = value('u');
    const around = {
      cwd: call.cwd,
      env: { ...call.env },
      background: call.background,
      namespace: call.namespace,
      ...(user !== undefined && user !== 'root' && { user }),
    };
    const [command] = operands;
    if (has('l') && command === undefined) {
      call.out(allowed(call));
      return 0;
    }
    if (has('i', 's')) {
      if (command !== undefined) return call.run(call.place, ['sh', '-c', operands.join(' ')], call.stdin, around);
      return call.run(call.place, ['sh'], call.stdin, around);
    }
    if (has('v', 'k', 'K') && command === undefined) return 0;
    if (command === undefined) {
      call.err(USAGE);
      return 1;
    }
    if (!command.includes('/') && !call.has(call.place, command)) {
      call.err(`sudo: ${command}: command not found\n`);
      return 1;
    }
    return call.run(call.place, operands, call.stdin, around);
  },
};
