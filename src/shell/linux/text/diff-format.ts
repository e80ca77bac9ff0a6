/** How diffutils prints differences (its src/normal.c, context.c). */

/** A file as lines; one whose last line has no end says so. */
export interface Sheet {
  /** How it is called at the head of a difference. */
  readonly title: string;
  readonly lines: readonly string[];
  readonly ended: boolean;
}

/** Lines `from` (counted from 0) to before `to` of both files, which differ. */
export interface Change {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

const NO_END = '\\ No newline at end of file\n';

/** Lines of a file, with a mark before each. */
const marked = ({ lines, ended }: Sheet, mark: string, from: number, to: number): string =>
  lines
    .slice(from, to)
    .map((line, i) => `${mark}${line}\n${!ended && from + i === lines.length - 1 ? NO_END : ''}`)
    .join('');

/** Lines counted from 1, as far as there are some; else the line before them. */
const range = (from: number, to: number): string => (to - from > 1 ? `${from + 1},${to}` : `${to}`);

/** `2c2`, `< b`, `---`, `> B` */
export const normal = (a: Sheet, b: Sheet, changes: readonly Change[]): string =>
  changes
    .map(({ from: [i, j], to: [m, n] }) => {
      const kind = m === i ? 'a' : n === j ? 'd' : 'c';
      return `${range(i, m)}${kind}${range(j, n)}\n${marked(a, '< ', i, m)}${kind === 'c' ? '---\n' : ''}${marked(b, '> ', j, n)}`;
    })
    .join('');

/** Changes that stand so near each other that their context meets. */
function hunks(changes: readonly Change[], context: number): Change[][] {
  const all: Change[][] = [];
  for (const change of changes) {
    const last = all.at(-1)?.at(-1);
    if (last && change.from[0] - last.to[0] <= 2 * context) all.at(-1)?.push(change);
    else all.push([change]);
  }
  return all;
}

/** The lines of both files that a hunk shows. */
function extent(hunk: readonly Change[], a: Sheet, b: Sheet, context: number): Change {
  const [first, last] = [hunk[0], hunk.at(-1)];
  if (!first || !last) return { from: [0, 0], to: [0, 0] };
  const before = Math.min(context, first.from[0], first.from[1]);
  const after = Math.min(context, a.lines.length - last.to[0], b.lines.length - last.to[1]);
  return {
    from: [first.from[0] - before, first.from[1] - before],
    to: [last.to[0] + after, last.to[1] + after],
  };
}

/** `@@ -1,3 +1,4 @@` and what follows it. */
export function unified(a: Sheet, b: Sheet, changes: readonly Change[], context: number): string {
  const count = (from: number, to: number): string =>
    to - from === 1 ? `${to}` : `${to === from ? from : from + 1},${to - from}`;
  const shown = hunks(changes, context).map((hunk) => {
    const { from, to } = extent(hunk, a, b, context);
    let at = from[0];
    const parts = hunk.map((change) => {
      const same = marked(a, ' ', at, change.from[0]);
      at = change.to[0];
      return same + marked(a, '-', change.from[0], at) + marked(b, '+', change.from[1], change.to[1]);
    });
    return `@@ -${count(from[0], to[0])} +${count(from[1], to[1])} @@\n${parts.join('')}${marked(a, ' ', at, to[0])}`;
  });
  return `--- ${a.title}\n+++ ${b.title}\n${shown.join('')}`;
}

/** `*** 1,3 ****`, `--- 1,4 ----`: each file's lines by themselves. */
export function contextual(a: Sheet, b: Sheet, changes: readonly Change[], context: number): string {
  const side = (sheet: Sheet, at: 0 | 1, hunk: readonly Change[], { from, to }: Change, sign: string): string => {
    let line = from[at];
    if (hunk.every((change) => change.from[at] === change.to[at])) return '';
    const parts = hunk.map((change) => {
      const same = marked(sheet, '  ', line, change.from[at]);
      line = change.to[at];
      const other = at === 0 ? 1 : 0;
      const mark = change.from[other] === change.to[other] ? sign : '! ';
      return same + marked(sheet, mark, change.from[at], line);
    });
    return parts.join('') + marked(sheet, '  ', line, to[at]);
  };
  const shown = hunks(changes, context).map((hunk) => {
    const all = extent(hunk, a, b, context);
    const [left, right] = [range(all.from[0], all.to[0]), range(all.from[1], all.to[1])];
    return `***************\n*** ${left} ****\n${side(a, 0, hunk, all, '- ')}--- ${right} ----\n${side(b, 1, hunk, all, '+ ')}`;
  });
  return `*** ${a.title}\n--- ${b.title}\n${shown.join('')}`;
}
