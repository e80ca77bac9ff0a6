/** A text whose last line is ended, as editors leave it. */
export const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** The command that writes a text to a file; `name` is quoted already. */
export function hereDocument(name: string, text: string): string {
  const whole = ended(text);
  const end = delimiterFor(whole);
  return `cat > ${name} <<'${end}'\n${whole}${end}`;
}

/** A word that no line of a text is. */
function delimiterFor(text: string): string {
  const lines = new Set(text.split('\n'));
  let word = 'EOF';
  for (let count = 2; lines.has(word); count += 1) word = `EOF${count}`;
  return word;
}
