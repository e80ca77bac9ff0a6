const openers = /^(?:for|while|until|if|case)$/;
const closers = /^(?:done|fi|esac)$/;

/** Whether a line is not complete by itself: an open quote, a backslash at its end, an open loop or condition. */
function continues(text: string): boolean {
  let quote = '';
  let bare = '';
  for (let at = 0; at < text.length; at += 1) {
    const c = text.charAt(at);
    if (quote === "'") {
      if (c === "'") quote = '';
    } else if (c === '\\') {
      if (at === text.length - 1) return true;
      at += 1;
    } else if (quote === '"') {
      if (c === '"') quote = '';
    } else if (c === "'" || c === '"') {
      quote = c;
    } else {
      bare += c;
    }
  }
  if (quote !== '') return true;
  const words = bare.split(/[\s;&|()]+/);
  return words.filter((word) => openers.test(word)).length > words.filter((word) => closers.test(word)).length;
}

/**
 * Splits pasted text into command lines, to be run in turn. A line that goes on over several is kept whole; blank lines
 * and a prompt's `$ ` in front are left out. What follows the last line break is not complete yet.
 */
export function pastedLines(text: string): { readonly lines: readonly string[]; readonly rest: string } {
  const parts = text.replaceAll('\r\n', '\n').split('\n');
  const rest = parts.pop() ?? '';
  const lines: string[] = [];
  let open = '';
  for (const part of parts) {
    const line = open === '' ? part.replace(/^\s*[$] /, '') : `${open}\n${part}`;
    if (line.trim() === '') continue;
    if (continues(line)) {
      open = line;
      continue;
    }
    lines.push(line.replaceAll('\\\n', ' '));
    open = '';
  }
  return { lines, rest: open === '' ? rest.replace(/^\s*[$] /, '') : `${open}\n${rest}` };
}
