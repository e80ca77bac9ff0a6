import { DIRECTIVES } from '../../../engine/settings/directives.table.ts';
import type { Option } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** Flags whose option in the file is called otherwise: the file has many where the flag is given many times. */
export const OPTION_OF: Readonly<Record<string, string>> = {
  'authorization-plugin': 'authorization-plugins',
  'cdi-spec-dir': 'cdi-spec-dirs',
  'default-address-pool': 'default-address-pools',
  'default-network-opt': 'default-network-opts',
  'default-ulimit': 'default-ulimits',
  'dns-opt': 'dns-opts',
  'exec-opt': 'exec-opts',
  feature: 'features',
  host: 'hosts',
  'host-gateway-ip': 'host-gateway-ips',
  'insecure-registry': 'insecure-registries',
  label: 'labels',
  'log-opt': 'log-opts',
  'node-generic-resource': 'node-generic-resources',
  'registry-mirror': 'registry-mirrors',
  'storage-opt': 'storage-opts',
};

const SHORT: Readonly<Record<string, string>> = {
  bridge: '-b',
  debug: '-D',
  host: '-H',
  'log-level': '-l',
  pidfile: '-p',
  'storage-driver': '-s',
  group: '-G',
};

const renamed = new Set(Object.values(OPTION_OF));
const flags = [
  ...Object.entries(DIRECTIVES).filter(([name]) => !renamed.has(name)),
  ...[...Object.keys(OPTION_OF), 'http-proxy', 'https-proxy', 'no-proxy'].map((flag) => [flag, 'text'] as const),
];

const option = ([name, type]: readonly [string, string]): Option => ({
  names: [`--${name}`, ...(SHORT[name] === undefined ? [] : [SHORT[name]])],
  ...(type !== 'bool' && { value: 'text' as const }),
  optional: false,
});

/** The engine's daemon, as far as it checks its settings; systemd starts it. */
export const dockerd: Tool = {
  name: 'dockerd',
  folder: '/usr/sbin',
  hostsOnly: true,
  grammar: {
    options: [
      { names: ['--validate'], optional: false },
      { names: ['--config-file'], value: 'file', optional: false },
      { names: ['-v', '--version'], optional: false },
      { names: ['--help'], optional: false },
      ...flags.map(option),
    ],
    usual: '--validate --config-file --version',
  },
  run: later(async () => (await import('./dockerd-run.ts')).runDockerd),
};
