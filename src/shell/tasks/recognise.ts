/** Which commands go on by themselves beside who started them. */
import { describeCommand } from '../../engine/api.ts';
import type { Place, World } from '../../world/world.ts';
import { find, treeAt } from '../files/tree.ts';
import { resolvePath } from '../files/path.ts';
import { duration } from '../linux/coreutils/duration.ts';
import { followerOf } from './followers.ts';

export const isShellName = (name: string): boolean => /^((\/usr)?\/bin\/)?(sh|bash|dash|ash)$/.test(name);

/** A command that a shell of its own, a server or a follower runs, which goes on beside who started it. */
export function goesOnByItself(world: World, place: Place, words: readonly string[]): boolean {
  const [name = ''] = words;
  if (isShellName(name) || scriptAt(world, place, '/', name) !== undefined) return true;
  if (followerOf(words) !== undefined || timeoutOf(words) !== undefined) return true;
  const command = describeCommand(words);
  // nc listens by its own tool, which knows all its options; a sleep is run as any command.
  return command.runsForever && !['nc', 'sleep'].includes(command.program);
}

/** The text of a script by its path. */
export function scriptAt(world: World, place: Place, cwd: string, name: string): string | undefined {
  if (!name.includes('/')) return undefined;
  const file = find(treeAt(world, place), resolvePath(cwd, name));
  const text = file?.kind === 'file' ? file.read() : undefined;
  return text?.startsWith('#!') ? text : undefined;
}

/** What `timeout` is to do. */
export interface Limit {
  /** Milliseconds; 0 for no limit. */
  readonly time: number;
  readonly signal: string;
  readonly preserve: boolean;
  readonly command: string[];
}

/** `timeout [OPTION]… DURATION COMMAND…` */
export function timeoutOf(words: readonly string[]): Limit | undefined {
  if (words[0] !== 'timeout') return undefined;
  let at = 1;
  let signal = 'TERM';
  let preserve = false;
  for (; words[at]?.startsWith('-'); at += 1) {
    const option = words[at] ?? '';
    if (/^(-s|--signal|-k|--kill-after)$/.test(option)) {
      at += 1;
      if (option.includes('s')) signal = (words[at] ?? 'TERM').replace(/^SIG/, '');
    } else if (/^(-p|--preserve-status)$/.test(option)) preserve = true;
    else if (option.startsWith('--signal=')) signal = option.slice('--signal='.length).replace(/^SIG/, '');
    else if (!/^(--foreground|-f|-v|--verbose|--kill-after=.*|-[sk].+)$/.test(option)) return undefined;
  }
  const time = duration(words[at] ?? '');
  const command = words.slice(at + 1);
  return time === undefined || command.length === 0 ? undefined : { time, signal, preserve, command };
}
