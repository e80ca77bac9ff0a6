import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { deliver, processesAt, signalOf } from './signals.ts';

const USAGE = `sh: 1: kill: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or
kill -l [exitstatus]
`;

const listed = ['0', ...Array.from({ length: 64 }, (_, i) => signalOf(String(i + 1))?.name ?? String(i + 1))]
  .map((name) => `${name}\n`)
  .join('');

/** dash's kill, by pid. */
export const kill: Tool = {
  name: 'kill',
  grammar: { operands: ['number'] },
  run(call) {
    const args = call.argv.slice(1);
    const [first = ''] = args;
    if (first === '-l') {
      call.out(listed);
      return 0;
    }
    const [, short] = /^-(?:n|s)?(.+)$/.exec(first) ?? [];
    const apart = first === '-s' || first === '-n';
    const name = apart ? args[1] : first === '--' ? 'TERM' : short;
    const pids = args.slice(apart ? 2 : name === undefined && first !== '--' ? 0 : 1).filter((arg) => arg !== '--');
    const signal = signalOf(name ?? 'TERM');
    if (!signal)
      throw new ToolError(
        apart
          ? `sh: 1: kill: invalid signal number or name: ${name}\n`
          : `sh: 1: kill: Illegal option -${short?.[0]}\n`,
        2,
      );
    if (pids.length === 0) throw new ToolError(USAGE, 2);
    let exit = 0;
    for (const pid of pids) {
      if (pid.startsWith('%')) {
        const job = call.bash ? [...call.jobs.attached.keys()][Number(pid.slice(1)) - 1] : undefined;
        const process = job === undefined ? undefined : call.world().kernel.processes[job];
        if (process) deliver(call, process, signal);
        else if (call.jobs.attached.size === 0) throw new ToolError(`sh: 1: kill: No such job: ${pid}\n`, 2);
        else {
          call.err('sh: 1: kill: No such process\n\n');
          exit = 1;
        }
        continue;
      }
      if (!/^-?\d+$/.test(pid)) throw new ToolError(`sh: 1: kill: Illegal number: ${pid}\n`, 2);
      const process = processesAt(call).get(Number(pid));
      if (process) deliver(call, process, signal);
      else if (Number(pid) !== 1) {
        call.err('sh: 1: kill: No such process\n\n');
        exit = 1;
      }
    }
    return exit;
  },
};
