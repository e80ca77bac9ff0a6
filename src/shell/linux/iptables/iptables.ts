import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import type { Tool } from '../../tool/tool.ts';
import { familyTool, type Variant } from './family-tool.ts';
import { GRAMMAR } from './grammar.ts';

/** iptables or ip6tables, 1.8.13 (nf_tables). */
export const iptables = (family: TableFamily, variant: Variant = 'nf_tables'): Tool =>
  familyTool(family, '', GRAMMAR, async () => (await import('./runs.ts')).runTables, variant);
