import type { Call, Tool } from '../tool.ts';
import { getopt } from './getopt.ts';
import { quote } from './text/input.ts';

/** A tool that runs another command in some way that does not show here. */
const prefix =
  (name: string, short: string, complaint: (call: Call, command: string) => string): Tool =>
  (call) => {
    const { operands, error } = getopt(call.argv.slice(1), { short: `+${short}` });
    const [command] = operands;
    if (error !== undefined || command === undefined) {
      call.err(`${name}: ${error ?? 'missing operand'}\nTry '${name} --help' for more information.\n`);
      return 125;
    }
    if (!call.has(call.place, command)) {
      call.err(`${name}: ${complaint(call, command)}: No such file or directory\n`);
      return 127;
    }
    return call.run(call.place, operands, call.stdin, {
      cwd: call.cwd,
      env: { ...call.env },
      background: call.background,
      ...(call.namespace !== undefined && { namespace: call.namespace }),
    });
  };

const failed = (call: Call, command: string): string => `failed to run command ${quote(call, command)}`;

export const nohup = prefix('nohup', '', failed);
export const nice = prefix('nice', 'n:', (call, command) => quote(call, command));
export const stdbuf = prefix('stdbuf', 'i:o:e:', failed);
export const setsid = prefix('setsid', 'cfw', (_, command) => `failed to execute ${command}`);
