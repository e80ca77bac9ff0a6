import { options, type Grammar } from '../../tool/grammar.ts';
import { getopt } from '../../tool/options.ts';
import type { Follower } from '../followers.ts';
import { REDRAW } from './redraw.ts';

export const TOP: Grammar = {
  options: options({
    '-b,--batch -c,--cmdline-toggle -H,--threads-show -i,--idle-toggle -S -s -1 -h,--help -v,--version': 'none',
    '-n,--iterations -d,--delay -w,--width': 'number',
    '-p,--pid -u,--filter-only-euser -U -o,--sort-override': 'text',
  }),
  usual: '-b -n -d -p -u -o',
};

/** Seconds from one page to the next, unless told. */
const DELAY = 3;

/** `top`: its page is drawn anew, or with -b printed again, every few seconds. */
export const top: Follower = {
  is: ([name, ...args]) => {
    if (name !== 'top') return false;
    const { error, has, value } = getopt(args, TOP);
    return error === undefined && !has('h', 'v') && value('n') === undefined;
  },
  step: async (call) => {
    const { has, value } = getopt(call.argv.slice(1), TOP);
    const { topPage } = await import('../../linux/system/top-run.ts');
    const began = call.world().clock.now;
    call.out(`${has('b') ? '' : REDRAW}${topPage(call)}\n`);
    return { at: began + (Number(value('d') ?? DELAY) || DELAY) * 1000, state: {} };
  },
};
