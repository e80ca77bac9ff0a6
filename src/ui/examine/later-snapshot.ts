import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { Follower } from '../../simulator/simulator.ts';
import type { HostsRead } from '../../simulator/read-hosts.ts';
import type { Notice, ReasonKind } from '../../snapshot/notice.ts';
import { worldOf } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import { LAN, type World } from '../../world/world.ts';
import { importOf, isMasked, maskingOf, originalsOf, rememberOriginals } from '../bring/brought.ts';

/** Why there is nothing to compare with: a reason of the reader, or the import's own words. */
export class Refused extends Error {
  readonly reason: Notice<ReasonKind> | undefined;
  constructor(why: Notice<ReasonKind> | string) {
    super(typeof why === 'string' ? why : why.kind);
    this.reason = typeof why === 'string' ? undefined : why;
  }
}

/** Whether the lab is masked and this page does not know what it was made of, so that nothing else can be masked alike. */
export function lacksOriginals({ lab }: Stores): boolean {
  const state = lab.getState();
  return isMasked(maskingOf(importOf(state))) && originalsOf(state) === undefined;
}

/** Takes files for what the masked lab was made of; tells whether they are: masked as it is they come to the very same. */
export async function takesOriginals({ lab, simulator }: Stores, files: readonly GivenFile[]): Promise<boolean> {
  const state = lab.getState();
  const line = importOf(state);
  const [bare, read] = await Promise.all([
    simulator.ask('readHosts', state.start, files, { addresses: false, names: false }),
    simulator.ask('readHosts', state.start, files, maskingOf(line)),
  ]);
  // The masked text itself comes to the same, and tells nothing of what was masked.
  if (!bare.ok || !read.ok || read.line !== line || bare.line === line) return false;
  rememberOriginals(state.start, files);
  return true;
}

/** Compares the lab with another snapshot of its hosts, which is masked just as the lab is. */
export async function comparedWith(follower: Follower, stores: Stores, files: readonly GivenFile[], isLater: boolean) {
  const { lab, simulator } = stores;
  const world = worldOf(lab.getState());
  const { read, world: other } = await worldOfSnapshot(stores, files);
  const [before, after] = isLater ? [world, other] : [other, world];
  return { comparison: await simulator.follow(follower, 'changes', before, after), read: { files, read } };
}

/** The world of another snapshot, in a lab of its own; this one stays as it is. */
async function worldOfSnapshot(
  { lab, simulator }: Stores,
  files: readonly GivenFile[],
): Promise<{ readonly read: HostsRead; readonly world: World }> {
  const state = lab.getState();
  const start = await simulator.createLab(state.seed);
  const read = await simulator.ask('readHosts', start, files, maskingOf(importOf(state)), originalsOf(state));
  if (!read.ok) throw new Refused(read.reason);
  for await (const { exit, stderr, world } of simulator.play(start, [{ place: LAN, line: read.line }])) {
    if (exit !== 0) throw new Refused(stderr.trim());
    return { read, world };
  }
  throw new Error('no outcome');
}
