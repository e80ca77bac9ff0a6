import { locate } from '../../../world/place.ts';
import { RELEASE } from '../../files/proc.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';

const VERSION = '#1 SMP PREEMPT_DYNAMIC @0';

/** coreutils uname */
export const uname: Tool = {
  name: 'uname',
  grammar: {
    options: options({
      '-a,--all -s,--kernel-name -n,--nodename -r,--kernel-release -v,--kernel-version -m,--machine -p -i -o,--operating-system':
        'none',
    }),
  },
  run(call) {
    const { options: given, has } = readOptions(call, uname);
    const parts: Readonly<Record<string, string>> = {
      s: 'Linux',
      n: locate(call.world(), call.place)?.hostname ?? '',
      r: RELEASE,
      v: VERSION,
      m: 'x86_64',
      o: 'GNU/Linux',
    };

    const letters = has('a')
      ? Object.keys(parts)
      : given.length === 0
        ? ['s']
        : Object.keys(parts).filter((l) => has(l));
    call.out(`${letters.map((letter) => parts[letter]).join(' ')}\n`);
    return 0;
  },
};
