import type { ServerFiles } from '../../files/server-files.ts';

/** Where a command runs, as far as it tells. */
export interface Around {
  readonly hostname: string;
  readonly files: ServerFiles;
}

/** One command of a row: what it writes, given what came in; undefined where it waits for more to come. */
type Writes = (words: readonly string[], input: string, around: Around) => string;

const PARTS = /(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\;&])+|;|&&|\n/gs;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', 0: '\u0000' };
const escaped = (text: string): string =>
  text.replaceAll(/\\([nrt\\0])/g, (_, letter: string) => ESCAPES[letter] ?? '');

const plain = (word: string): string =>
  word.replaceAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs, (_, double?: string, single?: string, one?: string) =>
    double !== undefined ? double.replaceAll(/\\(["\\$`])/g, '$1') : (single ?? one ?? ''),
  );

/** What such a command may be here; a shell is more than a socket's program can be in this lab. */
const COMMANDS: Readonly<Record<string, Writes>> = {
  echo: (words) => {
    const bare = words[0] === '-n';
    return `${escaped((bare ? words.slice(1) : words).join(' '))}${bare ? '' : '\n'}`;
  },
  printf: ([format = '', ...words]) => {
    let next = 0;
    return escaped(format).replaceAll(/%[sd]|%%/g, (mark) => (mark === '%%' ? '%' : (words[next++] ?? '')));
  },
  cat: (words, input, { files }) =>
    words.length === 0 ? input : words.map((path) => (path === '-' ? input : (files.read(path) ?? ''))).join(''),
  hostname: (_, __, { hostname }) => `${hostname}\n`,
  sleep: () => '',
  true: () => '',
};

/** The commands of a row that run one after the other; undefined where it is more than that. */
export function readRow(text: string): readonly (readonly string[])[] | undefined {
  const row: string[][] = [[]];
  const bare = text.replaceAll(/'[^']*'/g, '').replaceAll(/\\./gs, '');
  if (/[|<>$`(){}]|[^&]&(?!&)|[^&]&$/.test(bare)) return undefined;
  for (const [part] of text.matchAll(PARTS))
    if (part === ';' || part === '&&' || part === '\n') row.push([]);
    else row.at(-1)?.push(plain(part));
  const commands = row.filter((words) => words.length > 0);
  return commands.every(([name = '']) => Object.hasOwn(COMMANDS, base(name))) ? commands : undefined;
}

const base = (name: string): string => name.replace(/^(?:\/usr)?\/bin\//, '');

/** Whether a row reads what comes to it. */
export const reads = (row: readonly (readonly string[])[]): boolean =>
  row.some(([name = '', ...words]) => base(name) === 'cat' && (words.length === 0 || words.includes('-')));

/** What a row of commands writes. */
export const written = (row: readonly (readonly string[])[], input: string, around: Around): string =>
  row.map(([name = '', ...words]) => COMMANDS[base(name)]?.(words, input, around) ?? '').join('');
