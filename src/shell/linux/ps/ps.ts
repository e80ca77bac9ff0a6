import type { Tool } from '../../tool.ts';
import { getopt, type Option } from '../getopt.ts';
import { columnsNamed, FORMATS, table, type Column } from './columns.ts';
import { processes, type Row } from './list.ts';

const HINT = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

interface Asked {
  readonly all: boolean;
  readonly pids: readonly number[] | undefined;
  readonly names: readonly string[] | undefined;
  readonly columns: readonly Column[];
  readonly titles: boolean;
}

const LONG = {
  'pid=': 'p',
  'format=': 'o',
  'no-headers': 'H',
  'no-heading': 'H',
  everyone: 'e',
  'ppid=': 'P',
  forest: 'F',
};

/** BSD letters, with or without a dash in front of `x` and `aux`, as procps takes them. */
const isBsd = (word: string | undefined): boolean => /^(?:-?[aux]*x[aux]*|[auxewf]+)$/.test(word ?? '');

/** Thrown with what ps says of bad arguments. */
class PsError extends Error {}

function read(args: readonly string[]): Asked {
  const bsd = args.filter(isBsd).join('').replaceAll('-', '');
  const { options, operands, error } = getopt(
    args.filter((word) => !isBsd(word)),
    { short: 'AdeflFHjp:o:O:C:u:U:w', long: LONG },
  );
  if (error?.startsWith('unrecognized')) throw new PsError(`error: unknown gnu long option\n${HINT}`);
  if (error !== undefined) throw new PsError(`error: unsupported SysV option\n${HINT}`);
  if (operands.some((word) => !/^\d+$/.test(word)))
    throw new PsError(`error: unsupported option (BSD syntax)\n${HINT}`);
  const has = (...letters: string[]): boolean => options.some(({ name }) => letters.includes(name));
  const pids = [...valuesOf(options, 'p'), ...operands];
  return {
    all: has('A', 'e', 'd') || (bsd.includes('a') && bsd.includes('x')),
    pids: pids.length > 0 ? pids.map(Number) : undefined,
    names: has('C') ? valuesOf(options, 'C') : undefined,
    columns: columnsOf(options, bsd, has('f', 'F')),
    titles: !has('H'),
  };
}

const valuesOf = (options: readonly Option[], letter: string): string[] =>
  options
    .filter(({ name }) => name === letter)
    .flatMap(({ value }) => value.split(/[ ,]+/).filter((each) => each !== ''));

function columnsOf(options: readonly Option[], bsd: string, full: boolean): readonly Column[] {
  const lists = options.filter(({ name }) => name === 'o').map(({ value }) => value);
  if (lists.length > 0)
    return lists.flatMap((list) => {
      const columns = columnsNamed(list);
      if (!columns) throw new PsError(`error: unknown user-defined format specifier "${list}"\n${HINT}`);
      return columns;
    });
  if (bsd.includes('u')) return FORMATS.bsdUser;
  if (bsd !== '') return FORMATS.bsd;
  return full ? FORMATS.full : FORMATS.plain;
}

/** Without a selection ps shows the processes of its own user and terminal; with `x` those of its user. */
function isAsked({ pids, names, all }: Asked, row: Row): boolean {
  if (pids ?? names) return (pids?.includes(row.pid) ?? false) || (names?.includes(row.name) ?? false);
  return all || row.user === 'root';
}

/** procps: ps. Exit code 1 where nothing is found. */
export const ps: Tool = (call) => {
  try {
    const asked = read(call.argv.slice(1));
    const rows = processes(call).filter((row) => isAsked(asked, row));
    call.out(table(asked.columns, rows, asked.titles));
    return rows.length > 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PsError)) throw error;
    call.err(error.message);
    return 1;
  }
};
