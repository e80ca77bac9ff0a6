export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridShape {
  /** Columns of the first row before a second one begins. */
  readonly start: number;
  /** Columns to rows that the grid keeps to as it grows. */
  readonly ratio: number;
}

/**
 * The cells of a grid that grows by whole rows and columns and keeps its shape. A cell depends on its number alone: adding
 * to the grid moves nothing.
 */
export function gridCells(count: number, { start, ratio }: GridShape): Cell[] {
  const cells: Cell[] = [];
  let [columns, rows] = [start, 1];
  for (let column = 0; column < columns; column++) cells.push({ row: 0, column });
  while (cells.length < count) {
    if (columns / rows >= ratio) {
      for (let column = 0; column < columns; column++) cells.push({ row: rows, column });
      rows++;
    } else {
      for (let row = 0; row < rows; row++) cells.push({ row, column: columns });
      columns++;
    }
  }
  return cells.slice(0, count);
}
