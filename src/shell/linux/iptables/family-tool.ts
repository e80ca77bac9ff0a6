import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import type { Call } from '../../tool/call.ts';
import type { Grammar } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** What a tool of the iptables package does, told its name and its family. */
export type FamilyRun = (call: Call, name: string, family: TableFamily, variant: Variant) => number;

/** A tool of the iptables package, which is there once for IPv4 and once for IPv6. */
/** Which of the kernel's two engines a tool of the package speaks to. */
export type Variant = 'nf_tables' | 'legacy';

export const familyTool = (
  family: TableFamily,
  ending: '' | '-save' | '-restore',
  grammar: Grammar,
  load: () => Promise<FamilyRun>,
  variant: Variant = 'nf_tables',
): Tool => {
  const name = `${family}tables${ending}`;
  const legacy = variant === 'legacy';
  return {
    name: legacy ? `${family}tables-legacy${ending}` : name,
    ...(legacy ? {} : { aliases: [`${family}tables-nft${ending}`] }),
    folder: '/usr/sbin',
    hostsOnly: true,
    grammar,
    run: later(async () => {
      const run = await load();
      return (call) => run(call, name, family, variant);
    }),
  };
};
