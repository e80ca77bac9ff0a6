/** Reading a Dockerfile (moby/buildkit frontend/dockerfile/parser). */

/** One instruction, as it stands in the file. */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  readonly flags: readonly string[];
  /** What follows its name and flags. */
  readonly rest: string;
  /** The whole of it on one line. */
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
}

/** What is wrong with a Dockerfile, in the parser's words. */
export class DockerfileError extends Error {
  override readonly name = 'DockerfileError';
}

const KNOWN = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** Instructions in the order of the file. Throws DockerfileError. */
export function parseDockerfile(text: string, name: string): Instruction[] {
  if (text.trim() === '') throw new DockerfileError(`the Dockerfile (${name}) cannot be empty`);
  const escape = /^\s*#\s*escape\s*=\s*`/i.test(text.split('\n')[0] ?? '') ? '`' : '\\';
  const instructions: Instruction[] = [];
  let pending: { text: string; line: number } | undefined;
  text.split('\n').forEach((raw, i) => {
    if (/^\s*#/.test(raw) || (pending && raw.trim() === '')) return;
    const continued = raw.trimEnd().endsWith(escape);
    const part = continued ? raw.trimEnd().slice(0, -1) : raw;
    pending = pending ? { ...pending, text: pending.text + part } : { text: part.trimStart(), line: i + 1 };
    if (continued) return;
    if (pending.text.trim() !== '') instructions.push(instruction(pending.text.trimEnd(), pending.line));
    pending = undefined;
  });
  if (pending && (pending as { text: string }).text.trim() !== '') {
    const { text: last, line } = pending;
    instructions.push(instruction(last.trimEnd(), line));
  }
  if (instructions.length === 0) throw new DockerfileError('file with no instructions');
  for (const { name: found, rest, line } of instructions) check(found, rest, line);
  return instructions;
}

/** An instruction of its own line, such as one of `docker commit --change`. */
export function instruction(text: string, line = 1): Instruction {
  const [, word = '', after = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const flags: string[] = [];
  let rest = after;
  for (let flag = /^(--\S+)\s*/.exec(rest); flag && word.toUpperCase() !== 'ONBUILD'; flag = /^(--\S+)\s*/.exec(rest)) {
    flags.push(flag[1] ?? '');
    rest = rest.slice(flag[0].length);
  }
  return { name: word.toUpperCase(), flags, rest, text, line };
}

function check(name: string, rest: string, line: number): void {
  const fail = (why: string): never => {
    throw new DockerfileError(`dockerfile parse error on line ${line}: ${why}`);
  };
  if (!KNOWN.includes(name)) {
    const near = KNOWN.find((known) => distance(known, name) <= 2);
    fail(`unknown instruction: ${name}${near ? ` (did you mean ${near}?)` : ''}`);
  }
  if (rest === '' && !['CMD', 'ENTRYPOINT', 'RUN'].includes(name)) {
    if (['FROM', 'MAINTAINER', 'STOPSIGNAL', 'USER', 'WORKDIR'].includes(name))
      fail(`${name} requires exactly one argument`);
    if (name === 'COPY' || name === 'ADD')
      fail(`${name} requires at least two arguments, but only one was provided. Destination could not be determined`);
    fail(`${name} requires at least one argument`);
  }
}

/** Levenshtein's distance, as the parser measures what was meant. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The words of a JSON array, which is an instruction's exec form; undefined where it is none. */
export function jsonWords(text: string): string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
