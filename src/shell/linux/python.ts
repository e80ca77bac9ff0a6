import { httpServerOf, httpServerWords } from '../../engine/api.ts';
import type { Call } from '../tool/call.ts';
import type { Tool } from '../tool/tool.ts';
import { ToolError } from '../tool/tool-error.ts';
import { startServer } from './processes/serve.ts';

const USAGE = 'usage: python3 -m http.server [-h] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\n';
const BACKLOG = 5;
const FD = 3;

/** CPython 3.14, of which the lab has the web server of a folder: it runs no code. */
export const python: Tool = {
  name: 'python3',
  aliases: ['python3.14'],
  notOnHosts: true,
  grammar: { operands: ['text'] },
  run(call) {
    const words = call.argv.slice(1).filter((word) => word !== '-u');
    if (words[0] === '-V' || words[0] === '--version') {
      call.out('Python 3.14.8\n');
      return 0;
    }
    if (words[0] === '-m' && words[1] === 'http.server') return serve(call, words.slice(2));
    if (words[0] === '-m') throw new ToolError(`/usr/bin/python3: No module named ${words[1] ?? ''}\n`, 1);
    throw new ToolError("python3: this lab runs no Python: its python3 has '-m http.server [PORT]' alone\n", 1);
  },
};

function serve(call: Call, words: readonly string[]): number {
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
