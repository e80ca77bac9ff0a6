import type { Question } from '../../classroom/lecture.ts';
import type { Stores } from '../../store/stores.ts';

/**
 * As long as a class is asked what happens next, nothing on the page tells: neither what the command printed nor the way of its
 * packets.
 * @param asked what is asked about the lab that stands on the page
 * @returns what looks again, and what ends it
 */
export function sealing(
  { lab, guessing }: Stores,
  asked: () => Question | undefined,
): { readonly look: () => void; readonly end: () => void } {
  const seal = (id: number | undefined) => {
    if (guessing.getState().asked !== id) guessing.setState({ asked: id });
  };
  const look = () => {
    const question = asked();
    const isSealed = question !== undefined && question.stage !== 'told' && question.about.kind === 'next';
    seal(isSealed ? lab.getState().entries[question.about.command]?.id : undefined);
  };
  const unsubscribe = lab.subscribe((now, before) => {
    if (now.entries !== before.entries) look();
  });
  look();
  return {
    look,
    end: () => {
      unsubscribe();
      seal(undefined);
    },
  };
}
