import { strftime } from '../calendar.ts';
import { idsOf, type Row } from './list.ts';
import { Refusal } from './refusal.ts';
import { DESCRIPTORS, SPECIFIERS } from './specifiers.table.ts';
import { own } from '../../../kernel/own.ts';

/** Where a row's text comes from. */
type Show = (row: Row, now: number) => string;

/** A column of ps (procps: src/ps/output.c). */
export interface Column {
  readonly title: string;
  readonly width: number;
  /** Names stand left, numbers right, and a command as far as there is room. Literal text stands as it is. */
  readonly align: 'left' | 'right' | 'open' | 'literal';
  readonly show: Show;
  readonly sortKey: (row: Row) => number | string;
}

const DAY = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** [[DD-]hh:]mm:ss */
function elapsed(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24];
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (days > 0) return `${days}-${two(hours)}:${rest}`;
  return hours > 0 ? `${two(hours)}:${rest}` : rest;
}

const FIELDS: Readonly<Record<string, readonly [Show, Column['sortKey']?]>> = {
  args: [(row) => row.prefix + row.command, (row) => row.command],
  comm: [(row) => row.prefix + row.name, (row) => row.name],
  bsdstart: [({ started }, now) => strftime(now - started < DAY ? ' %H:%M' : '%b %e', started), (row) => row.started],
  docker: [({ container }) => container?.slice(0, 12) ?? '-'],
  etime: [({ started }, now) => elapsed(now - started), (row) => -row.started],
  etimes: [({ started }, now) => String(Math.floor((now - started) / 1000)), (row) => -row.started],
  flags: [(row) => String(row.flags), (row) => row.flags],
  gid: [({ user }) => String(idsOf(user).gid), ({ user }) => idsOf(user).gid],
  group: [({ user }) => idsOf(user).group],
  lstart: [({ started }) => strftime('%a %b %e %H:%M:%S %Y', started), (row) => row.started],
  netns: [({ inode }) => String(inode), (row) => row.inode],
  nlwp: [({ threads }) => String(threads), (row) => row.threads],
  pgid: [({ group }) => String(group), (row) => row.group],
  pid: [({ pid }) => String(pid), (row) => row.pid],
  ppid: [({ parent }) => String(parent), (row) => row.parent],
  rss: [({ size }) => String(size[1]), (row) => row.size[1]],
  sid: [({ session }) => String(session), (row) => row.session],
  start: [({ started }, now) => strftime(now - started < DAY ? '%H:%M:%S' : '  %b %d', started), (row) => row.started],
  stat: [({ state }) => state],
  state: [({ state }) => state.slice(0, 1)],
  stime: [({ started }, now) => strftime(now - started < DAY ? '%H:%M' : '%b%d', started), (row) => row.started],
  sz: [({ size }) => String(Math.floor(size[0] / 4)), (row) => row.size[0]],
  tpgid: [({ tty, group }) => (tty === '?' ? '-1' : String(group))],
  tty: [({ tty }) => tty],
  uid: [({ user }) => String(idsOf(user).uid), ({ user }) => idsOf(user).uid],
  user: [({ user }) => (user.length > 8 ? `${user.slice(0, 7)}+` : user), (row) => row.user],
  vsz: [({ size }) => String(size[0]), (row) => row.size[0]],
  wchan: [({ wchan }) => wchan],
};

const ALIGNS = { l: 'left', r: 'right', u: 'open' } as const;

function fieldOf(key: string): Pick<Column, 'show' | 'sortKey'> {
  if (key.startsWith('=')) return { show: () => key.slice(1), sortKey: () => 0 };
  const [show = () => '-', sortKey = (row: Row) => show(row, 0)] = own(FIELDS, key) ?? [];
  return { show, sortKey };
}

const COLUMNS: ReadonlyMap<string, Column> = new Map(
  SPECIFIERS.split('\n').map((line) => {
    const [name = '', title = '', width = '', align = 'l', key = ''] = line.split(' ');
    return [name, { title, width: Number(width), align: ALIGNS[align as 'l' | 'r' | 'u'], ...fieldOf(key) }];
  }),
);

