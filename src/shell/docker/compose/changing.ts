/** The commands that change what there is. */
import type { ComposeCommand } from './command.ts';
import { create } from './create.ts';
import { down } from './down.ts';
import { kill } from './kill.ts';
import { pause, unpause } from './pause.ts';
import { restart } from './restart.ts';
import { rm } from './rm.ts';
import { runCommand } from './run.ts';
import { scale } from './scale.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';
import { up } from './up.ts';
import { wait } from './wait.ts';

export const changingCommands: readonly ComposeCommand[] = [
  create,
  down,
  kill,
  pause,
  restart,
  rm,
  runCommand,
  scale,
  start,
  stop,
  unpause,
  up,
  wait,
];
