import { options, type Grammar } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

const OPTIONS = options({
  '-n,--lines -c,--bytes -s': 'number',
  '-q,--quiet,--silent -v,--verbose -z -F': 'none',
  '-f': 'none',
  '--follow': { optional: ['descriptor', 'name'] },
});

const grammar = (usual: string): Grammar => ({ options: OPTIONS, usual, operands: ['file'] });

/** coreutils head */
export const head: Tool = {
  name: 'head',
  grammar: grammar('-c -n -q'),
  run: later(async () => (await import('./runs.ts')).runHead),
};

/** coreutils tail; with -f it shows what there is. */
export const tail: Tool = {
  name: 'tail',
  grammar: grammar('-c -f -n -q'),
  run: later(async () => (await import('./runs.ts')).runTail),
};
