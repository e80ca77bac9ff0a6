import { TimeIsUp } from '../../time-limit.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError, hint, usageError } from '../../tool/tool-error.ts';
import { signalOf } from '../processes/signals.ts';
import { quote } from '../text/input.ts';
import { commandObstacle } from './command-obstacle.ts';
import { duration } from './duration.ts';

/** Exit codes of timeout where the command's own do not count. */
const FAILED = 125;
const TIMED_OUT = 124;
const KILLED = 128;

/** coreutils timeout */
export const timeout: Tool = {
  name: 'timeout',
  grammar: {
    optionsFirst: true,
    options: options({
      '-f,--foreground -p,--preserve-status -v,--verbose': 'none',
      '-k,--kill-after': 'number',
      '-s,--signal': ['INT', 'KILL', 'TERM'],
    }),
    usual: '--foreground -k -s',
    operands: ['number', 'command'],
  },
  run(call) {
    const { has, value, operands } = readOptions(call, timeout, FAILED);
    const [limit = '', ...command] = operands;
    if (command.length === 0) throw new ToolError(hint('timeout'), FAILED);
    const time = duration(limit);
    if (time === undefined) throw usageError('timeout', `invalid time interval ${quote(call, limit)}`, FAILED);
    const given = value('s') ?? 'TERM';
    const signal = signalOf(given);
    if (!signal) throw usageError('timeout', `${quote(call, given)}: invalid signal`, FAILED);
    const [name = ''] = command;
    const obstacle = commandObstacle(call, name);
    if (obstacle)
      throw new ToolError(`timeout: failed to run command ${quote(call, name)}: ${obstacle.reason}\n`, obstacle.exit);
    const until = Math.min(call.until ?? Infinity, time > 0 ? call.world().clock.now + time : Infinity);
    const killed = (failure: unknown): number => {
      if (!(failure instanceof TimeIsUp) || until === call.until) throw failure;
      if (signal.name === 'KILL') call.err('Killed\n');
      return signal.name === 'KILL' || has('p') ? KILLED + signal.number : TIMED_OUT;
    };
    try {
      const exit = call.run(call.place, command, call.stdin, {
        cwd: call.cwd,
        env: { ...call.env },
        background: call.background,
        namespace: call.namespace,
        until: until === Infinity ? undefined : until,
      });
      return typeof exit === 'number' ? exit : exit.catch(killed);
    } catch (failure) {
      return killed(failure);
    }
  },
};
