/** What opens and closes at a place of a line, and whether what is between is arithmetic. */
interface Opening {
  readonly close: string;
  readonly counts: boolean;
}

const OPENINGS: readonly (readonly [RegExp, Opening])[] = [
  [/^\$\(\(/, { close: '))', counts: true }],
  [/^\$\(/, { close: ')', counts: false }],
  [/^\$\{[!#]?\w+\[/, { close: ']', counts: true }],
  [/^\$\{[\w@*]+:(?![-=?+])/, { close: '}', counts: true }],
  [/^\$\{/, { close: '}', counts: false }],
];
/** A `$` that begins no expansion. */
const LONE = /^\$(?![\w{(*@#?!$'"`-])/;

/** Words of `let`, each an expression, with such a `$`: quoted or not. */
const LET = /(?:^|[;&|({]|\s)let\s[^;&|\n]*\$(?![\w{(*@#?!$'"`-])/;

/**
 * Whether an arithmetic expression of a line has a `$` that begins nothing, as in `$((x$))`: dash ends there, where
 * the library would go on. Elsewhere it stands for itself.
 */
export function hasLoneDollar(line: string): boolean {
  if (LET.test(line)) return true;
  const open: Opening[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const top = open.at(-1);
    const rest = line.slice(at, at + 100);
    if (top && rest.startsWith(top.close)) {
      open.pop();
      at += top.close.length - 1;
      if (top.close === ']' && /^\]:(?![-=?+])/.test(rest)) open.push({ close: '}', counts: true });
    } else if (rest.startsWith('\\')) at += 1;
    else if (rest.startsWith("'") && top?.close !== '"') {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return false;
      at = end;
    } else if (rest.startsWith('"')) open.push({ close: '"', counts: false });
    else if (rest.startsWith('(') && top?.counts) open.push({ close: ')', counts: true });
    else {
      const [pattern, opening] = OPENINGS.find(([start]) => start.test(rest)) ?? [];
      if (opening && pattern) {
        open.push(opening);
        at += (pattern.exec(rest)?.[0].length ?? 1) - 1;
      } else if (top?.counts && LONE.test(rest)) return true;
    }
  }
  return false;
}
