import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../classroom/lecture.ts';
import { Explained } from '../glossary/Explained.tsx';
import { Rich } from '../lessons/Rich.tsx';
import { asksText, becauseText, optionText } from '../questions/texts.ts';
import { useLab } from '../stores/stores.tsx';
import { predictionAt } from './topic.ts';

/** A question as it is read. */
export interface Read {
  readonly asks: ReactNode;
  readonly choices: readonly { readonly id: string; readonly label: ReactNode }[];
  /** The id of the right one, where the page knows it. */
  readonly right?: string | undefined;
  /** Why it is. */
  readonly because?: ReactNode;
}

/** What is asked of the class, in the reader's language; undefined where the lab that stands on the page has no such moment. */
export function useTopic(topic: Topic): Read | undefined {
  const { t } = useTranslation('lessons');
  const entries = useLab((lab) => lab.entries);
  if (topic.kind === 'typed')
    return {
      asks: topic.text,
      choices: topic.options.map((label, at) => ({ id: String(at), label })),
      right: topic.right === undefined ? undefined : String(topic.right),
    };
  const posed = predictionAt(entries, topic)?.posed;
  if (posed === undefined) return undefined;
  const { asks, options, right } = posed;
  const because = options.find(({ id }) => id === right)?.because;
  return {
    asks: <Rich {...asksText(t, asks)} />,
    choices: options.map(({ id, text }) => ({ id, label: <Rich {...optionText(t, text)} /> })),
    right,
    because: because && <Explained {...becauseText(t, because)} />,
  };
}
