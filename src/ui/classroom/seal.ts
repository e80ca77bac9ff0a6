import type { Question } from '../../classroom/lecture.ts';
import { seal } from '../../store/sealed.ts';
import type { Entry } from '../../store/steps.ts';
import type { Stores } from '../../store/stores.ts';

/**
 * As long as a class is asked what happens next, nothing on the page tells: neither what the command printed nor the way of its
 * packets.
 * @param asked what is asked
 * @param entries the commands of the lab that it is asked about
 * @returns what looks again, and what ends it
 */
export function sealing(
  stores: Stores,
  asked: () => Question | undefined,
  entries: () => readonly Entry[],
): { readonly look: () => void; readonly end: () => void } {
  const look = () => {
    const question = asked();
    if (question === undefined || question.stage === 'told' || question.about.kind !== 'next')
      return seal(stores, undefined);
    const { command, hop } = question.about;
    const entry = entries()[command]?.id;
    seal(stores, entry === undefined ? undefined : { entry, hop });
  };
  const unsubscribe = stores.lab.subscribe((now, before) => {
    if (now.entries !== before.entries) look();
  });
  look();
  return {
    look,
    end: () => {
      unsubscribe();
      seal(stores, undefined);
    },
  };
}
