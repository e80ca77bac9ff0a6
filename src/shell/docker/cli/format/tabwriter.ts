/** Text whose cells end in tabs, as columns of spaces (Go's text/tabwriter as docker sets it). */

const minimum = 10;
const padding = 3;

/** Aligns the cells of neighbouring lines; the last cell of a line belongs to no column. */
export function alignColumns(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths = lines.map((): number[] => []);
  const columns = Math.max(0, ...lines.map((cells) => cells.length - 1));
  for (let column = 0; column < columns; column++) {
    for (let start = 0; start < lines.length; start++) {
      let end = start;
      while (end < lines.length && (lines[end]?.length ?? 0) - 1 > column) end++;
      const block = lines.slice(start, end);
      const width = Math.max(minimum, ...block.map((cells) => [...(cells[column] ?? '')].length + padding));
      for (let line = start; line < end; line++) widths[line]?.push(width);
      start = end;
    }
  }
  return lines
    .map((cells, line) =>
      cells.map((cell, i) => (i < cells.length - 1 ? pad(cell, widths[line]?.[i] ?? 0) : cell)).join(''),
    )
    .join('\n');
}

const pad = (cell: string, width: number) => cell + ' '.repeat(Math.max(0, width - [...cell].length));
