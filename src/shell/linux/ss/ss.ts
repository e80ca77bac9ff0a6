import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** iproute2's ss */
export const ss: Tool = {
  name: 'ss',
  grammar: {
    options: options({
      '-n,--numeric -r,--resolve -o,--options -e,--extended -m,--memory -i,--info -p,--processes -T,--threads': 'none',
      '-b,--bpf -E,--events -d,--dccp -t,--tcp -S,--sctp -u,--udp -w,--raw -x,--unix -a,--all -l,--listening': 'none',
      '-B,--bound-inactive -4,--ipv4 -6,--ipv6 -0,--packet': 'none',
      '-f,--family': ['inet', 'inet6', 'link', 'unix'],
      '-A,--socket,--query': ['all', 'inet', 'raw', 'tcp', 'udp', 'unix'],
      '-s,--summary': 'none',
      '-D,--diag -F,--filter': 'file',
      '-V,--version -v -h,--help -Z,--context -z,--contexts': 'none',
      '-N,--net': 'namespace',
      '-K,--kill -H,--no-header -Q,--no-queues -M,--mptcp -O,--oneline': 'none',
    }),
    usual:
      '-0 -4 -6 -H -a -e -i -l -lntp -m -n -o -p -r -s -t -tanp -u -w -x --all --extended --info --ipv4 --ipv6 --listening ' +
      '--no-header --numeric --processes --summary --tcp --udp --unix',
    named: {
      dport: 'number',
      sport: 'number',
      dst: 'address',
      src: 'address',
      state: ['established', 'listening', 'syn-sent', 'time-wait', 'all', 'connected'],
    },
  },
  run: later(async () => (await import('./ss-run.ts')).runSs),
};
