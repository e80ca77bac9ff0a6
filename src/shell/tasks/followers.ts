/**
 * What goes on until it is interrupted, and shows what comes: `ping`, `tail -f`, `watch`, `docker events`. Each is a row here: which words it is
 * for, and one step of it. To add one: say when it steps (a time, or whenever something has happened) and what it keeps in mind;
 * where its process holds a terminal (`Foreground` of kind `process`) its text is shown there, and Ctrl-C ends it.
 */
import type { FollowWork } from '../../kernel/process/task.ts';
import type { Call } from '../tool/call.ts';
import { conntrack } from './followers/conntrack.ts';
import { docker } from './followers/docker.ts';
import { monitor } from './followers/monitor.ts';
import { ping } from './followers/ping.ts';
import { tail } from './followers/tail.ts';
import { top } from './followers/top.ts';
import { watch } from './followers/watch.ts';

/** One step of a follower. */
export interface Followed {
  /** Clock (ms) of its next step; absent where it looks whenever something has happened. */
  readonly at?: number;
  /** What it keeps in mind. */
  readonly state: FollowWork['state'];
  /** It is over, with an exit code. */
  readonly exit?: number;
}

export interface Follower {
  /** Whether words are such a command that goes on. */
  readonly is: (words: readonly string[]) => boolean;
  /** A step; what it prints goes where its process's output goes. `call` is as that of a tool. */
  readonly step: (call: Call, state: FollowWork['state']) => Followed | Promise<Followed>;
  /** What it says when it is interrupted. */
  readonly last?: (call: Call, state: FollowWork['state']) => void;
  /** It says so too where it is asked to end (SIGTERM), as `timeout` asks. */
  readonly heedsTerm?: true;
}

export const followers: Readonly<Record<string, Follower>> = { conntrack, docker, monitor, ping, tail, top, watch };

/** The follower that words stand for. */
export const followerOf = (words: readonly string[]): string | undefined =>
  Object.keys(followers).find((name) => followers[name]?.is(words));
