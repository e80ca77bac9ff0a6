import type { Link } from '../../../kernel/link/link.ts';
import { LINK_TYPES, fileHeader, readFile } from '../../../wire/pcap.ts';
import { obstacle, find, readText, treeAt, writeText } from '../../files/tree.ts';
import { resolvePath } from '../../files/path.ts';
import { TimeIsUp } from '../../time-limit.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { namespaceId, wait } from '../names/query.ts';
import { startServer } from '../processes/serve.ts';
import { filterOf, goesRight } from './capture.ts';
import { deviceList, deviceNamed } from './devices.ts';
import { matches } from './filter/match.ts';
import { printNames } from './names.ts';
import { readOptions, type Options } from './options.ts';
import { printFrame } from './print/frame.ts';
import { NOT_PROMISCUOUS, USAGE, VERSION } from './tcpdump.table.ts';

export const runTcpdump: Tool['run'] = (call) => {
  const options = readOptions(call.argv.slice(1));
  const told = toldBy(call, options.asks);
  if (told !== undefined) {
    call.out(told);
    return 0;
  }
  return options.read === undefined ? capture(call, options) : replay(call, options, options.read);
};

function toldBy(call: Call, asks: Options['asks']): string | undefined {
  if (asks === 'version') return VERSION;
  if (asks === 'help') return USAGE;
  return asks === 'devices' ? deviceList(call) : undefined;
}

const fail = (complaint: string): ToolError => new ToolError(`tcpdump: ${complaint}\n`, 1);

const PROBLEMS = {
  missing: (name: string) => `${name}: No such device exists\n(No such device exists)`,
  down: (name: string) => `${name}: That device is not up`,
  forbidden: (name: string) =>
    `${name}: You don't have permission to perform this capture on that device\n` +
    '(Attempt to create packet socket failed - CAP_NET_RAW may be required)',
} as const;

function capture(call: Call, options: Options): number | Promise<number> {
  const device = deviceNamed(call, options.device);
  const name = options.device ?? (device === 'any' || !device ? 'any' : device.name);
  if (!hasCapability(call, 'NET_RAW')) throw fail(PROBLEMS.forbidden(name));
  if (!device) throw fail(PROBLEMS.missing(name));
  if (device !== 'any' && !device.up) throw fail(PROBLEMS.down(device.name));
  if (options.asks === 'types') return types(call, device);
  if (options.asks === 'program') return program(call, options);
  const notes: { hosts: Record<string, string[]> } = { hosts: {} };
  filterOf(call, options, notes);
  if (options.write !== undefined && options.write !== '-') create(call, options, device);
  const started = startServer(call, {
    program: 'tcpdump',
    command: call.argv,
    listens: [],
    capture: {
      ...(device !== 'any' && { device: device.index }),
      ...(options.limit !== undefined && { limit: options.limit }),
      ...{ received: 0, captured: 0, ...notes },
    },
  });
  if (typeof started !== 'number') throw fail(PROBLEMS.missing(name));
  const warning = device === 'any' && options.promiscuous ? NOT_PROMISCUOUS : '';
  call.emit(started, 'err', warning + announcement(device, name, options));
  if (call.background) return 0;
  return stay(call, started);
}

/** A device by another of its names is told by that. */
const calledSo = ({ name, altNames }: Link, given: string | undefined): string =>
  given !== undefined && altNames?.includes(given) ? given : name;

function announcement(device: Link | 'any', given: string | undefined, { style, write, print }: Options): string {
  const quiet = style.verbose === 0 && (write === undefined || print);
  const hint = quiet ? 'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n' : 'tcpdump: ';
  const [name, type] =
    device === 'any' ? ['any', 'LINUX_SLL2 (Linux cooked v2)'] : [calledSo(device, given), 'EN10MB (Ethernet)'];
  return `${hint}listening on ${name}, link-type ${type}, snapshot length ${style.snapshot} bytes\n`;
}

/** Captures in the foreground until it has enough, until its time is up, or until a person interrupts it. */
async function stay(call: Call, pid: number): Promise<number> {
  const isOver = (): boolean => call.world().kernel.processes[pid] === undefined;
  if (isOver()) return 0;
  try {
    if (call.until !== undefined) {
      if ((await call.pass(isOver, call.until)) === 'so') return 0;
      wait(call, Infinity);
    }
    if (call.hold({ kind: 'process', pid, reached: !call.alone || call.tty === true })) return 0;
  } catch (error) {
    if (error instanceof TimeIsUp) call.end(pid);
    throw error;
  }
  call.end(pid);
  return 0;
}

/** `-d` shows what a filter compiles to; only the empty one is known here. */
function program(call: Call, { filter, style }: Options): number {
  if (filter !== '') throw fail("-d: the filter's program is not simulated");
  call.out(`(000) ret      #${style.snapshot}\n`);
  return 0;
}

function types(call: Call, device: Link | 'any'): number {
  const name = device === 'any' ? 'any' : device.name;
  const kinds =
    device === 'any'
      ? '  LINUX_SLL (Linux cooked v1)\n  LINUX_SLL2 (Linux cooked v2)\n'
      : '  EN10MB (Ethernet)\n  DOCSIS (DOCSIS) (printing not supported)\n';
  call.out(`Data link types for ${name} (use option -y to set):\n${kinds}`);
  return 0;
}

/** Makes the file that it is to write. */
function create(call: Call, { write = '', style }: Options, device: Link | 'any'): void {
  const path = resolvePath(call.cwd, write);
  const reason = obstacle(treeAt(call.world(), call.place, call.namespace), path);
  if (reason !== undefined) {
    const missing = reason === 'No such file or directory' && "Couldn't change ownership of savefile";
    throw fail(missing || `${write}: ${reason}`);
  }
  const header = fileHeader(device === 'any' ? LINK_TYPES.cooked : LINK_TYPES.ethernet, style.snapshot);
  call.update((world) => writeText(treeAt(world, call.place, call.namespace), path, header));
}

/** `tcpdump -r FILE` */
function replay(call: Call, options: Options, name: string): number {
  const tree = treeAt(call.world(), call.place, call.namespace);
  const path = resolvePath(call.cwd, name);
  const entry = find(tree, path);
  if (!entry) throw fail(`${name}: No such file or directory`);
  const links = call.world().kernel.namespaces[namespaceId(call)]?.links ?? {};
  const text = entry.kind === 'file' ? readText(tree, path) : '';
  const saved = readFile(text, (index) => links[index]?.name ?? `ifindex${index}`);
  if (!saved)
    throw fail(
      text.length < 4
        ? `truncated dump file; tried to read 4 file header bytes, only got ${text.length}`
        : 'unknown file format',
    );
  const type = saved.cooked ? 'LINUX_SLL2 (Linux cooked v2)' : 'EN10MB (Ethernet)';
  call.err(`reading from file ${name}, link-type ${type}, snapshot length ${saved.snapshot}\n`);
  const { style } = options;
  const filter = filterOf(call, options, { hosts: {} });
  const printing = { style, names: printNames(call, style, new Map()), conversations: new Map() };
  const frames = saved.frames.filter((seen) => goesRight(seen, options) && (!filter || matches(filter, seen)));
  const shown = frames.slice(0, options.limit);
  if (options.counts) call.out(`${shown.length} packet${shown.length === 1 ? '' : 's'}\n`);
  else
    shown.forEach((seen, i) =>
      call.out(printFrame(seen, printing, { count: i, first: shown[0]?.at, last: shown[i - 1]?.at }, saved.cooked)),
    );
  return 0;
}
