import type { Progress } from '../../classroom/lecture.ts';
import { stateOf, type OpenLesson } from '../../store/lesson.ts';

/** How far a lesson is, as the instructor hears it: of its goals those that held once. */
export function progressOf(open: OpenLesson, assignment: number): Progress {
  const { steps } = open.lesson;
  const finished = open.step >= steps.length || open.reached >= steps.length;
  const goals = steps.flatMap((step, at) =>
    step.kind === 'do' ? step.goals.map((_, goal) => finished || stateOf(open, at).held?.[goal] === true) : [],
  );
  return {
    assignment,
    met: goals.filter(Boolean).length,
    goals: goals.length,
    step: Math.min(open.step + 1, steps.length),
    steps: steps.length,
    finished,
  };
}
