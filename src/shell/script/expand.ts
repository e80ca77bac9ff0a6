import type { ScriptWork } from '../../kernel/process/task.ts';
import { own } from '../../kernel/own.ts';
import { isNode, nodes, type Node } from './syntax.ts';

/** What parameters are at a moment. */
export type Parameters = Pick<ScriptWork, 'env' | 'words' | 'status' | 'last' | 'name'> & {
  readonly pid: number;
  /** Counts the characters of a text before it is made. */
  readonly take: (characters: number) => void;
};

/** Thrown where only the library can tell what a word comes to. */
class Harder extends Error {}

/** A parameter's value, where it has no operation. */
function valueOf(name: string, { env, words, status, last, name: self, pid }: Parameters): string {
  if (/^\d+$/.test(name)) return name === '0' ? self : (words[Number(name) - 1] ?? '');
  if (name === '?') return String(status);
  if (name === '!') return last === undefined ? '' : String(last);
  if (name === '$') return String(pid);
  if (name === '#') return String(words.length);
  if (name === '*') return words.join(' ');
  if (
    !/^[A-Za-z_]\w*$/.test(name) ||
    /^(RANDOM|SRANDOM|SECONDS|LINENO|EPOCH\w*|BASH\w*|FUNCNAME|PIPESTATUS)$/.test(name)
  )
    throw new Harder();
  return own(env, name) ?? '';
}

/** A piece of a word: words of their own part it where it is not quoted. */
interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

function piecesOf(part: Node, parameters: Parameters, quoted: boolean): Piece[] {
  switch (part.type) {
    case 'Literal':
      return [{ text: String(part['value']), quoted: true }];
    case 'SingleQuoted':
    case 'Escaped':
      return [{ text: String(part['value']), quoted: true }];
    case 'DoubleQuoted':
      return [
        { text: '', quoted: true },
        ...nodes(part['parts']).flatMap((inner) => piecesOf(inner, parameters, true)),
      ];
    case 'ParameterExpansion': {
      const name = String(part['parameter']);
      if (part['operation'] || name === '@') throw new Harder();
      return [{ text: valueOf(name, parameters), quoted }];
    }
    default:
      throw new Harder();
  }
}

function counted(pieces: readonly Piece[], { take }: Parameters): readonly Piece[] {
  take(pieces.reduce((sum, { text }) => sum + text.length, 0));
  return pieces;
}

/** Whether a part is `"$@"`, or `$@`, alone. */
const isAll = (part: Node): boolean => {
  const [only, ...more] = part.type === 'DoubleQuoted' ? nodes(part['parts']) : [part];
  return more.length === 0 && only?.type === 'ParameterExpansion' && only['parameter'] === '@' && !only['operation'];
};

function fieldsOf(word: Node, parameters: Parameters): string[] {
  const parts = nodes(word['parts']);
  if (parts.length === 1 && parts[0] && isAll(parts[0])) return [...parameters.words];
  const fields: string[] = [];
  let open: string | undefined;
  for (const { text, quoted } of counted(
    parts.flatMap((part) => piecesOf(part, parameters, false)),
    parameters,
  )) {
    if (quoted) {
      open = (open ?? '') + text;
      continue;
    }
    if (/[*?[\\]/.test(text) || parameters.env['IFS'] !== undefined) throw new Harder();
    text.split(/([ \t\n]+)/).forEach((piece, i) => {
      if (i % 2 === 0) {
        if (piece !== '') open = (open ?? '') + piece;
      } else if (open !== undefined) {
        fields.push(open);
        open = undefined;
      }
    });
  }
  return open === undefined ? fields : [...fields, open];
}

const gently = <T>(expand: () => T): T | undefined => {
  try {
    return expand();
  } catch (error) {
    if (error instanceof Harder) return undefined;
    throw error;
  }
};

/** What plain words come to; undefined where that takes more than quotes and parameters. */
export const expandWords = (words: readonly Node[], parameters: Parameters): string[] | undefined =>
  gently(() => words.flatMap((word) => fieldsOf(word, parameters)));

/** What a word comes to where it is not parted, as the value of an assignment. */
export const expandValue = (word: unknown, parameters: Parameters): string | undefined =>
  gently(() =>
    isNode(word)
      ? counted(
          nodes(word['parts']).flatMap((part) => piecesOf(part, parameters, true)),
          parameters,
        )
          .map(({ text }) => text)
          .join('')
      : '',
  );
