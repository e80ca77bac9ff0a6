import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** mtr: who is on the way, and how often they answer. Its report; its full screen is not part of the lab. */
export const mtr: Tool = {
  name: 'mtr',
  probes: true,
  grammar: {
    options: options({
      '-4 -6 -n,--no-dns -b,--show-ips -u,--udp -T,--tcp -S,--sctp -e,--mpls -z,--aslookup': 'none',
      '-r,--report -w,--report-wide -j,--json -x,--xml -C,--csv -l,--raw -p,--split -t,--curses -h,--help -v,--version':
        'none',
      '-c,--report-cycles -f,--first-ttl -m,--max-ttl -U,--max-unknown -P,--port -L,--localport -s,--psize': 'number',
      '-B,--bitpattern -i,--interval -G,--gracetime -Q,--tos -Z,--timeout -M,--mark --displaymode': 'number',
      '-I,--interface': 'interface',
      '-a,--address': 'address',
      '-F,--filename': 'file',
      '-o,--order -y,--ipinfo -E,--max-display-path': 'text',
    }),
    usual: '-r -w -n -c -T -u -P -4 -6',
    operands: ['end'],
  },
  run: later(async () => (await import('./mtr-run.ts')).runMtr),
};
