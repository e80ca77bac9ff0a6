import { MessageCircleQuestionMark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { useView } from '../stores/stores.tsx';
import { Asking } from './Asking.tsx';
import { AskNext } from './AskNext.tsx';
import styles from './ClassPanel.module.css';
import type { Teaching } from './teaching.ts';

/** What is asked of the class, or what can be. */
export function QuestionPart({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const open = useView((view) => view.open);
  const asking = useStore(teaching, (state) => state.asking);
  return (
    <section className={styles['part']} aria-labelledby="class-question">
      <h3 id="class-question" className={styles['title']}>
        {t('ask.title')}
      </h3>
      {asking === undefined ? (
        <div className={styles['buttons']}>
          <AskNext teaching={teaching} />
          <Button icon={<MessageCircleQuestionMark />} onClick={() => open({ kind: 'classQuestion' })}>
            {t('ask.own')}
          </Button>
        </div>
      ) : (
        <Asking teaching={teaching} asking={asking} />
      )}
    </section>
  );
}
