/** A word as xtables_save_string prints it: in quotes where it holds more than letters, digits, `_` and `-`. */
export function quote(text: string): string {
  if (/^[\w-]+$/.test(text)) return text;
  return `"${text.replace(/["'\\]/g, '\\$&')}"`;
}
