import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

const COMMANDS = [
  'update',
  'install',
  'remove',
  'purge',
  'upgrade',
  'autoremove',
  'clean',
  'list',
  'search',
  'show',
] as const;

const apt = (name: string): Tool => ({
  name,
  grammar: {
    options: options({
      '-y,--yes,--assume-yes -q,--quiet -qq -d,--download-only -m,--fix-missing --no-install-recommends --installed':
        'none',
      '--reinstall -s,--simulate -h,--help -v,--version': 'none',
      '-t,--target-release -o,--option': 'text',
    }),
    operands: [COMMANDS, 'text'],
  },
  run: later(async () => (await import('./apt-run.ts')).runApt),
});

/** Package tools: the lab's own root has most tools already; images as on Docker Hub fetch them. */
export const packageTools: readonly Tool[] = [
  apt('apt'),
  apt('apt-get'),
  {
    name: 'dpkg',
    grammar: {
      options: options({ '-l,--list -s,--status -L,--listfiles -S,--search --version': 'none' }),
      operands: ['text'],
    },
    run: later(async () => (await import('./dpkg-run.ts')).runDpkg),
  },
  {
    name: 'apk',
    imagesOnly: true,
    grammar: {
      options: options({ '--no-cache -U,--update-cache -q,--quiet': 'none' }),
      operands: [['add', 'update', 'info'], 'text'],
    },
    run: later(async () => (await import('./apk-run.ts')).runApk),
  },
  {
    name: 'microdnf',
    imagesOnly: true,
    grammar: { options: options({ '-y,--assumeyes': 'none' }), operands: [['install'], 'text'] },
    run: later(async () => (await import('./dnf-run.ts')).runMicrodnf),
  },
  {
    name: 'yum',
    imagesOnly: true,
    grammar: { options: options({ '-y,--assumeyes': 'none' }), operands: [['install', 'update'], 'text'] },
    run: later(async () => (await import('./dnf-run.ts')).runYum),
  },
];
