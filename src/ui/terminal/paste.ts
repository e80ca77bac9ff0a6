import { ends, readAhead } from '../../shell/incomplete.ts';

/** A command without the line ends that a backslash takes away. */
export function joined(command: string): string {
  let text = '';
  let from = 0;
  for (const at of readAhead(command).joins) {
    text += command.slice(from, at);
    from = at + 2;
  }
  return text + command.slice(from);
}

/**
 * Splits pasted text into command lines, to be run in turn. A command that goes on over several lines is kept whole, a here
 * document with its text; blank lines between commands and a prompt's `$ ` in front are left out, and then also the `> ` of the
 * lines that go on. What follows the last line break is not complete yet.
 */
export function pastedLines(text: string): { readonly lines: readonly string[]; readonly rest: string } {
  const parts = text.replaceAll('\r\n', '\n').split('\n');
  const rest = parts.pop() ?? '';
  const lines: string[] = [];
  let open: string[] = [];
  let prompted = false;
  let reading = readAhead('');
  const bare = (part: string): string => {
    if (open.length > 0) return prompted && part.startsWith('> ') ? part.slice(2) : part;
    const line = part.replace(/^\s*[$] /, '');
    prompted = line !== part;
    return line;
  };
  for (const part of parts) {
    const line = bare(part);
    if (open.length === 0 && line.trim() === '') continue;
    open.push(line);
    // Only its end matters of what stands in a here document.
    if (typeof reading.open === 'object' && !ends(reading.open, line)) continue;
    reading = readAhead(open.join('\n'));
    if (reading.open !== undefined) continue;
    lines.push(joined(open.join('\n')));
    open = [];
  }
  return { lines, rest: [...open, bare(rest)].join('\n') };
}
