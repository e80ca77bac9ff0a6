import type { Process } from '../../kernel/process/process.ts';
import { inodeOf, visibleProcesses } from '../files/proc-pid.ts';
import type { Tree } from '../files/entry.ts';
import { treeAt } from '../files/tree.ts';
import { readOptions } from '../tool/options.ts';
import { ToolError } from '../tool/tool-error.ts';
import { namespaceNames } from './ip/netns-names.ts';
import type { Call } from '../tool/call.ts';
import { lsns } from './lsns.ts';

const TYPES = ['mnt', 'net', 'ipc', 'user', 'pid', 'uts', 'cgroup', 'time'];

/** A network namespace as lsns tells of it: by its lowest process. */
interface Row {
  readonly inode: number;
  readonly first: Process;
  readonly firstPid: number;
  readonly count: number;
  readonly netnsId: number | undefined;
  readonly file: string | undefined;
}

interface Column {
  readonly right?: boolean;
  readonly text: (row: Row) => string;
}

const COLUMNS: Readonly<Record<string, Column>> = {
  NS: { right: true, text: ({ inode }) => String(inode) },
  TYPE: { text: () => 'net' },
  NPROCS: { right: true, text: ({ count }) => String(count) },
  PID: { right: true, text: ({ firstPid }) => String(firstPid) },
  PPID: { right: true, text: ({ first }) => String(first.parent) },
  COMMAND: { text: ({ first }) => first.command.join(' ') },
  UID: { right: true, text: () => '0' },
  USER: { text: () => 'root' },
  NETNSID: { right: true, text: ({ netnsId }) => (netnsId === undefined ? 'unassigned' : String(netnsId)) },
  NSFS: { text: ({ file = '' }) => file },
  PATH: { text: ({ firstPid }) => `/proc/${firstPid}/ns/net` },
};

const USUAL = ['NS', 'TYPE', 'NPROCS', 'PID', 'USER', 'NETNSID', 'NSFS', 'COMMAND'];

const fail = (complaint: string): ToolError => new ToolError(`lsns: ${complaint}\n`, 1);

/** `lsns`. */
export function runLsns(call: Call): number {
  const { has, value, operands } = readOptions(call, lsns);
  const type = value('t');
  if (type !== undefined && !TYPES.includes(type)) throw fail(`unknown namespace type: ${type}`);
  const names = value('o')?.toUpperCase().split(',') ?? USUAL;
  const unknown = names.find((name) => !Object.hasOwn(COLUMNS, name));
  if (unknown !== undefined) throw fail(`unknown column: ${unknown}`);
  if (type !== undefined && type !== 'net') return 0;
  const tree = treeAt(call.world(), call.place);
  const all = rowsOf(tree, new Map(namespaceNames(call).map(({ name, id }) => [id, name])));
  const asked = value('p');
  const one = asked === undefined ? undefined : visibleProcesses(tree).get(Number(asked))?.namespace;
  const wanted = operands[0];
  const rows = all.filter(
    ({ inode, first }) =>
      (asked === undefined || first.namespace === one) && (wanted === undefined || String(inode) === wanted),
  );
  call.out(tableText(names, rows, { headings: !has('n'), raw: has('r') }));
  return 0;
}

function rowsOf(tree: Tree, names: ReadonlyMap<string | undefined, string>): Row[] {
  const found = new Map<string, Row>();
  const here = tree.world.kernel.namespaces[tree.namespace];
  for (const [pid, process] of [...visibleProcesses(tree)].toSorted(([a], [b]) => a - b)) {
    const id = process.namespace;
    const known = found.get(id);
    const name = names.get(id);
    if (known) found.set(id, { ...known, count: known.count + 1 });
    else
      found.set(id, {
        inode: inodeOf(tree, id),
        first: process,
        firstPid: pid,
        count: 1,
        netnsId: here?.peerIds[id],
        file: name === undefined ? undefined : `/run/netns/${name}`,
      });
  }
  return [...found.values()].toSorted((a, b) => a.inode - b.inode);
}

/** A table as libsmartcols prints it: every column as wide as its widest cell, the last one unpadded. */
function tableText(names: readonly string[], rows: readonly Row[], how: { headings: boolean; raw: boolean }): string {
  const cells = rows.map((row) => names.map((name) => COLUMNS[name]?.text(row) ?? ''));
  const lines = how.headings && rows.length > 0 ? [[...names], ...cells] : cells;
  const widths = names.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => {
          if (how.raw) return cell;
          if (COLUMNS[names[i] ?? '']?.right) return cell.padStart(widths[i] ?? 0);
          return i === line.length - 1 ? cell : cell.padEnd(widths[i] ?? 0);
        })
        .join(' '),
    )
    .map((line) => `${line}\n`)
    .join('');
}
