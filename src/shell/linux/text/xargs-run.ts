import { commandObstacle } from '../coreutils/command-obstacle.ts';
import type { Call } from '../../tool/call.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { inputs, quote } from './input.ts';
import { own } from '../../../kernel/own.ts';
import { countOf } from '../../tool/count.ts';
import { xargs } from './xargs.ts';

/** Items of the input: words with quotes and backslashes, or what stands between delimiters. */
function items(text: string, delimiter: string | undefined): string[] {
  if (delimiter !== undefined)
    return (text.endsWith(delimiter) ? text.slice(0, -delimiter.length) : text)
      .split(delimiter)
      .filter((_, __, all) => all.length > 1 || all[0] !== '');
  const words: string[] = [];
  for (const match of text.matchAll(/(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+/g))
    words.push(
      match[0].replace(/"([^"]*)"|'([^']*)'|\\([\s\S])/g, (_, a?: string, b?: string, c?: string) => a ?? b ?? c ?? ''),
    );
  return words;
}

const DELIMITERS: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\0': '\u0000' };

export const runXargs: Tool['run'] = (call) => {
  const { operands, has, value } = readOptions(call, xargs);
  const file = value('a');
  const [input] =
    file === undefined
      ? [{ text: call.stdin }]
      : inputs(call, [file], (name, reason) =>
          call.err(`xargs: Cannot open input file ${quote(call, name)}: ${reason}\n`),
        );
  if (!input) return 1;
  const given = value('d');
  const delimiter = has('0') ? '\u0000' : given === undefined ? undefined : (own(DELIMITERS, given) ?? given);
  if (delimiter !== undefined && !/^([^]|\\.*)$/u.test(delimiter))
    throw new ToolError(
      `xargs: Invalid input delimiter specification ${delimiter}: the delimiter must be either a single character or an escape sequence starting with \\.\n`,
      1,
    );
  const numberOf = (letter: string): number | undefined => {
    const text = value(letter);
    if (text === undefined) return undefined;
    if (!/^-?\d+$/.test(text)) throw new ToolError(`xargs: invalid number "${text}" for -${letter} option\n`, 1);
    const size = countOf(text, 1, Infinity);
    if (size === undefined) throw new ToolError(`xargs: value ${text} for -${letter} option should be >= 1\n`, 1);
    return size;
  };
  const replace = value('I') ?? (has('i') ? value('i') || '{}' : undefined);
  const command = operands.length === 0 ? ['echo'] : operands;
  const commands =
    replace === undefined
      ? batches(input.text, delimiter, command, numberOf('n'), numberOf('L'))
      : replaced(input.text, delimiter, command, replace);
  if (commands.length === 0 && !has('r') && replace === undefined) commands.push([...command]);
  return runAll(call, commands, has('t'));
};

function batches(
  text: string,
  delimiter: string | undefined,
  command: readonly string[],
  size = Infinity,
  lines: number | undefined,
): string[][] {
  const groups =
    lines === undefined
      ? [items(text, delimiter)]
      : chunked(
          text.split('\n').filter((line) => line.trim() !== ''),
          lines,
        ).map((group) => items(group.join('\n'), delimiter));
  return groups.flatMap((group) => chunked(group, size)).map((group) => [...command, ...group]);
}

function chunked<T>(list: readonly T[], size: number): T[][] {
  if (size === Infinity) return list.length === 0 ? [] : [[...list]];
  const chunks: T[][] = [];
  for (let i = 0; i < list.length; i += size) chunks.push(list.slice(i, i + size));
  return chunks;
}

/** With -I a line is one item, without the blanks before it. */
function replaced(text: string, delimiter: string | undefined, command: readonly string[], mark: string): string[][] {
  const lines =
    delimiter === undefined
      ? text
          .split('\n')
          .map((line) => line.trimStart())
          .filter((line) => line !== '')
      : items(text, delimiter);
  return lines.map((line) => command.map((word) => word.replaceAll(mark, line)));
}

const FAILED = 123;

function runAll(call: Call, commands: readonly string[][], verbose: boolean): number | Promise<number> {
  let exit = 0;
  const note = (code: number): boolean => {
    if (code === 127 || code === 126) exit = code;
    else if (code === 255) exit = 124;
    else if (code !== 0) exit = FAILED;
    return code !== 127 && code !== 255;
  };
  const start = (words: readonly string[]): number | Promise<number> => {
    const [name = ''] = words;
    if (verbose) call.err(`${words.join(' ')}\n`);
    const obstacle = commandObstacle(call, name);
    if (obstacle) {
      call.err(`xargs: failed to run command ${quote(call, name)}: ${obstacle.reason}\n`);
      return obstacle.exit;
    }
    return call.run(call.place, words, '', {
      cwd: call.cwd,
      env: { ...call.env },
      namespace: call.namespace,
    });
  };
  const from = (index: number): number | Promise<number> => {
    for (let i = index; i < commands.length; i += 1) {
      const code = start(commands[i] ?? []);
      if (typeof code !== 'number') return code.then((value) => (note(value) ? from(i + 1) : exit));
      if (!note(code)) break;
    }
    return exit;
  };
  return from(0);
}
