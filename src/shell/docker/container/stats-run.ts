/** `docker stats`: figures that follow from what runs, the same each time (docker/cli cli/command/container/stats.go). */
import { findContainer } from '../../../engine/api.ts';
import { isRunning, type Container } from '../../../engine/container/container.ts';
import { own } from '../../../kernel/own.ts';
import type { Process } from '../../../kernel/process/process.ts';
import { wait } from '../../linux/names/query.ts';
import type { Context } from '../cli/command.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { listOf, printList, templateOf } from '../cli/format/list.ts';
import { humanSize } from '../cli/format/text.ts';
import { ask, named } from '../engine.ts';

interface Row {
  /** As it was asked for. */
  readonly asked: string;
  readonly container: Container;
  readonly processes: readonly Process[];
  readonly received: number;
  readonly sent: number;
  readonly truncate: boolean;
}

const MIB = 1024 * 1024;
/** Octets that one process of the lab takes, and that a machine of the lab has. */
const OF_PROCESS = 1.5 * MIB;
const OF_MACHINE = 7.753 * 1024 * MIB;

const units = ['B', 'KiB', 'MiB', 'GiB'];

/** docker/go-units BytesSize */
function binarySize(octets: number): string {
  let size = octets;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${Number(size.toPrecision(4))}${units[unit] ?? ''}`;
}

const usage = ({ processes }: Row): number => processes.length * OF_PROCESS;
const limit = ({ container }: Row): number => Number(container.hostConfig['Memory'] ?? 0) || OF_MACHINE;
const runs = ({ container }: Row): boolean => isRunning(container);

const rows = listOf<Row>('container.statsContext', {
  BlockIO: ['BLOCK I/O', (row) => (runs(row) ? '0B / 0B' : '--')],
  CPUPerc: ['CPU %', (row) => (runs(row) ? '0.00%' : '--')],
  Container: ['CONTAINER', ({ asked }) => asked],
  ID: ['CONTAINER ID', ({ container, truncate }) => (truncate ? container.id.slice(0, 12) : container.id)],
  MemPerc: ['MEM %', (row) => (runs(row) ? `${((100 * usage(row)) / limit(row)).toFixed(2)}%` : '--')],
  MemUsage: [
    'MEM USAGE / LIMIT',
    (row) => (runs(row) ? `${binarySize(usage(row))} / ${binarySize(limit(row))}` : '-- / --'),
  ],
  Name: ['NAME', ({ container }) => container.name],
  NetIO: ['NET I/O', (row) => (runs(row) ? `${humanSize(row.received, 3)} / ${humanSize(row.sent, 3)}` : '--')],
  PIDs: ['PIDS', (row) => (runs(row) ? String(row.processes.length) : '--')],
});

const LAYOUTS = {
  table: [
    '{{.ID}}',
    '{{.Name}}',
    '{{.CPUPerc}}',
    '{{.MemUsage}}',
    '{{.MemPerc}}',
    '{{.NetIO}}',
    '{{.BlockIO}}',
    '{{.PIDs}}',
  ],
  raw: [],
  rawId: 'id',
};

type Asked = Context<'all' | 'format' | 'no-stream' | 'no-trunc'>;

function table(context: Asked): string {
  const { call, flags, machine } = context;
  const names = context.arguments;
  const world = call.world();
  const containers = ask(context, (host) =>
    names.length > 0
      ? names.map((name) => findContainer(host, named('container', name)))
      : Object.values(host.engine.containers)
          .filter((container) => flagOn(flags, 'all') || isRunning(container))
          .sort((a, b) => b.created - a.created),
  );
  const items = containers.map((container, i): Row => {
    const links = Object.values(
      own(world.kernel.namespaces, container.sandbox?.own ? container.sandbox.namespace : '')?.links ?? {},
    );
    const counted = links.filter(({ name }) => name !== 'lo');
    return {
      asked: names[i] ?? container.id.slice(0, 12),
      container,
      processes: Object.values(world.kernel.processes).filter(
        (process) => process.machine === machine && process.container?.id === container.id,
      ),
      received: counted.reduce((sum, link) => sum + link.received.bytes, 0),
      sent: counted.reduce((sum, link) => sum + link.sent.bytes, 0),
      truncate: !flagOn(flags, 'no-trunc'),
    };
  });
  return printList(rows, items, templateOf(flagText(flags, 'format'), false, LAYOUTS));
}

/** Seconds between two tables of the stream. */
const EVERY = 1000;

/** Without --no-stream the table is written anew each second, until a person, or a time limit, ends that. */
export function runStats(context: Asked): number {
  const { call, flags } = context;
  call.out(table(context));
  if (flagOn(flags, 'no-stream') || call.until === undefined) return 0;
  for (;;) {
    wait(call, EVERY);
    call.out(`\u001b[H${table(context)}\u001b[J`);
  }
}
