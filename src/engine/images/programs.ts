import type { Process } from '../../kernel/process/process.ts';
import type { Programs } from '../../kernel/process/program.ts';
import { httpEcho } from '../programs/http-echo.ts';
import { nc } from '../programs/nc.ts';
import { nginx, type Written } from '../programs/nginx.ts';

/** What the images' servers do with what reaches them; `writtenBy` tells what is in a process's files beside its image. */
export const imagePrograms = (writtenBy: (process: Process) => Written): Programs => ({
  nginx: nginx(writtenBy),
  'http-echo': httpEcho,
  nc,
});
