import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import type { Call } from '../../tool/call.ts';
import type { Grammar } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** What a tool of the iptables package does, told its name and its family. */
export type FamilyRun = (call: Call, name: string, family: TableFamily) => number;

/** A tool of the iptables package, which is there once for IPv4 and once for IPv6. */
export const familyTool = (
  family: TableFamily,
  ending: '' | '-save' | '-restore',
  grammar: Grammar,
  load: () => Promise<FamilyRun>,
): Tool => {
  const name = `${family}tables${ending}`;
  return {
    name,
    folder: '/usr/sbin',
    hostsOnly: true,
    grammar,
    run: later(async () => {
      const run = await load();
      return (call) => run(call, name, family);
    }),
  };
};
