import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** systemd's: the machine starts anew. */
export const reboot: Tool = {
  name: 'reboot',
  folder: '/usr/sbin',
  hostsOnly: true,
  grammar: {},
  run: later(async () => (await import('./reboot-run.ts')).runReboot),
};
