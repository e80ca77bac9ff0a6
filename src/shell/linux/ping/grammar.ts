import { options, type Grammar } from '../../tool/grammar.ts';

export const GRAMMAR: Grammar = {
  options: options({
    '-4 -6 -3 -A -a -B -b -C -D -d -f -h -H -L -n -O -q -R -r -U -V -v -?': 'none',
    '-I': 'interface',
    '-M': ['do', 'dont', 'want'],
    '-c -e -i -l -m -s -t -W -w': 'number',
    '-F -N -p -Q -S -T': 'text',
  }),
  usual: '-4 -6 -D -b -f -n -q -v -I -M -W -c -i -s -t -w',
  operands: ['end'],
};
