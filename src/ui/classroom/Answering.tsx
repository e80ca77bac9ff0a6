import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Question } from '../../classroom/lecture.ts';
import type { Attending } from './attending.ts';
import options from '../questions/Options.module.css';
import { Count, Mark } from './Count.tsx';
import styles from './Question.module.css';
import { useTopic } from './use-topic.tsx';

interface Props {
  readonly attending: Attending;
  readonly question: Question;
  /** Read from the back of a room. */
  readonly large?: boolean | undefined;
}

/** What the class is asked, as a student answers it. */
export function Answering({ attending, question, large = false }: Props) {
  const { t } = useTranslation('classroom');
  const mode = useStore(attending, (state) => state.mode);
  const isAway = question.about.kind === 'next' && mode === 'own';
  return (
    <div
      role="group"
      className={styles['question']}
      data-large={large || undefined}
      data-asked
      aria-label={t('answer.title')}
    >
      {isAway ? (
        <p className={styles['note']}>{t('answer.elsewhere')}</p>
      ) : (
        <Form key={question.id} attending={attending} question={question} />
      )}
    </div>
  );
}

function Form({ attending, question }: Omit<Props, 'large'>) {
  const { t } = useTranslation('classroom');
  const name = useId();
  const read = useTopic(question.about);
  const answer = useStore(attending.session, (state) => state.answer);
  const chosen = answer?.question === question.id ? answer.option : undefined;
  if (read === undefined) return <p className={styles['note']}>{t('answer.opening')}</p>;
  const { asks, choices, right, because } = read;
  const isTold = question.stage === 'told';
  const counts = new Map(question.counts);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const note =
    question.stage === 'open'
      ? t(chosen === undefined ? 'answer.choose' : 'answer.sent')
      : t(chosen === undefined ? 'answer.closed' : 'answer.closedChosen');
  return (
    <fieldset className={[options['options'], styles['columns']].join(' ')} disabled={question.stage !== 'open'}>
      <legend>{asks}</legend>
      <p className={styles['note']} role="status">
        {!isTold && note}
        {isTold && right !== undefined && chosen !== undefined && (
          <b data-right={chosen === right || undefined}>{t(chosen === right ? 'answer.right' : 'answer.wrong')} </b>
        )}
        {isTold && because}
        {isTold && right === undefined && t('ask.told')}
      </p>
      {choices.map(({ id, label }) => {
        const fares =
          !isTold || right === undefined ? undefined : id === right ? 'right' : id === chosen ? 'wrong' : undefined;
        return (
          <label key={id} className={options['option']} data-fares={fares} data-chosen={id === chosen || undefined}>
            <input
              type="radio"
              name={name}
              value={id}
              checked={id === chosen}
              onChange={() => attending.answer(question.id, id)}
            />
            <span className={options['label']}>{label}</span>
            <Mark fares={fares} />
            {isTold && <Count count={counts.get(id) ?? 0} all={all} right={fares === 'right'} />}
          </label>
        );
      })}
    </fieldset>
  );
}
