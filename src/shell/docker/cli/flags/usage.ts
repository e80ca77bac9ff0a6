import type { Flag } from './flag.ts';

/** How wide docker takes a terminal to be that it cannot ask, less one. */
const width = 79;
/** How far a line may go on so that the last one is not a lone word. */
const slop = 5;

/** The table of flags in a help text, one line or more each, by name (pflag FlagUsagesWrapped). */
export function flagUsages(flags: readonly Flag[]): string {
  const shown = flags.filter((flag) => !flag.hidden && !flag.aliasOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  const heads = shown.map((flag) => {
    const names = flag.short ? `  -${flag.short}, --${flag.name}` : `      --${flag.name}`;
    return flag.type === 'bool' ? names : `${names} ${flag.type}`;
  });
  const column = Math.max(0, ...heads.map((head) => head.length)) + 3;
  return shown.map((flag, i) => (heads[i] ?? '').padEnd(column) + wrap(flag.usage, column)).join('\n');
}

/** Wraps a text into a column that begins at `indent`. */
function wrap(text: string, indent: number): string {
  const room = width - indent - slop;
  const margin = `\n${' '.repeat(indent)}`;
  const lines: string[] = [];
  for (let rest = text; rest !== '';) {
    const [line, after] = cut(rest, room);
    lines.push(line.replaceAll('\n', margin));
    rest = after;
  }
  return lines.join(margin);
}

function cut(text: string, room: number): [line: string, rest: string] {
  if (room + slop > text.length) return [text, ''];
  const head = text.slice(0, room);
  const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'));
  if (space <= 0) return [text, ''];
  const newline = head.lastIndexOf('\n');
  const at = newline > 0 && newline < space ? newline : space;
  return [text.slice(0, at), text.slice(at + 1)];
}
