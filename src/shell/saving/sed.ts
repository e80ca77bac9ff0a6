import { hunksOf, type Hunk } from './hunks.ts';

/** The script by which sed makes one text of another; undefined where it cannot, as of a text without lines. */
export function sedScript(before: string, after: string): string | undefined {
  const old = linesOf(before);
  const fresh = linesOf(after);
  if (!old || !fresh || old.length === 0) return undefined;
  return hunksOf(old, fresh)
    .flatMap((hunk) => commandsFor(hunk, old.length))
    .join('\n');
}

/** The lines of a text whose last one is ended. */
function linesOf(text: string): string[] | undefined {
  if (text === '') return [];
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : undefined;
}

function commandsFor({ from, removed, added }: Hunk, length: number): string[] {
  const first = from + 1;
  if (removed.length === 0) return [from === length ? `$a\\\n${textOf(added)}` : `${first}i\\\n${textOf(added)}`];
  const pairs = removed.map((line, index) => substitution(line, added[index] ?? ''));
  if (removed.length === added.length && pairs.every((pair) => pair !== undefined))
    return pairs.map((pair, index) => `${first + index}${pair}`);
  const range = removed.length === 1 ? `${first}` : `${first},${from + removed.length}`;
  if (added.length === 0) return [`${range}d`];
  if (removed.length === 1) return [`${first}c\\\n${textOf(added)}`];
  return [`${first}i\\\n${textOf(added)}`, `${range}d`];
}

/** The text of `a`, `i` and `c`: all its lines but the last end with a backslash. */
const textOf = (lines: readonly string[]): string => lines.map((line) => line.replaceAll('\\', '\\\\')).join('\\\n');

/** A change within a line, where it is shorter to tell than the whole of it. */
function substitution(old: string, fresh: string): string | undefined {
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  const most = Math.min(old.length, fresh.length) - start;
  while (end < most && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  let to = old.length - end;
  // Whole words read better, and are found only where they stand.
  while (start > 0 && isWord(old[start - 1])) start -= 1;
  while (to < old.length && isWord(old[to])) to += 1;
  while (start > 0 && (start === to || old.indexOf(old.slice(start, to)) !== start)) start -= 1;
  const [gone, come] = [old.slice(start, to), fresh.slice(start, fresh.length - (old.length - to))];
  if (gone === '') return undefined;
  const command = `s/${pattern(gone)}/${replacement(come)}/`;
  return command.length < fresh.length + 'c\\\n'.length ? command : undefined;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_\p{Surrogate}]/u.test(character);
const pattern = (text: string): string => text.replace(/[\\/.*[\]^$]/g, '\\$&');
const replacement = (text: string): string => text.replace(/[\\/&]/g, '\\$&');
