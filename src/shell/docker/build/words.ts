/** Words of a Dockerfile, with what its variables hold (moby/buildkit frontend/dockerfile/shell/lex.go). */
import { own } from '../../../kernel/own.ts';

export type Variables = Readonly<Record<string, string>>;

/** A text with its quotes taken off and its variables filled in. */
export function filled(text: string, variables: Variables): string {
  let out = '';
  let quote = '';
  for (let at = 0; at < text.length;) {
    const here = text[at] ?? '';
    if (quote === "'") {
      if (here === "'") quote = '';
      else out += here;
      at += 1;
    } else if (here === '\\' && at + 1 < text.length) {
      const next = text[at + 1] ?? '';
      out += quote === '"' && !/["$\\]/.test(next) ? `\\${next}` : next;
      at += 2;
    } else if (here === '"' || (here === "'" && quote === '')) {
      quote = quote === here ? '' : here;
      at += 1;
    } else if (here === '$') {
      const found = variable(text.slice(at), variables);
      out += found.value;
      at += found.length;
    } else {
      out += here;
      at += 1;
    }
  }
  return out;
}

function variable(text: string, variables: Variables): { value: string; length: number } {
  const plain = /^\$(\w+)/.exec(text);
  if (plain) return { value: own(variables, plain[1] ?? '') ?? '', length: plain[0].length };
  const braced = /^\$\{(\w+)(?:(:?[-+?])([^}]*))?\}/.exec(text);
  if (!braced) return { value: '$', length: 1 };
  const [whole, name = '', operator = '', word = ''] = braced;
  const value = own(variables, name);
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
  const other = filled(word, variables);
  if (operator.endsWith('-')) return { value: isSet ? value : other, length: whole.length };
  if (operator.endsWith('+')) return { value: isSet ? other : '', length: whole.length };
  return { value: value ?? '', length: whole.length };
}

/** Words apart by blanks, those in quotes and after backslashes left as they are. */
export const splitWords = (text: string): string[] => text.match(/(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'\\])+/g) ?? [];

/** `a=b c="d e"`, or the old `NAME TEXT`, as pairs. */
export function pairsOf(text: string, variables: Variables): [name: string, value: string][] {
  const words = splitWords(text);
  if (!words[0]?.includes('=')) {
    const [, name = '', value = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    return [[filled(name, variables), filled(value, variables)]];
  }
  return words.map((word) => {
    const at = word.indexOf('=');
    const name = at < 0 ? word : word.slice(0, at);
    return [filled(name, variables), at < 0 ? '' : filled(word.slice(at + 1), variables)];
  });
}
