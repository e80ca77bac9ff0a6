/** Lists as compose prints them itself (cmd/formatter/pretty.go, Go's text/tabwriter). */

/** Rows in columns that are as wide as their widest cell and `padding`, at least `least`; the last cell of a row is not padded. */
export function inColumns(rows: readonly (readonly string[])[], least: number, padding: number): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(least, ...rows.map((cells) => [...(cells[column] ?? '')].length + padding)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i < cells.length - 1 ? cell + ' '.repeat((widths[i] ?? 0) - [...cell].length) : cell))
      .join('');
  return rows.map((cells) => `${line(cells)}\n`).join('');
}

/** A section with its headings. */
export const prettySection = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  inColumns([headings, ...rows], 20, 3);
