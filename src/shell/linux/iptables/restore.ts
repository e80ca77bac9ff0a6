import { TABLES } from '../../../kernel/netfilter/built-in.ts';
import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import { options, type Grammar } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { familyTool, type Variant } from './family-tool.ts';

export const GRAMMAR: Grammar = {
  options: options({
    '-c,--counters -v,--verbose -V,--version -t,--test -h,--help -n,--noflush': 'none',
    '-M,--modprobe': 'text',
    '-T,--table': TABLES,
    '-w,--wait': 'none',
    '-W,--wait-interval': 'number',
    '-b': 'none',
  }),
  operands: ['file'],
};

/** iptables-restore or ip6tables-restore. */
export const restore = (family: TableFamily, variant: Variant = 'nf_tables'): Tool =>
  familyTool(family, '-restore', GRAMMAR, async () => (await import('./runs.ts')).runRestore, variant);
