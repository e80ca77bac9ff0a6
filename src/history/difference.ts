import type { Outcome } from '../shell/tool/call.ts';

/** How a command that was played again fared otherwise than before: it fails now, it works now, it says something else. */
export type Difference = 'fails' | 'works' | 'answers';

/** Undefined where it came to the same: ids, numbers and times in its output are not looked at. */
export function differenceOf(before: Outcome, after: Outcome): Difference | undefined {
  if (before.exit !== after.exit) return after.exit === 0 ? 'works' : 'fails';
  return classOf(before) === classOf(after) ? undefined : 'answers';
}

/** What kind of answer it is: its words without ids, addresses, amounts and the room between them. */
const classOf = ({ stdout, stderr }: Outcome): string =>
  `${stdout}\0${stderr}`
    .replace(/\b[0-9a-f]{12,64}\b|\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/g, '#')
    .replace(/\d+/g, '#')
    .replace(/[#.:/]*#[#.:/]*/g, '#')
    .replace(/[ \t-]+/g, ' ');
