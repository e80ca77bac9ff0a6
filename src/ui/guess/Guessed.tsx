import type { ReactNode } from 'react';
import { loadTexts } from '../../i18n/i18n.ts';
import { guessHere } from '../../store/guessing.ts';
import { loaded } from '../page/loaded.tsx';
import { useGuessing, useLab } from '../stores/stores.tsx';

const Guess = loaded(async () => {
  const [part] = await Promise.all([import('./Guess.tsx'), loadTexts('lessons')]);
  return part.default;
});

/** The question that is open, in place of what tells the story; while none is, what tells it. */
export function Guessed({ large = false, children }: { readonly large?: boolean; readonly children?: ReactNode }) {
  const guess = useGuessing((state) => state.guess);
  const here = useLab((lab) => guess && guessHere({ guess }, lab));
  return here === undefined ? children : <Guess guess={here} large={large} />;
}
