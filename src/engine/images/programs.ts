import type { Process } from '../../kernel/process/process.ts';
import type { Programs } from '../../kernel/process/program.ts';
import { httpEcho } from '../programs/http-echo.ts';
import { iperf3 } from '../programs/iperf3/server.ts';
import { nc } from '../programs/nc.ts';
import { nginx } from '../programs/nginx/nginx.ts';
import { httpServer } from '../programs/python/http-server.ts';
import { socat } from '../programs/socat/socat.ts';
import type { ServerFiles } from '../files/server-files.ts';

/** What the images' servers do with what reaches them; `filesOf` tells what files a process sees. */
export const imagePrograms = (filesOf: (process: Process) => ServerFiles): Programs => ({
  nginx: nginx(filesOf),
  'http-echo': httpEcho,
  iperf3,
  nc,
  python3: httpServer(filesOf),
  socat: socat(filesOf),
});
