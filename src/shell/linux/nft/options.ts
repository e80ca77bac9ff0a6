import { options, type Grammar } from '../../tool/grammar.ts';

/** The options of nft; they stand before the command. */
export const OPTIONS: Grammar = {
  options: options({
    '-h,--help -v,--version -V -i,--interactive -c,--check -o,--optimize': 'none',
    '-a,--handle -s,--stateless -t,--terse -S,--service -N,--reversedns -u,--guid': 'none',
    '-n,--numeric -y,--numeric-priority -p,--numeric-protocol -T,--numeric-time -e,--echo -j,--json': 'none',
    '-f,--file': 'file',
    '-D,--define -I,--includepath -d,--debug': 'text',
  }),
  optionsFirst: true,
};
