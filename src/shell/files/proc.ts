import { uptimeOf } from '../../world/uptime.ts';
import { procNet, procNetNames } from './proc-net.ts';
import { procRecent } from './proc-recent.ts';
import { mountTable } from './proc-mounts.ts';
import { procSysEntry } from './proc-sys.ts';
import { fixed, view, type Entry, type Tree } from './entry.ts';
import { processEntry, visibleProcesses } from './proc-pid.ts';

const RECENT = '/proc/self/net/xt_recent';

/** What /proc shows: the network's tables, the settings, and the kernel's name. */
export function procEntry(tree: Tree, path: string): Entry | undefined {
  if (path === '/proc')
    return fixed(() => [
      ...[...visibleProcesses(tree).keys()].map(String),
      'mounts',
      'net',
      'self',
      'sys',
      'uptime',
      'version',
    ]);
  if (path === '/proc/mounts') return { kind: 'link', target: 'self/mounts' };
  if (path === '/proc/self/mounts') return view(() => mountTable(tree));
  if (path === '/proc/net') return { kind: 'link', target: 'self/net' };
  if (path === '/proc/self') return fixed(() => ['cmdline', 'comm', 'mounts', 'net', 'ns']);
  if (path === '/proc/self/net') return fixed(procNetNames);
  if (path.startsWith(RECENT)) return procRecent(tree, path.slice(RECENT.length));
  if (path.startsWith('/proc/self/net/')) {
    const read = procNet(tree, path.slice('/proc/self/net/'.length));
    return read && view(read);
  }
  if (path === '/proc/sys' || path.startsWith('/proc/sys/')) return procSysEntry(tree, path.slice('/proc/sys'.length));
  const [, , pid = '', ...rest] = path.split('/');
  if (pid === 'self' || /^\d+$/.test(pid)) return processEntry(tree, pid, rest);
  if (path === '/proc/version') return view(() => `${VERSION}\n`);
  if (path === '/proc/uptime') return view(() => uptimeText(tree));
  return undefined;
}

function uptimeText({ world, location }: Tree): string {
  const seconds = (uptimeOf(world, location.machine.name) / 1000).toFixed(2);
  return `${seconds} ${seconds}\n`;
}

/** The kernel's own name as `uname -r` gives it. */
export const RELEASE = '6.18.44';
export const VERSION = `Linux version ${RELEASE} (builder@hopscope) (gcc (GCC) 15.3.0, GNU ld (GNU Binutils) 2.46) #1 SMP PREEMPT_DYNAMIC`;
