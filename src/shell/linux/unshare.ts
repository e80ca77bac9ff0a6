import { options } from '../tool/grammar.ts';
import type { Tool } from '../tool/tool.ts';
import { later } from '../tool/later.ts';

/** util-linux: unshare. A new network namespace is one for real (-n); of the others a place has one of each. */
export const unshare: Tool = {
  name: 'unshare',
  grammar: {
    optionsFirst: true,
    options: options({
      '-n,--net': { optional: 'file' },
      '-m,--mount -u,--uts -i,--ipc -p,--pid -U,--user -C,--cgroup -T,--time': { optional: 'file' },
      '-f,--fork -r,--map-root-user -c,--map-current-user --mount-proc --keep-caps': 'none',
      '-R,--root -w,--wd': 'folder',
      '-S,--setuid -G,--setgid': 'number',
    }),
    usual: '--net -n',
    operands: ['command'],
  },
  run: later(async () => (await import('./unshare-run.ts')).runUnshare),
};
