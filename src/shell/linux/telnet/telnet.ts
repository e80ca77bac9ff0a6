import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** GNU inetutils' telnet. */
export const telnet: Tool = {
  name: 'telnet',
  aliases: ['inetutils-telnet'],
  grammar: {
    options: options({
      '-4,--ipv4 -6,--ipv6 -8,--binary -a,--login -c,--no-rc -d,--debug -E,--no-escape -K,--no-login': 'none',
      '-L,--binary-output -r,--rlogin -x,--encrypt -?,--help --usage -V,--version': 'none',
      '-b,--bind': 'address',
      '-e,--escape -l,--user -k,--realm -X,--disable-auth': 'text',
      '-n,--trace': 'file',
    }),
    usual: '-4 -6 -b',
    operands: ['end', 'number'],
  },
  run: later(async () => (await import('./telnet-run.ts')).runTelnet),
};
