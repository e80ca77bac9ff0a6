import type { Tool } from '../../tool/tool.ts';
import { columnsNamed, specifierList, table, type Column } from './columns.ts';
import { TOPICS, VERSION } from './help.table.ts';
import { processes, type Row } from './list.ts';
import { readWords, type Asked, type Other } from './options.ts';
import { HINT } from './refusal.ts';

const UNLIMITED = 131_072;
/** What `w` makes of a narrower screen. */
const WIDE = 132;

export const runPs: Tool['run'] = (call) => {
  const rows = processes(call);
  const asked = readWords(call.argv.slice(1), rows);
  if ('print' in asked) {
    call.out(text(asked));
    return 0;
  }
  const shown = drawn(asked, sorted(asked, chosen(asked, rows)));
  const columns = Number.parseInt(call.env['COLUMNS'] ?? '', 10);
  const screen = asked.width ?? (columns > 0 ? columns : UNLIMITED);
  const { now } = call.world().clock;
  const width = asked.wide > 1 ? UNLIMITED : asked.wide === 1 ? Math.max(screen, WIDE) : screen;
  call.out(table(format(asked), shown, { titles: !asked.flags.has('h'), now, screen: width }));
  return shown.length > 0 ? 0 : 1;
};

function text({ print, topic }: Other): string {
  if (print === 'version') return VERSION;
  if (print === 'specifiers') return specifierList();
  const names = Object.keys(TOPICS) as (keyof typeof TOPICS)[];
  const asked = /^a(ll)?$/.test(topic) ? names : names.filter((name) => topic === name || topic === name.charAt(0));
  if (asked.length === 0) return HINT;
  return `\nUsage:\n ps [options]\n\n${asked.map((name) => TOPICS[name]).join('\n')}\nFor more details see ps(1).\n`;
}

/** Without a list, SysV's ps shows the user's processes on its own terminal, and BSD's those on any. */
function chosen({ flags, tests, pids, bsd }: Asked, rows: readonly Row[]): readonly Row[] {
  if (pids && !flags.has('-N')) return pids.flatMap((pid) => rows.find((row) => row.pid === pid) ?? []);
  const self = rows.find((row) => row.self);
  const mine = ({ user }: Row): boolean => user === self?.user;
  const onTerminal = ({ tty }: Row): boolean => tty !== '?';
  const leads = ({ pid, session }: Row): boolean => pid === session;
  const simple = (row: Row): boolean => {
    if (flags.has('-d')) return !leads(row);
    if (flags.has('-a')) return onTerminal(row) && !leads(row);
    if (flags.has('T')) return row.tty === self?.tty;
    if (flags.has('a')) return flags.has('x') || onTerminal(row);
    if (flags.has('x')) return mine(row);
    return mine(row) && (bsd ? onTerminal(row) : row.tty === self?.tty);
  };
  const isChosen = (row: Row): boolean => {
    if (flags.has('-e')) return true;
    if (tests.length > 0) return tests.some((test) => test(row));
    return simple(row) && (!flags.has('r') || row.state.startsWith('R'));
  };
  return rows.filter((row) => isChosen(row) !== flags.has('-N'));
}

function sorted({ sort }: Asked, rows: readonly Row[]): readonly Row[] {
  if (sort.length === 0) return rows;
  return rows.toSorted((a, b) => {
    for (const { column, down } of sort) {
      const [x, y] = [column.sortKey(a), column.sortKey(b)];
      if (x !== y) return x < y === down ? 1 : -1;
    }
    return 0;
  });
}

/** As a tree: roots from the last to the first, and what they started from the first to the last. */
function drawn({ flags }: Asked, rows: readonly Row[]): readonly Row[] {
  const indents = flags.has('-H');
  if (!indents && !flags.has('f')) return rows;
  const lines: Row[] = [];
  /** Draws a process after what stands before it, and its own children after what stands before those. */
  const draw = (row: Row, prefix: string, inner: string): void => {
    lines.push({ ...row, prefix });
    const children = rows.filter(({ parent, pid }) => parent === row.pid && pid !== row.pid);
    children.forEach((child, i) => {
      if (indents) draw(child, `${inner}  `, `${inner}  `);
      else draw(child, `${inner} \\_ `, `${inner}${i < children.length - 1 ? ' |  ' : '    '}`);
    });
  };
  const roots = rows.filter(({ parent }) => rows.every(({ pid }) => pid !== parent));
  for (const root of roots.toReversed()) draw(root, '', '');
  return lines;
}

function format({ flags, columns, extra, bsd }: Asked): readonly Column[] {
  if (columns) return columns;
  const has = (flag: string): boolean => flags.has(flag);
  const command = has('c') ? 'comm' : 'command';
  if (extra.length > 0)
    return [...columnsNamed('pid'), ...extra, ...columnsNamed(`state tname time ${bsd ? 'comm' : command}`)];
  const label = has('Z') || has('-M') || has('-Z') ? 'label ' : '';
  const names = bsdFormat(has) ?? (['-f', '-F', '-l'].some(has) ? sysvFormat(has) : undefined);
  if (names !== undefined) return columnsNamed(label + names.replace(/command$/, command));
  if (bsd) return columnsNamed(`${label}pid tname stat bsdtime ${command}`);
  const sessions = has('-j') ? 'pgid sid ' : '';
  const threads = has('-L') ? 'lwp ' : has('-T') ? 'spid ' : '';
  return columnsNamed(`${label}pid ${sessions}${threads}${has('-c') ? 'class pri ' : ''}tname time ucmd`);
}

function bsdFormat(has: (flag: string) => boolean): string | undefined {
  if (has('u')) return 'user pid %cpu %mem vsz rss tname stat start_time bsdtime command';
  if (has('l'))
    return `f uid pid ppid ${has('-j') ? 'pgid sid ' : ''}priority ni vsz rss wchan stat tname bsdtime command`;
  if (has('j')) return 'ppid pid pgid sid tname tpgid stat uid bsdtime command';
  if (has('v')) return 'pid tname stat bsdtime maj_flt m_trs m_drs rss %mem command';
  if (has('s')) return 'uid pid pending blocked ignored caught stat tname bsdtime command';
  return undefined;
}

/** The columns of -f, -F and -l, and of all these together. */
function sysvFormat(has: (flag: string) => boolean): string {
  const full = has('-f') || has('-F');
  const long = has('-l');
  return [
    long ? (has('-y') ? 's' : 'f s') : '',
    full ? 'uid_hack' : 'uid',
    'pid ppid',
    has('-j') ? 'pgid sid' : '',
    has('-L') ? 'lwp' : '',
    has('-c') ? '' : 'c',
    has('-L') ? 'nlwp' : '',
    long ? (has('-c') ? 'class pri ni' : 'opri ni') : '',
    long ? (has('-y') ? 'rss sz' : 'addr sz') : has('-F') ? 'sz' : '',
    long ? 'wchan' : '',
    has('-F') ? 'rss psr' : has('-P') ? 'psr' : '',
    full ? 'stime' : '',
    'tname time',
    full ? 'cmd' : 'ucmd',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
