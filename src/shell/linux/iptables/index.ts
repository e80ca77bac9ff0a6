import type { Tool } from '../../tool.ts';
import { conntrack } from './conntrack.ts';
import { iptables } from './iptables.ts';
import { restore } from './restore.ts';
import { save } from './save.ts';

/** The tools of the iptables and conntrack packages. Only hosts that run an engine have them installed. */
export const iptablesTools: Readonly<Record<string, Tool>> = {
  iptables: iptables('ip'),
  ip6tables: iptables('ip6'),
  'iptables-save': save('ip'),
  'ip6tables-save': save('ip6'),
  'iptables-restore': restore('ip'),
  'ip6tables-restore': restore('ip6'),
  conntrack,
};

/** Names of tools that containers and the other machines of the lab do not have. */
export const hostOnly: readonly string[] = Object.keys(iptablesTools);
