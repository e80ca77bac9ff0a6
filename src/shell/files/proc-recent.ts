import { parseIp } from '../../ip/address.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { own } from '../../kernel/own.ts';
import { recentKey, sharedKeys, type SharedEntry } from '../../kernel/netfilter/shared.ts';
import { uptimeOf } from '../../world/uptime.ts';
import type { World } from '../../world/world.ts';
import { FileError, fixed, INVALID, view, type Entry, type Tree } from './entry.ts';

/** Where the kernel begins to count its ticks, which are milliseconds here (INITIAL_JIFFIES). */
const FIRST_TICK = 4_294_667_296;
const PREFIX = recentKey('');

/** /proc/net/xt_recent: the lists of `-m recent`, each a file that takes `+ADDRESS`, `-ADDRESS` and `/` (net/netfilter/xt_recent.c). */
export function procRecent(tree: Tree, path: string): Entry | undefined {
  const namespace = tree.world.kernel.namespaces[tree.namespace];
  if (!namespace) return undefined;
  const lists = sharedKeys(namespace).filter((key) => key.startsWith(PREFIX));
  if (path === '') return fixed(() => lists.map((key) => key.slice(PREFIX.length)).sort());
  const key = recentKey(path.slice(1));
  if (!lists.includes(key)) return undefined;
  return view(
    () => listText(tree, own(namespace.netfilter.shared, key) ?? []),
    (world, text) => change(world, tree.namespace, key, text),
  );
}

function listText({ world, location }: Tree, entries: readonly SharedEntry[]): string {
  const started = world.clock.now - uptimeOf(world, location.machine.name);
  const tick = (stamp: number): number => FIRST_TICK + Math.floor(stamp - started);
  return entries
    .map(
      ({ key, ttl = 0, updated, stamps = [] }) =>
        `src=${key} ttl: ${ttl} last_seen: ${tick(updated)} oldest_pkt: ${stamps.length} ${stamps.map(tick).join(', ')}\n`,
    )
    .join('');
}

function change(world: World, id: string, key: string, text: string): void {
  const namespace: Namespace | undefined = world.kernel.namespaces[id];
  const line = text.trim();
  if (!namespace) return;
  const entries = own(namespace.netfilter.shared, key) ?? [];
  const shared = (namespace.netfilter.shared ??= {});
  if (line === '/') {
    shared[key] = [];
    return;
  }
  const address = parseIp(line.replace(/^[+-]/, ''));
  if (address === undefined) throw new FileError(INVALID);
  const others = entries.filter((entry) => entry.key !== address);
  if (line.startsWith('-')) {
    shared[key] = others;
    return;
  }
  const known = entries.find((entry) => entry.key === address);
  const { now } = world.clock;
  shared[key] = [...others, { key: address, updated: now, ttl: 0, stamps: [...(known?.stamps ?? []), now].slice(-32) }];
}
