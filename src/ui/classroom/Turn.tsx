import { Check, Eye, Vote } from 'lucide-react';
import type { Question } from '../../classroom/lecture.ts';

/** What the one key of a question does at each stage of it: ask, reveal, done. */
export const turnAt = (stage: Question['stage'] | undefined) =>
  stage === undefined
    ? ({ text: 'ask.next', icon: <Vote /> } as const)
    : stage === 'told'
      ? ({ text: 'ask.done', icon: <Check /> } as const)
      : ({ text: 'ask.reveal', icon: <Eye /> } as const);
