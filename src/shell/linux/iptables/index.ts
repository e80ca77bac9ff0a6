import type { Tool } from '../../tool/tool.ts';
import { iptables } from './iptables.ts';
import { restore } from './restore.ts';
import { save } from './save.ts';

/** The tools of the iptables package. */
export const iptablesTools: readonly Tool[] = [
  iptables('ip'),
  iptables('ip6'),
  save('ip'),
  save('ip6'),
  restore('ip'),
  restore('ip6'),
];
