import { strftime } from '../../linux/calendar.ts';
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';
import { options, type Grammar } from '../../tool/grammar.ts';
import { getopt } from '../../tool/options.ts';
import type { Follower } from '../followers.ts';
import { REDRAW } from './redraw.ts';

export const WATCH: Grammar = {
  optionsFirst: true,
  options: options({
    '-n,--interval': 'number',
    '-t,--no-title -b,--beep -c,--color -C,--no-color -e,--errexit -g,--chgexit -p,--precise -r,--no-rerun -w,--no-wrap -x,--exec':
      'none',
    '-d,--differences': { optional: ['permanent'] },
    '-q,--equexit': 'number',
  }),
  operands: ['command'],
};

/** procps' watch redraws no more often. */
const SHORTEST = 0.1;
const WIDTH = 80;

/** What a command prints, as watch has it run by a shell, or itself with -x. */
async function printed(
  call: Call,
  operands: readonly string[],
  exec: boolean,
): Promise<{ text: string; exit: number }> {
  let text = '';
  const output = { out: (more: string) => void (text += more), err: (more: string) => void (text += more) };
  const words = exec ? operands : ['sh', '-c', operands.join(' ')];
  const exit = await call.run(call.place, words, '', { cwd: call.cwd, env: { ...call.env }, output });
  return { text, exit };
}

/** `watch COMMAND`: it is run again and again, and its picture drawn anew. */
export const watch: Follower = {
  is: ([name, ...args]) => {
    if (name !== 'watch') return false;
    const { error, operands } = getopt(args, WATCH);
    return error === undefined && operands.length > 0;
  },
  step: async (call, state) => {
    const { operands, has, value } = getopt(call.argv.slice(1), WATCH);
    const seconds = Math.max(SHORTEST, Number((value('n') ?? '2').replace(',', '.')) || 2);
    const began = call.world().clock.now;
    const { text, exit } = await printed(call, operands, has('x'));
    const host = locate(call.world(), call.place)?.hostname ?? '';
    const left = `Every ${seconds.toFixed(1)}s: ${operands.join(' ')}`;
    const right = `${host}: ${strftime('%a %b %e %H:%M:%S %Y', began)}`;
    const gap = ' '.repeat(Math.max(1, WIDTH - left.length - right.length));
    call.out(`${REDRAW}${has('t') ? '' : `${left}${gap}${right}\n\n`}${text}`);
    const changed = state['text'] !== undefined && state['text'] !== text;
    const over = (has('e') && exit !== 0) || (has('g') && changed);
    return { at: began + seconds * 1000, state: { text }, ...(over && { exit: has('e') ? 8 : 0 }) };
  },
};
