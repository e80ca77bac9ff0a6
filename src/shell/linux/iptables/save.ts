import { TABLES } from '../../../kernel/netfilter/built-in.ts';
import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import { options, type Grammar } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { familyTool, type Variant } from './family-tool.ts';

export const GRAMMAR: Grammar = {
  options: options({
    '-c,--counters -V,--version -d,--dump -b': 'none',
    '-t,--table': TABLES,
    '-M,--modprobe': 'text',
    '-f,--file': 'file',
    '-4,--ipv4 -6,--ipv6': 'none',
  }),
  usual: '-c --counters -t --table',
};

/** iptables-save or ip6tables-save. */
export const save = (family: TableFamily, variant: Variant = 'nf_tables'): Tool =>
  familyTool(family, '-save', GRAMMAR, async () => (await import('./runs.ts')).runSave, variant);
