import { httpServerOf, httpServerWords } from '../../../engine/api.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { startServer } from '../processes/serve.ts';

const USAGE = 'usage: python3 -m http.server [-h] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\n';
const BACKLOG = 5;
const FD = 3;

/** `python3 -m http.server`: the web server of a folder. */
export function serveFolder(call: Call, words: readonly string[]): number {
  const server = httpServerWords(words);
  if (typeof server === 'string') throw new ToolError(`${USAGE}python3 -m http.server: error: ${server}\n`, 2);
  const whole = httpServerOf(call.argv);
  if (!whole) throw new ToolError('OverflowError: bind(): port must be 0-65535.\n', 1);
  const { address, port } = whole;
  const result = startServer(call, {
    program: 'python3',
    command: call.argv,
    cwd: call.cwd,
    listens: [{ protocol: 'tcp', address, port, backlog: BACKLOG, fd: FD }],
  });
  if (typeof result !== 'number')
    throw new ToolError(
      result === 'in-use'
        ? 'OSError: [Errno 98] Address already in use\n'
        : 'OSError: [Errno 99] Cannot assign requested address\n',
      1,
    );
  // What is not a terminal sees it once its buffer is full.
  if (call.tty) call.out(`Serving HTTP on ${address} port ${port} (http://${address}:${port}/) ...\n`);
  if (!call.background) call.hold({ kind: 'process', pid: result, reached: call.alone !== true || call.tty === true });
  return 0;
}
