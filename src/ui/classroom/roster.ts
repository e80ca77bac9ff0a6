import type { Progress } from '../../classroom/lecture.ts';
import type { Seen } from '../../classroom/session.ts';

/** A student as the instructor's list has one. */
export interface Attendee {
  readonly id: string;
  /** As typed; nothing where none was. */
  readonly name?: string | undefined;
  /** Counted from 1 in the order in which they came: who has no name is called by it. */
  readonly number: number;
  readonly following: boolean;
  readonly progress?: Progress | undefined;
}

/** How many are there, and how many of them follow. */
export function attendanceOf(students: ReadonlyMap<string, Seen>): {
  readonly there: number;
  readonly following: number;
} {
  const following = [...students.values()].filter(({ report }) => report.following).length;
  return { there: students.size, following };
}

/** The numbers that students were given, with the next ones for those that are new. */
export function numbered(
  numbers: ReadonlyMap<string, number>,
  students: ReadonlyMap<string, Seen>,
): ReadonlyMap<string, number> {
  const fresh = [...students.keys()].filter((id) => !numbers.has(id));
  return fresh.length === 0
    ? numbers
    : new Map([...numbers, ...fresh.map((id, at) => [id, numbers.size + at + 1] as const)]);
}

/** Who is there: by name in the order of the language, then those without one in the order in which they came. */
export function rosterOf(
  students: ReadonlyMap<string, Seen>,
  numbers: ReadonlyMap<string, number>,
  language: string,
): readonly Attendee[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const named = ({ name = '' }: Attendee) => (name === '' ? 1 : 0);
  return [...students]
    .map(
      ([
        id,
        {
          report: { name, following, progress },
        },
      ]) => ({
        id,
        name: name?.trim() === '' ? undefined : name?.trim(),
        number: numbers.get(id) ?? 0,
        following,
        progress,
      }),
    )
    .sort((a, b) => named(a) - named(b) || compare(a.name ?? '', b.name ?? '') || a.number - b.number);
}
