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
    wait(
      call,
      times.reduce<number>((sum, time) => sum + (time ?? 0), 0),
    );
    return 0;
  },
};
