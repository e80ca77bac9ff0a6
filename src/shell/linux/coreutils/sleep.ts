import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError, hint, usageError } from '../../tool/tool-error.ts';
import { wait } from '../names/query.ts';
import { quote } from '../text/input.ts';
import { duration } from './duration.ts';

/** coreutils sleep: the world's clock moves on. */
export const sleep: Tool = {
  name: 'sleep',
  grammar: { optionsFirst: true, options: options({ '--help --version': 'none' }), operands: ['number'] },
  run(call) {
    const { operands } = readOptions(call, sleep);
    if (operands.length === 0) throw usageError('sleep', 'missing operand');
    const times = operands.map(duration);
    const bad = operands.filter((_, i) => times[i] === undefined);
    if (bad.length > 0)
      throw new ToolError(
        `${bad.map((text) => `sleep: invalid time interval ${quote(call, text)}\n`).join('')}${hint('sleep')}`,
        1,
      );
    if (call.background) return 0;
    const end = call.world().clock.now + times.reduce<number>((sum, time) => sum + (time ?? 0), 0);
    const rest = (): number => {
      wait(call, end - call.world().clock.now);
      return 0;
    };
    // What was put off happens meanwhile.
    const caughtUp = call.catchUp();
    return caughtUp ? caughtUp.then(rest) : rest();
  },
};
