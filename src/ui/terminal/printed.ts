/** The colours that a program can name, in the order of their numbers. */
const COLORS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
export type Color = (typeof COLORS)[number];

/** A part of a row in one colour; none is that of the text around it. */
export interface Stretch {
  readonly text: string;
  readonly color?: Color | undefined;
}

interface Cell {
  readonly letter: string;
  readonly color: Color | undefined;
}

interface Terminal {
  readonly rows: Cell[][];
  row: number;
  column: number;
  color: Color | undefined;
}

// oxlint-disable-next-line no-control-regex -- these are what a terminal obeys
const CONTROLS = /[\u001b\r]/;
// oxlint-disable-next-line no-control-regex -- as above
const TOKENS = /\u001b\[([?\d;]*)([A-Za-z])|\r|\n|[^\u001b\r\n]+|\u001b/g;

/** Whether a text moves the cursor back or changes colours. */
export const hasControls = (text: string): boolean => CONTROLS.test(text);

/** What stands on a terminal after a text was printed there: its rows, of which all but the last end with a newline. */
export function printed(text: string): readonly (readonly Stretch[])[] {
  const terminal: Terminal = { rows: [[]], row: 0, column: 0, color: undefined };
  for (const [token, parameters = '', control] of text.matchAll(TOKENS)) {
    if (control !== undefined) obey(terminal, control, parameters);
    else if (token === '\r') terminal.column = 0;
    else if (token === '\n') [terminal.row, terminal.column] = [terminal.row + 1, 0];
    else if (token !== '\u001b') write(terminal, token);
    rowOf(terminal);
  }
  return terminal.rows.map((cells, at) => stretchesOf(cells, at < terminal.rows.length - 1 ? '\n' : ''));
}

/** The same without its colours. */
export const plainPrinted = (text: string): string =>
  hasControls(text)
    ? printed(text)
        .map((row) => row.map((stretch) => stretch.text).join(''))
        .join('')
    : text;

/** The cursor's row; those up to it come to be. */
function rowOf({ rows, row }: Terminal): Cell[] {
  while (rows.length <= row) rows.push([]);
  return rows[row] ?? [];
}

function write(terminal: Terminal, text: string): void {
  const cells = rowOf(terminal);
  while (cells.length < terminal.column) cells.push({ letter: ' ', color: undefined });
  for (const letter of text) cells[terminal.column++] = { letter, color: terminal.color };
}

/** Cursor up, down and to a column, erasing, and colours; what else there is changes nothing that is read. */
function obey(terminal: Terminal, control: string, parameters: string): void {
  const count = Number(parameters) || 1;
  switch (control) {
    case 'A':
      terminal.row = Math.max(0, terminal.row - count);
      break;
    case 'B':
      terminal.row += count;
      break;
    case 'G':
      terminal.column = count - 1;
      break;
    case 'K':
      rowOf(terminal).splice(terminal.column);
      break;
    case 'J':
      rowOf(terminal).splice(terminal.column);
      terminal.rows.splice(terminal.row + 1);
      break;
    case 'm':
      terminal.color = colorOf(parameters, terminal.color);
  }
}

/** `32`, `1;36` and `94` are colours; `0` and nothing end them; the rest, as bold, leaves them. */
const colorOf = (parameters: string, before: Color | undefined): Color | undefined =>
  parameters
    .split(';')
    .map(Number)
    .reduce<Color | undefined>((color, code) => {
      if (code === 0 || code === 39) return undefined;
      const number = code >= 90 ? code - 90 : code - 30;
      return COLORS[number] ?? color;
    }, before);

function stretchesOf(cells: readonly Cell[], end: string): readonly Stretch[] {
  const stretches: { text: string; color: Color | undefined }[] = [];
  for (const { letter, color } of [...cells, ...(end === '' ? [] : [{ letter: end, color: undefined }])]) {
    const last = stretches.at(-1);
    if (last !== undefined && (last.color === color || letter === end)) last.text += letter;
    else stretches.push({ text: letter, color });
  }
  return stretches;
}
