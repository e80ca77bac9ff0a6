import { userNamed } from '../../../engine/container/users.ts';
import type { Process } from '../../../kernel/process/process.ts';
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';
import { getopt, type Parsed } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { placeOfProcess } from './place.ts';
import { userOf } from './seen.ts';
import { deliver, processesAt, signalOf } from './signals.ts';
import { regexOf } from '../text/input.ts';
import { GRAMMAR, pidof } from './pgrep.ts';

/** The processes that pgrep's and pkill's arguments name, by pid. Throws ToolError where they are wrong. */
function matching(call: Call, name: string, { operands, error, has, value }: Parsed): [number, Process][] {
  const wrong = (text: string): ToolError =>
    new ToolError(`${name}: ${text}\nTry \`${name} --help' for more information.\n`, 2);
  if (error !== undefined) throw wrong(error);
  if (operands.length > 1) throw wrong('only one pattern can be provided');
  const parent = value('P');
  const [pattern] = operands;
  const users = value('u')?.split(',');
  if (pattern === undefined && parent === undefined && !users) throw wrong('no matching criteria specified');
  const sought = regexOf(has('x') ? `^(?:${pattern})$` : (pattern ?? ''), has('i') ? 'i' : '');
  if (!sought) throw new ToolError(`${name}: regex error: Invalid regular expression\n`, 2);
  const found = [...processesAt(call)].filter(
    ([, process]) =>
      sought.test(has('f') ? process.command.join(' ') : process.program.slice(0, 15)) !== has('v') &&
      (parent === undefined || String(process.parent) === parent) &&
      (!users || users.some((user) => isOf(call, process, user))),
  );
  return has('n') ? found.slice(-1) : has('o') ? found.slice(0, 1) : found;
}

/** Whether a process runs as a user, given by name or number. */
function isOf(call: Call, process: Process, user: string): boolean {
  const container = locate(call.world(), placeOfProcess(call.world(), process))?.container;
  const name = userOf(process, container?.config.User);
  return name === user || String(userNamed(name)?.uid) === user;
}

/** `pgrep`. */
export function runPgrep(call: Call): number {
  const read = getopt(call.argv.slice(1), GRAMMAR);
  const found = matching(call, 'pgrep', read);
  const { has } = read;
  if (has('c')) call.out(`${found.length}\n`);
  else
    for (const [pid, { program, command }] of found)
      call.out(`${pid}${has('a') ? ` ${command.join(' ')}` : has('l') ? ` ${program}` : ''}\n`);
  return found.length > 0 ? 0 : 1;
}

/** `pkill`. */
export function runPkill(call: Call): number {
  const args = call.argv.slice(1);
  const given = args.findIndex((arg) => /^-(\d+|[A-Z][A-Z0-9+-]+)$/.test(arg));
  const read = getopt(
    args.filter((_, i) => i !== given),
    GRAMMAR,
  );
  const found = matching(call, 'pkill', read);
  const name = read.value('signal') ?? args[given]?.slice(1) ?? 'TERM';
  const signal = signalOf(name);
  if (!signal) throw new ToolError(`Unknown signal "${name}".\n`, 2);
  for (const [, process] of found) deliver(call, process, signal);
  return found.length > 0 ? 0 : 1;
}

/** `pidof`. */
export function runPidof(call: Call): number {
  const { operands } = getopt(call.argv.slice(1), pidof.grammar);
  const found = [...processesAt(call)].filter(([, { program, command }]) =>
    operands.some((name) => name === program || name === command[0]),
  );
  if (found.length === 0) return 1;
  call.out(
    `${found
      .map(([pid]) => pid)
      .toReversed()
      .join(' ')}\n`,
  );
  return 0;
}
