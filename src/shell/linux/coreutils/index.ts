import type { Tool } from '../../tool/tool.ts';
import { cat } from './cat.ts';
import { chmod } from './chmod.ts';
import { date } from './date.ts';
import { echo } from './echo.ts';
import { env, printenv } from './env.ts';
import { fixedTools, tty } from './fixed.ts';
import { id, whoami } from './id.ts';
import { ln } from './ln.ts';
import { ls } from './ls.ts';
import { prefixes } from './prefixes.ts';
import { readlink } from './readlink.ts';
import { rm } from './rm.ts';
import { sleep } from './sleep.ts';
import { timeout } from './timeout.ts';
import { touch } from './touch.ts';
import { uname } from './uname.ts';

/** The tools of coreutils that are not about text (`text` has those), and a few small ones of other packages. */
export const coreutils: readonly Tool[] = [
  ...fixedTools,
  ...prefixes,
  cat,
  chmod,
  date,
  echo,
  env,
  id,
  ln,
  ls,
  printenv,
  readlink,
  rm,
  sleep,
  timeout,
  touch,
  tty,
  uname,
  whoami,
];
