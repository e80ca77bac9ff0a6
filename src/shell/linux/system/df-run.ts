import { mountTable } from '../../files/proc-mounts.ts';
import { resolvePath } from '../../files/path.ts';
import { find, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { readOptions } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { df } from './df.ts';

/** What is mounted, and its size: all in KiB. */
interface Row {
  readonly source: string;
  readonly type: string;
  readonly place: string;
  readonly total: number;
  readonly used: number;
  readonly available: number;
}

/** The machine's disk, as the reference engine's; and half of its memory, which a tmpfs may take. */
const DISK = { total: 264_212_084, used: 26_959_496, available: 79_431_416 };
const HALF = 12_342_044;
/** Kinds of file systems that hold nothing of their own. */
const DUMMY = new Set(['proc', 'sysfs', 'devpts', 'cgroup2', 'mqueue']);

function sizeOf(type: string, settings: string): Pick<Row, 'total' | 'used' | 'available'> {
  if (type === 'ext4' || type === 'overlay') return DISK;
  if (DUMMY.has(type)) return { total: 0, used: 0, available: 0 };
  const given = Number(/(?:^|,)size=(\d+)k/.exec(settings)?.[1] ?? HALF);
  return { total: given, used: 0, available: given };
}

function mounted(call: Call): Row[] {
  const tree = treeAt(call.world(), call.place, call.namespace);
  const { machine, container } = tree.location;
  const rows = mountTable(tree)
    .trim()
    .split('\n')
    .map((line): Row => {
      const [source = '', place = '', type = '', settings = ''] = line.split(' ');
      return { source, type, place, ...sizeOf(type, settings) };
    });
  // The engine mounts the layers of each running container.
  const layers = Object.values(container ? {} : (machine.engine?.containers ?? {}))
    .filter(({ state }) => state.pid > 0)
    .map(({ layer }): Row => {
      const place = `/var/lib/docker/overlay2/${layer}/merged`;
      return { source: 'overlay', type: 'overlay', place, ...DISK };
    });
  return [...rows, ...layers];
}

/** What df lists without operands: each device once, at the shortest of its places; nothing that holds nothing. */
function listed(rows: readonly Row[], all: boolean): Row[] {
  if (all) return [...rows];
  return rows.filter(
    (row) =>
      row.total > 0 &&
      !rows.some(
        (other) =>
          other !== row &&
          row.source.startsWith('/dev/') &&
          other.source === row.source &&
          (other.place.length < row.place.length ||
            (other.place.length === row.place.length && rows.indexOf(other) < rows.indexOf(row))),
      ),
  );
}

const isWithin = (place: string, path: string): boolean =>
  place === '/' || path === place || path.startsWith(`${place}/`);

export function runDf(call: Call): number {
  const { has, value, options: given, operands } = readOptions(call, df);
  if (has('i')) throw new ToolError("df: this lab's files have no inodes\n", 1);
  const all = mounted(call);
  const tree = treeAt(call.world(), call.place, call.namespace);
  let exit = 0;
  const rows =
    operands.length === 0
      ? listed(all, has('a'))
      : operands.flatMap((name) => {
          const path = resolvePath(call.cwd, name);
          if (!find(tree, path)) {
            call.err(`df: ${name}: No such file or directory\n`);
            exit = 1;
            return [];
          }
          return (
            all.filter(({ place }) => isWithin(place, path)).toSorted((a, b) => b.place.length - a.place.length)[0] ??
            []
          );
        });
  const valuesOf = (letter: string): readonly string[] =>
    given.flatMap((each) => (each.name === letter ? [each.value] : []));
  const [wanted, unwanted] = [valuesOf('t'), valuesOf('x')];
  const shown = rows.filter(({ type }) => (wanted.length === 0 || wanted.includes(type)) && !unwanted.includes(type));
  if (shown.length > 0) call.out(table(shown, { has, block: value('B') }));
  else if (exit === 0) throw new ToolError('df: no file systems processed\n', 1);
  return exit;
}

interface Shape {
  readonly has: (...names: string[]) => boolean;
  readonly block: string | undefined;
}

/** The columns are as wide as what is in them: the first 14 at least, numbers 5. */
function table(rows: readonly Row[], { has, block }: Shape): string {
  const megs = has('m') || /^(?:1?M)(?:iB)?$/.test(block ?? '');
  const scale = has('H') ? 1000 : has('h') ? 1024 : undefined;
  const amount = (kib: number): string =>
    scale ? human(kib * 1024, scale) : String(megs ? Math.ceil(kib / 1024) : kib);
  const size = scale ? 'Size' : megs ? '1M-blocks' : has('P') ? '1024-blocks' : '1K-blocks';
  const head = [
    'Filesystem',
    ...(has('T') ? ['Type'] : []),
    size,
    'Used',
    scale ? 'Avail' : 'Available',
    has('P') ? 'Capacity' : 'Use%',
    'Mounted on',
  ];
  const lines = [
    head,
    ...rows.map(({ source, type, total, used, available, place }) => [
      source,
      ...(has('T') ? [type] : []),
      ...[total, used, available].map(amount),
      total === 0 ? '-' : `${Math.ceil((used * 100) / (used + available))}%`,
      place,
    ]),
  ];
  const left = has('T') ? 2 : 1;
  const widths = head.map((title, i) =>
    Math.max(
      i === 0 ? 14 : i < left || i >= head.length - 2 ? title.length : 5,
      ...lines.map((cells) => (cells[i] ?? '').length),
    ),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, i) =>
          i === cells.length - 1 ? cell : i < left ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
        )
        .join(' '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Rounded up, one digit behind the point below ten (gnulib: human_readable with human_ceiling). */
function human(octets: number, base: number): string {
  const letters = base === 1000 ? ['', 'k', 'M', 'G', 'T'] : ['', 'K', 'M', 'G', 'T'];
  let power = 0;
  let value = octets;
  while (value >= base && power < letters.length - 1) {
    value /= base;
    power += 1;
  }
  if (power === 0) return String(value);
  const tenths = Math.ceil(value * 10) / 10;
  return `${tenths < 10 ? tenths.toFixed(1) : Math.ceil(value)}${letters[power]}`;
}
