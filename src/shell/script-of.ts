import { mayRun, NO_ENTRY } from './files/entry.ts';
import { nameOf, resolvePath } from './files/path.ts';
import { find, treeAt } from './files/tree.ts';
import type { Running, Shell } from './running.ts';
import { isShell, programAt, shellIsThere } from './tools.ts';
import { isBash, voiceOf, type Voice } from './voice.ts';
import { quoted } from './words.ts';

/** What a shell is to run, and as whom; the words of a command that interprets a file; or why there is nothing. */
export type ScriptOf =
  | { readonly text: string; readonly bash: boolean; readonly zero: string }
  | { readonly words: readonly string[] }
  | { readonly stderr: string; readonly exit: number };

/**
 * What words come to, if they are a shell's or a script's: `sh -c LINE [NAME ARGUMENT…]`, `sh FILE`, `sh` with its standard input, or
 * a script by its path.
 */
export function scriptOf(
  running: Running,
  shell: Shell,
  words: readonly string[],
  stdin: string,
): ScriptOf | undefined {
  const [name = '', ...args] = words;
  const { world } = running.session;
  if (!isShell(name) || !shellIsThere(world, shell.place, nameOf(name))) return scriptAt(running, shell, words);
  const bash = name.endsWith('bash');
  const operand = args.findIndex((arg) => !arg.startsWith('-'));
  const option = args.slice(0, Math.max(0, operand)).findIndex((arg) => /^-[a-z]*c$/.test(arg));
  if (option >= 0) {
    const [text = '', zero = name, ...rest] = args.slice(option + 1);
    return { text: withArguments(text, rest), bash, zero };
  }
  const [path, ...rest] = args.filter((arg) => !/^-\w|^--/.test(arg));
  if (path === undefined) return { text: stdin, bash, zero: name };
  const file = find(treeAt(world, shell.place, shell.namespace), resolvePath(shell.cwd, path));
  if (file?.kind === 'file') return { text: withArguments(file.read(), rest), bash, zero: path };
  return unread(voiceOf(running, { ...shell, bash, zero: name }), path, file?.kind === 'directory');
}

/** That a shell could not read its script. */
function unread({ kind, name }: Voice, path: string, directory: boolean): ScriptOf {
  if (kind === 'bash')
    return directory
      ? { stderr: `${path}: ${path}: Is a directory\n`, exit: 126 }
      : { stderr: `${name}: ${path}: ${NO_ENTRY}\n`, exit: 127 };
  if (kind === 'ash') return { stderr: `${name}: can't open '${path}': ${NO_ENTRY}\n`, exit: 2 };
  // dash takes a directory for an empty script.
  return directory ? { stderr: '', exit: 0 } : { stderr: `${name}: 0: cannot open ${path}: No such file\n`, exit: 2 };
}

/** A script by its path: its first line names what interprets it, and where there is none the shell that was asked does. */
function scriptAt(running: Running, shell: Shell, [name = '', ...args]: readonly string[]): ScriptOf | undefined {
  const { world } = running.session;
  const file = name.includes('/')
    ? find(treeAt(world, shell.place, shell.namespace), resolvePath(shell.cwd, name))
    : undefined;
  if (file?.kind !== 'file' || !mayRun(file)) return undefined;
  const text = file.read();
  const [, first = '', second] = /^#!\s*(\S+)[ \t]*(\S+)?/.exec(text) ?? [];
  if (first === '')
    return text.trim() === '' || shell.alone
      ? undefined
      : { text: withArguments(text, args), bash: isBash(running, shell), zero: name };
  const byEnv = nameOf(first) === 'env' && second !== undefined;
  const interpreter = byEnv ? second : first;
  const isThere = (it: string): boolean => shellIsThere(world, shell.place, nameOf(it));
  if ((isShell(interpreter) || byEnv) && isShell(nameOf(interpreter)) && isThere(interpreter))
    return { text: withArguments(text, args), bash: interpreter.endsWith('bash'), zero: name };
  const option = byEnv || second === undefined ? [] : [second];
  const folderless = /^(\/usr(\/local)?)?\/s?bin\//.test(first) ? nameOf(interpreter) : interpreter;
  return programAt(world, shell.place, folderless) ? { words: [folderless, ...option, name, ...args] } : undefined;
}

/** On the script's first line, so that its lines keep their numbers. */
const withArguments = (script: string, args: readonly string[]): string =>
  args.length === 0 ? script : `set -- ${args.map(quoted).join(' ')}; ${script}`;
