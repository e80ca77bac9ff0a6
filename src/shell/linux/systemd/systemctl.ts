import { later } from '../../tool/later.ts';
import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';

const UNITS = ['docker', 'docker.socket', 'containerd', 'firewalld'];
const VERBS = [
  'start',
  'stop',
  'restart',
  'reload',
  'status',
  'is-active',
  'is-enabled',
  'is-failed',
  'enable',
  'disable',
  'try-restart',
  'reload-or-restart',
  'daemon-reload',
  'reset-failed',
  'list-units',
];

/** systemd's, for the units that the lab has. */
export const systemctl: Tool = {
  name: 'systemctl',
  hostsOnly: true,
  grammar: {
    options: options({ '-q,--quiet --now --no-pager -l,--full -a,--all -f,--force': 'none' }),
    words: Object.fromEntries(VERBS.map((verb) => [verb, { operands: [UNITS] }])),
  },
  run: later(async () => (await import('./systemctl-run.ts')).runSystemctl),
};

/** Debian's init-system-helpers: `service NAME ACTION` asks systemctl. */
export const service: Tool = {
  name: 'service',
  folder: '/usr/sbin',
  hostsOnly: true,
  grammar: {
    operands: [
      ['docker', 'containerd', 'firewalld'],
      ['start', 'stop', 'restart', 'reload', 'status'],
    ],
  },
  run: later(async () => (await import('./systemctl-run.ts')).runService),
};
