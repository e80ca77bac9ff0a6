import type { Question } from '../../classroom/lecture.ts';
import type { Seen } from '../../classroom/session.ts';

/** A question with what came back. */
export interface Asking {
  readonly question: Question;
  /** The id of the right option, where there is one: it is sent when it is told. */
  readonly right?: string | undefined;
  /** The option that each student chose last, by the student's id; of those too who have left since. */
  readonly answers: ReadonlyMap<string, string>;
}

/** A question with the answers that reports bring; none are taken after it is closed. */
export function answered(asking: Asking, students: ReadonlyMap<string, Seen>): Asking {
  const { question, answers } = asking;
  if (question.stage !== 'open') return asking;
  const given = [...students].flatMap(([id, { report }]) =>
    report.answer?.question === question.id && answers.get(id) !== report.answer.option
      ? [[id, report.answer.option] as const]
      : [],
  );
  return given.length === 0 ? asking : { ...asking, answers: new Map([...answers, ...given]) };
}

/** How many chose each of some options, in their order; what is none of them counts for nothing. */
export const countsOf = (
  answers: ReadonlyMap<string, string>,
  options: readonly string[],
): readonly (readonly [option: string, count: number])[] =>
  options.map((option) => [option, [...answers.values()].filter((each) => each === option).length] as const);

/** A share in whole percents, for the length of a bar. */
export const percentOf = (count: number, all: number): number => (all === 0 ? 0 : Math.round((100 * count) / all));
