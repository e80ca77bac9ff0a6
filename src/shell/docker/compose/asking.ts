/** The commands that ask and change nothing, and those that the lab cannot do. */
import type { ComposeCommand } from './command.ts';
import { beyondCommands } from './tell/beyond.ts';
import { config } from './tell/config.ts';
import { cp } from './tell/cp.ts';
import { events } from './tell/events.ts';
import { exec } from './tell/exec.ts';
import { alpha, bridge } from './tell/experimental.ts';
import { images } from './tell/images.ts';
import { logs } from './tell/logs.ts';
import { ls } from './tell/ls.ts';
import { port } from './tell/port.ts';
import { ps } from './tell/ps.ts';
import { pull } from './tell/pull.ts';
import { top } from './tell/top.ts';
import { version } from './tell/version.ts';
import { volumes } from './tell/volumes.ts';

export const askingCommands: readonly ComposeCommand[] = [
  alpha,
  bridge,
  config,
  cp,
  events,
  exec,
  images,
  logs,
  ls,
  port,
  ps,
  pull,
  top,
  version,
  volumes,
  ...beyondCommands,
];
