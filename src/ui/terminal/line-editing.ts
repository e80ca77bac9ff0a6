/** A line with the caret in it. */
export interface Line {
  readonly text: string;
  readonly caret: number;
}

/** A line after an edit, and what the edit took out of it, for `ctrl+y` to put back. */
export interface Edited extends Line {
  readonly killed?: string | undefined;
}

type Edit = (line: Line, killed: string) => Edited;

const cut = ({ text }: Line, from: number, to: number): Edited => ({
  text: text.slice(0, from) + text.slice(to),
  caret: from,
  killed: text.slice(from, to),
});

/** Where the word before the caret begins, words being apart by blanks. */
const wordStart = ({ text, caret }: Line): number => text.slice(0, caret).search(/\S*\s*$/);
const letterWordStart = ({ text, caret }: Line): number => text.slice(0, caret).search(/[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u);
const letterWordEnd = ({ text, caret }: Line): number =>
  caret + (/^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u.exec(text.slice(caret))?.[0].length ?? 0);

/** The keys by which readline edits a line, as `keyName` names them. */
const edits: Readonly<Record<string, Edit>> = {
  'ctrl+a': ({ text }) => ({ text, caret: 0 }),
  'ctrl+e': ({ text }) => ({ text, caret: text.length }),
  'ctrl+b': ({ text, caret }) => ({ text, caret: Math.max(0, caret - 1) }),
  'ctrl+f': ({ text, caret }) => ({ text, caret: Math.min(text.length, caret + 1) }),
  'alt+b': (line) => ({ text: line.text, caret: letterWordStart(line) }),
  'alt+f': (line) => ({ text: line.text, caret: letterWordEnd(line) }),
  'ctrl+u': (line) => cut(line, 0, line.caret),
  'ctrl+k': (line) => cut(line, line.caret, line.text.length),
  'ctrl+w': (line) => cut(line, wordStart(line), line.caret),
  'alt+d': (line) => cut(line, line.caret, letterWordEnd(line)),
  'ctrl+h': (line) => ({ ...cut(line, Math.max(0, line.caret - 1), line.caret), killed: '' }),
  'ctrl+y': ({ text, caret }, killed) => ({
    text: text.slice(0, caret) + killed + text.slice(caret),
    caret: caret + killed.length,
  }),
};

/** What a key makes of a line; undefined where it is none of readline's. */
export const edited = (key: string, line: Line, killed: string): Edited | undefined =>
  Object.hasOwn(edits, key) ? edits[key]?.(line, killed) : undefined;
