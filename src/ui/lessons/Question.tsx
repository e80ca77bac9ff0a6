import { useTranslation } from 'react-i18next';
import type { StepState } from '../../store/lesson.ts';
import { answer, tellNow } from '../../store/teaching.ts';
import { Asked } from '../questions/Asked.tsx';
import { useStores } from '../stores/stores.tsx';
import styles from './LessonDock.module.css';

/** A question before something happens. */
export function Question({ state: { posed, chosen, told } }: { readonly state: StepState }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  if (posed === undefined) return <p className={styles['note']}>{t('question.wait')}</p>;
  if (posed === 'none') return <p className={styles['note']}>{t('question.none')}</p>;
  return (
    <Asked
      posed={posed}
      chosen={chosen}
      stage={chosen === undefined ? 'sealed' : told === true ? 'told' : 'playing'}
      onAnswer={(option) => void answer(stores, option)}
      onTellNow={() => tellNow(stores)}
    />
  );
}
