import type { History } from '../../history/history.ts';
import type { Marked } from '../../teaching/made/submission.ts';

/** Something that was handed in, by a name, before it is looked at. */
export interface HandedIn {
  readonly name: string;
  /** Undefined where it cannot be read. */
  readonly history: History | undefined;
  /** How many hints were used, where its link says so. */
  readonly hints?: number | undefined;
}

export interface Row extends HandedIn {
  readonly marked: Marked | 'broken' | 'ended';
}

/** More than these are not taken at a time. */
export const MOST = 500;

const LINK = /#?(v\d{1,4}=[A-Za-z0-9_-]*)(\S*)/;

/** A line of a list of links: what stands before the link is whose it is. */
export interface Line {
  readonly name: string;
  readonly fragment: string;
  readonly hints?: number | undefined;
}

/** The links of a text, one a line; lines without one are links that cannot be read, empty ones are none. */
export function linesIn(text: string): readonly Line[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '') return [];
    const [whole = '', fragment = '', rest = ''] = LINK.exec(line) ?? [];
    const before = whole === '' ? line : line.slice(0, line.indexOf(whole));
    const name = before
      .replace(/https?:\/\/\S*$/, '')
      .replace(/[\s,;:|]+$/, '')
      .trim();
    const [, hints] = /&h=(\d{1,3})(?:&|$)/.exec(rest) ?? [];
    return [
      {
        name: name === '' ? String(at + 1) : name.slice(0, 200),
        fragment,
        hints: hints === undefined ? undefined : Number(hints),
      },
    ];
  });
}

/** A cell as CSV has it (RFC 4180); what a spreadsheet would take for a formula is text. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV, with a byte order mark: spreadsheets take it for something else without. */
export const csvOf = (table: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${table.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
