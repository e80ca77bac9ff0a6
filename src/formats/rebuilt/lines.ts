import { quoted } from '../../shell/words.ts';

/** A command's words as one line for a shell, whatever is in them. */
export const line = (...words: readonly (string | number)[]): string =>
  words.map((word) => quoted(String(word))).join(' ');

/** What cannot be said as a command is told of. */
export const note = (text: string): string => `# ${text.replace(/\s*\n\s*/g, ' ')}`;

/** A command that reads a text, with the text. */
export function withText(command: string, text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  let end = 'END';
  while (lines.includes(end)) end += '_';
  return [`${command} <<'${end}'`, ...lines, end].join('\n');
}
