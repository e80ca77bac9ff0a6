import { FileError } from '../../files/entry.ts';
import { absolute, readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';

/** One input of a tool: a file, or its standard input. */
export interface Input {
  readonly name: string;
  readonly text: string;
}

/** Reads operands as files, `-` and none as standard input; `complain` words what cannot be read. */
export function inputs(
  call: Call,
  operands: readonly string[],
  complain: (name: string, reason: string) => void,
): Input[] {
  const tree = treeAt(call.world(), call.place, call.namespace);
  return (operands.length === 0 ? ['-'] : operands).flatMap((name) => {
    if (name === '-') return [{ name: 'standard input', text: call.stdin }];
    try {
      return [{ name, text: readText(tree, absolute(call.cwd, name)) }];
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      complain(name, error.message);
      return [];
    }
  });
}

/** A text's lines without their ends; a last line need not have one. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

export const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** A pattern of a user as JavaScript reads it, or undefined where it is none. */
export function regexOf(pattern: string, flags = ''): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

/** gnulib's quote(): the locale's own quotation marks. */
export function quote({ env }: Call, text: string): string {
  const locale = env['LC_ALL'] ?? env['LC_CTYPE'] ?? env['LANG'] ?? '';
  return /utf-?8/i.test(locale) ? `‘${text}’` : `'${text}'`;
}
