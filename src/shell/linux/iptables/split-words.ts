/** Splits at blanks; double quotes hold words together, where a backslash makes the next letter plain (add_param_to_argv). */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word = '';
  let quoted = false;
  let escaped = false;
  for (const letter of `${line}\n`) {
    if (quoted && escaped) {
      word += letter;
      escaped = false;
    } else if (quoted && letter === '\\') {
      escaped = true;
    } else if (letter === '"') {
      if (quoted) words.push(word);
      if (quoted) word = '';
      quoted = !quoted;
    } else if (!quoted && /[ \t\n]/.test(letter)) {
      if (word !== '') words.push(word);
      word = '';
    } else {
      word += letter;
    }
  }
  return word === '' ? words : [...words, word];
}
