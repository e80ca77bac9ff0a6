import { Eye, Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import options from '../questions/Options.module.css';
import { Count, Mark } from './Count.tsx';
import styles from './Question.module.css';
import { attendanceOf } from './roster.ts';
import { countsOf, type Asking as Asked } from './tally.ts';
import type { Teaching } from './teaching.ts';
import { useSlowly } from './use-slowly.ts';
import { useTopic } from './use-topic.tsx';

interface Props {
  readonly teaching: Teaching;
  readonly asking: Asked;
  /** Read from the back of a room, also by those who have not answered yet: counts come when it is closed. */
  readonly large?: boolean | undefined;
}

/** What the class is asked, as the instructor sees it: what came back, and what comes next. */
export function Asking({ teaching, asking, large = false }: Props) {
  const { t } = useTranslation('classroom');
  const { question, answers } = asking;
  const read = useTopic(question.about);
  const there = useStore(teaching.session, ({ students }) => attendanceOf(students).there);
  const said = t('ask.answered', { answered: answers.size, there: Math.max(there, answers.size) });
  const slowly = useSlowly(said);
  const isTold = question.stage === 'told';
  const right = question.about.kind === 'typed' ? asking.right : read?.right;
  const choices = read?.choices ?? [];
  const counts = new Map(
    countsOf(
      answers,
      choices.map(({ id }) => id),
    ),
  );
  return (
    <div
      role="group"
      className={styles['question']}
      data-large={large || undefined}
      data-asked
      aria-label={t('ask.title')}
    >
      <h3 className={styles['asks']}>{read?.asks ?? t('ask.unknown')}</h3>
      <ul className={[options['options'], styles['columns']].join(' ')}>
        {choices.map(({ id, label }) => (
          <li key={id} className={options['option']} data-fares={isTold && id === right ? 'right' : undefined}>
            <span className={options['label']}>{label}</span>
            <Mark fares={isTold && id === right ? 'right' : undefined} />
            {(question.stage !== 'open' || !large) && (
              <Count count={counts.get(id) ?? 0} all={answers.size} right={isTold && id === right} />
            )}
          </li>
        ))}
      </ul>
      {isTold && read?.because !== undefined && <p className={styles['note']}>{read.because}</p>}
      <div className={styles['foot']}>
        <span className={styles['said']}>{said}</span>
        <span className="visually-hidden" role="status">
          {slowly}
        </span>
        {question.stage === 'open' && (
          <Button icon={<Hand />} onClick={teaching.close}>
            {t('ask.close')}
          </Button>
        )}
        {!isTold && (
          <Button look="primary" icon={<Eye />} onClick={teaching.reveal}>
            {t(right === undefined ? 'ask.revealNone' : 'ask.reveal')}
          </Button>
        )}
        {isTold && (
          <Button look="primary" onClick={teaching.finish}>
            {t('ask.done')}
          </Button>
        )}
      </div>
      {!large && (
        <p className={styles['hint']}>
          {t(isTold ? 'ask.told' : question.stage === 'closed' ? 'ask.closed' : 'ask.isOpen')}
        </p>
      )}
    </div>
  );
}
