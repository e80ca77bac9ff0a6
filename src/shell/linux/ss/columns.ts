/** A column of ss: its header, how its text stands in it, and what parts it from the one before (iproute2: misc/ss.c). */
export interface Column {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly delimiter: '' | ' ';
}

/** Widths of columns that hold their texts, with the delimiter of all but the first. The very last cell is not measured. */
function contentWidths(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  let first = true;
  return columns.map(({ delimiter }, i) => {
    const measured = i === columns.length - 1 ? rows.slice(0, -1) : rows;
    const longest = Math.max(0, ...measured.map((row) => row[i]?.length ?? 0));
    const width = longest > 0 && !first ? longest + delimiter.length : longest;
    if (width > 0) first = false;
    return width;
  });
}

/** Breaks the columns into lines of a screen, and spreads what is left of each line over its columns, the last ones first. */
function spread(widths: readonly number[], screen: number): number[] {
  const spreading = widths.map((width) => Math.min(width, screen));
  const shown = spreading.flatMap((width, i) => (width > 0 ? [i] : []));
  let line: number[] = [];
  let length = 0;
  const close = (): void => {
    const room = screen - length;
    const [share, rest] = [Math.floor(room / line.length), room % line.length];
    [...line].reverse().forEach((column, i) => {
      spreading[column] = (spreading[column] ?? 0) + share + (i < rest ? 1 : 0);
    });
    line = [];
    length = 0;
  };
  for (const column of shown) {
    const width = spreading[column] ?? 0;
    if (line.length > 0 && length + width > screen) close();
    line.push(column);
    length += width;
    if (length === screen) {
      line = [];
      length = 0;
    }
  }
  if (line.length > 0) close();
  return spreading;
}

/**
 * Rows as ss lines them up. On a screen of known width the columns fill it; otherwise they are as wide as what they hold,
 * and the last one is not filled up; what comes after it, the details of a socket, has no header.
 */
export function render(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  screen: number | undefined,
): string {
  const content = contentWidths(columns, rows);
  const widths = screen === undefined ? content : spread(content, screen);
  const last = screen === undefined ? columns.length - 2 : -1;
  const cell = (text: string, i: number): string => {
    const { align, delimiter } = columns[i] as Column;
    const before = i === 0 ? '' : delimiter;
    const width = (widths[i] ?? 0) - before.length;
    if (align === 'right') return before + text.padStart(width);
    return before + (i === last ? text : text.padEnd(width));
  };
  return rows.map((row) => `${columns.map((_, i) => cell(row[i] ?? '', i)).join('')}\n`).join('');
}
