import type { Tool } from '../../tool/tool.ts';
import { iptables } from './iptables.ts';
import { monitor } from './monitor/monitor.ts';
import { restore } from './restore.ts';
import { translate } from './translate.ts';
import { save } from './save.ts';

/** The tools of the iptables package. */
export const iptablesTools: readonly Tool[] = [
  iptables('ip'),
  iptables('ip6'),
  save('ip'),
  save('ip6'),
  restore('ip'),
  restore('ip6'),
  iptables('ip', 'legacy'),
  iptables('ip6', 'legacy'),
  save('ip', 'legacy'),
  save('ip6', 'legacy'),
  translate('ip'),
  translate('ip6'),
  monitor,
];