/** What `ps L` prints. */
export const specifierList = (): string =>
  [...COLUMNS].map(([name, { title }]) => `${name.padEnd(12)} ${title.slice(0, 8).padEnd(8)}\n`).join('');

export const columnNamed = (name: string): Column | undefined => COLUMNS.get(name);

/** Columns by their names, all of which are known; `NAME=TITLE` under another title. */
export const columnsNamed = (names: string): Column[] =>
  names.split(' ').flatMap((each) => {
    const [name = '', title] = each.split('=');
    if (name === 'addr') return [{ title: 'ADDR', width: 1, align: 'left', ...fieldOf('=-') } as const];
    const column = COLUMNS.get(name);
    return column ? [{ ...column, ...(title !== undefined && { title }) }] : [];
  });

/** The columns that a list of -o asks for: `NAME[:WIDTH][=TITLE],…`, or text with `%` descriptors. Throws Refusal. */
export function columnsOf(list: string): Column[] {
  try {
    return listed(list);
  } catch (refusal) {
    if (!list.includes('%')) throw refusal;
    return described(list);
  }
}

function listed(list: string): Column[] {
  const items = list.split(/[ ,]/);
  if (items.length > 1 && items.at(-1) === '') items.pop();
  if (items.includes('')) throw new Refusal('improper format list');
  return items.map((item) => {
    const equals = item.indexOf('=');
    const title = equals < 0 ? undefined : item.slice(equals + 1);
    const [name = '', width] = (equals < 0 ? item : item.slice(0, equals)).split(':');
    const column = COLUMNS.get(name);
    if (!column) throw new Refusal(`unknown user-defined format specifier "${name}"`);
    if (width !== undefined && !/^[1-9]\d*$/.test(width))
      throw new Refusal('column widths must be unsigned decimal numbers');
    return {
      ...column,
      title: title ?? column.title,
      width: Math.max(width === undefined ? column.width : Number(width), title?.length ?? 0),
    };
  });
}

/** ps(1): AIX FORMAT DESCRIPTORS */
function described(list: string): Column[] {
  if (!list.startsWith('%')) throw new Refusal('improper AIX field descriptor');
  return (list.match(/%[^]?|[^%]+/g) ?? []).map((part): Column => {
    if (!part.startsWith('%'))
      return { title: part, width: part.length, align: 'literal', show: () => part, sortKey: () => 0 };
    if (part === '%' || part === '%%') throw new Refusal('missing AIX field descriptor');
    const column = COLUMNS.get(own(DESCRIPTORS, part.charAt(1)) ?? '');
    if (!column) throw new Refusal('unknown AIX field descriptor');
    return column;
  });
}

/** One line; what is too wide moves what follows as little as possible, and the screen cuts a command that ends it. */
function line(columns: readonly Column[], cells: readonly string[], screen: number): string {
  let text = '';
  let start = 0;
  columns.forEach(({ width, align }, i) => {
    const gap = i > 0 && align !== 'literal' && columns[i - 1]?.align !== 'literal';
    if (gap) start += 1;
    const cell = cells[i] ?? '';
    const pad = align === 'right' ? Math.max(0, width - cell.length) : 0;
    text += ' '.repeat(Math.max(start - text.length + pad, gap ? 1 : 0));
    if (align !== 'open') text += cell;
    else text += cell.slice(0, i < columns.length - 1 ? width : screen - (text.length % screen));
    start += width;
  });
  return `${text}\n`;
}

/** The table's text; the titles stand above where any is not empty and they are wanted. */
export function table(
  columns: readonly Column[],
  rows: readonly Row[],
  { titles, now, screen }: { titles: boolean; now: number; screen: number },
): string {
  const head = columns.map(({ title }) => title);
  const lines = rows.map((row) => columns.map(({ show }) => show(row, now)));
  const shown = titles && head.some((title) => title !== '') ? [head, ...lines] : lines;
  return shown.map((cells) => line(columns, cells, screen)).join('');
}
