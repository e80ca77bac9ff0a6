import { options, type Grammar } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

export const GRAMMAR: Grammar = {
  options: options({
    '-A,--after-context -B,--before-context -C,--context': 'number',
    '-c,--count': 'none',
    '--color,--colour': { optional: ['always', 'auto', 'never'] },
    '-E,--extended-regexp': 'none',
    '-e,--regexp': 'text',
    '-F,--fixed-strings': 'none',
    '-f,--file': 'file',
    '-G,--basic-regexp -H,--with-filename -h,--no-filename -i,--ignore-case': 'none',
    '--include': 'text',
    '-L,--files-without-match -l,--files-with-matches': 'none',
    '-m,--max-count': 'number',
    '-n,--line-number -o,--only-matching -P,--perl-regexp -q,--quiet,--silent --line-buffered -r,--recursive -s,--no-messages':
      'none',
    '-v,--invert-match -w,--word-regexp -x,--line-regexp -a,--text -b -I -R -T -U -u -V -y -Z -z': 'none',
    '-d -D': ['read', 'recurse', 'skip'],
    '-0 -1 -2 -3 -4 -5 -6 -7 -8 -9': 'none',
  }),
  usual: '-E -F -c -i -l -n -o -q -r -v -w',
  operands: ['text', 'file'],
};

/** GNU grep */
export const grep: Tool = {
  name: 'grep',
  grammar: GRAMMAR,
  run: later(async () => (await import('./runs.ts')).runGrep),
};

export const egrep: Tool = {
  name: 'egrep',
  grammar: GRAMMAR,
  run: later(async () => (await import('./runs.ts')).runEgrep),
};

export const fgrep: Tool = {
  name: 'fgrep',
  grammar: GRAMMAR,
  run: later(async () => (await import('./runs.ts')).runFgrep),
};
