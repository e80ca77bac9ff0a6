import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Question.module.css';
import { percentOf } from './tally.ts';

interface CountProps {
  readonly count: number;
  readonly all: number;
  /** It is told that this is the right one. */
  readonly right: boolean;
}

/** How many chose an option, as a bar with its number. */
export function Count({ count, all, right }: CountProps) {
  const { t } = useTranslation('classroom');
  const percent = percentOf(count, all);
  return (
    <span className={styles['counted']} data-right={right || undefined}>
      <span className={styles['bar']} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className={styles['count']}>{t('ask.count', { count, percent })}</span>
    </span>
  );
}

/** Whether an option is the right one, or was chosen and is not. */
export function Mark({ fares }: { readonly fares: 'right' | 'wrong' | undefined }): ReactNode {
  const { t } = useTranslation('classroom');
  if (fares === 'right') return <Check aria-label={t('ask.isRight')} />;
  if (fares === 'wrong') return <X aria-label={t('answer.yours')} />;
  return null;
}
