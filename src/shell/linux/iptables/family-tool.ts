import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import type { Call } from '../../tool/call.ts';
import type { Grammar } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';

/** A tool of the iptables package, which is there once for IPv4 and once for IPv6; `run` is told its name. */
export const familyTool = (
  family: TableFamily,
  ending: '' | '-save' | '-restore',
  grammar: Grammar,
  run: (call: Call, name: string) => number,
): Tool => {
  const name = `${family}tables${ending}`;
  return { name, folder: '/usr/sbin', hostsOnly: true, grammar, run: (call) => run(call, name) };
};
