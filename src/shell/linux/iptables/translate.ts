import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';
import { GRAMMAR } from './grammar.ts';

/** iptables-translate or ip6tables-translate: what a command of iptables is in nft's words. */
export const translate = (family: TableFamily): Tool => {
  const name = `${family}tables-translate`;
  return {
    name,
    folder: '/usr/sbin',
    hostsOnly: true,
    grammar: GRAMMAR,
    run: later(async () => {
      const { runTranslate } = await import('./translate-run.ts');
      return (call) => runTranslate(call, name, family);
    }),
  };
};
