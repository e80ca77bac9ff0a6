import type { Call } from '../../tool/call.ts';
import { options, type Option } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError, usageError } from '../../tool/tool-error.ts';
import { commandObstacle } from './command-obstacle.ts';
import { quote } from '../text/input.ts';

/** A tool that runs another command in some way that does not show here. */
function prefix(name: string, known: readonly Option[], complaint: (call: Call, command: string) => string): Tool {
  const grammar = { optionsFirst: true, options: known, operands: ['command'] as const };
  return {
    name,
    grammar,
    run(call) {
      const { operands } = readOptions(call, { name, grammar }, 125);
      const [command] = operands;
      if (command === undefined) throw usageError(name, 'missing operand', 125);
      const obstacle = commandObstacle(call, command);
      if (obstacle) throw new ToolError(`${name}: ${complaint(call, command)}: ${obstacle.reason}\n`, obstacle.exit);
      return call.run(call.place, operands, call.stdin, {
        cwd: call.cwd,
        env: { ...call.env },
        background: call.background,
        namespace: call.namespace,
      });
    },
  };
}

const failed = (call: Call, command: string): string => `failed to run command ${quote(call, command)}`;

/** coreutils nohup, nice and stdbuf, util-linux setsid */
export const prefixes: readonly Tool[] = [
  // Whatever the locale, nohup's quotes are straight.
  prefix('nohup', [], (_, command) => `failed to run command '${command}'`),
  prefix('nice', options({ '-n': 'number' }), (call, command) => quote(call, command)),
  prefix('stdbuf', options({ '-i -o -e': 'text' }), failed),
  prefix('setsid', options({ '-c -f -w': 'none' }), (_, command) => `failed to execute ${command}`),
];
