/** `docker container …`, and which of its commands docker has at the top as well. */
import { byName } from '../cli/command.ts';
import type { Group } from '../cli/command.ts';
import { attach, wait } from './attach.ts';
import { commit } from './commit.ts';
import { cp } from './cp.ts';
import { diff } from './diff.ts';
import { exec } from './exec.ts';
import { exporting } from './export.ts';
import { inspect } from './inspect.ts';
import { kill, pause, rename, rm, stop, unpause } from './lifecycle.ts';
import { logs } from './logs.ts';
import { port } from './port.ts';
import { prune } from './prune.ts';
import { ls } from './ps.ts';
import { create, run } from './run.ts';
import { restart, start } from './start.ts';
import { stats } from './stats.ts';
import { top } from './top.ts';
import { update } from './update.ts';

/** All but `exec` and `run`, which help shows among the common ones. */
export const containerShortcuts: Group['commands'] = [
  attach,
  commit,
  cp,
  create,
  diff,
  exporting,
  kill,
  logs,
  pause,
  port,
  rename,
  restart,
  rm,
  start,
  stats,
  stop,
  top,
  unpause,
  update,
  wait,
];

export const container: Group = {
  use: 'container COMMAND',
  short: 'Manage containers',
  commands: byName([...containerShortcuts, exec, inspect, ls, prune, run]),
};
