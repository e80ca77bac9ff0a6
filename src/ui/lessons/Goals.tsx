import { Circle, CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../i18n/language.ts';
import { stateOf, type OpenLesson, type StepState } from '../../store/lesson.ts';
import type { Goal } from '../../teaching/goal.ts';
import { Explained } from '../glossary/Explained.tsx';
import type { Sentence } from '../controls/rich-text.ts';
import { foundText, goalText } from './goal-text.ts';
import styles from './LessonDock.module.css';

/** The goals of a step, each with whether it holds, what is missing, and whether it held before. */
export function Goals({ goals, state }: { readonly goals: readonly Goal[]; readonly state: StepState }) {
  const { t } = useTranslation('lessons');
  const { verdicts = [] } = state;
  const held = verdicts.filter((verdict) => verdict.held).length;
  return (
    <section className={styles['goals']} aria-label={t('goal.title')}>
      <ul className={styles['goalList']}>
        {goals.map((goal, at) => (
          <OneGoal key={at} goal={goal} state={state} at={at} />
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {verdicts.length === 0
          ? ''
          : held === goals.length
            ? t('goal.all')
            : t('goal.progress', { held, count: goals.length })}
      </p>
    </section>
  );
}

const icons = { held: <CircleCheck aria-hidden />, open: <Circle aria-hidden />, lost: <CircleAlert aria-hidden /> };

function OneGoal({ goal, state, at }: { readonly goal: Goal; readonly state: StepState; readonly at: number }) {
  const { t, i18n } = useTranslation('lessons');
  const verdict = state.verdicts?.[at];
  const fares = verdict?.held === true ? 'held' : state.held?.[at] === true ? 'lost' : 'open';
  const sentences = goalText(goal, t, languageOf(i18n.language));
  return (
    <li className={styles['goal']} data-fares={fares}>
      {icons[fares]}
      <div>
        {sentences.map((sentence, i) => (
          <p key={i} className={styles['goalText']} data-depth={sentence.depth || undefined}>
            <Explained template={sentence.template} values={sentence.values} />
          </p>
        ))}
        <span className="visually-hidden">({t(`goal.${fares}`)})</span>
        {verdict?.held === false && (
          <p className={styles['missing']}>
            {fares === 'lost' && <b>{t('goal.lostNote')} </b>}
            {verdict.found && <Found sentence={foundText(verdict.found, t)} />}
          </p>
        )}
      </div>
    </li>
  );
}

function Found({ sentence: { template, values } }: { readonly sentence: Sentence }) {
  const { t } = useTranslation('lessons');
  return (
    <>
      {t('goal.missing')}
      <Explained template={template} values={values} />
    </>
  );
}

/** Goals of earlier steps that held once and no longer do. */
export function LostGoals({ open }: { readonly open: OpenLesson }) {
  const { t } = useTranslation('lessons');
  const lost = open.lesson.steps.slice(0, open.step).flatMap((step, at) => {
    if (step.kind !== 'do') return [];
    const state = stateOf(open, at);
    return step.goals.flatMap((goal, i) =>
      state.verdicts?.[i]?.held === false && state.held?.[i] === true ? [{ goal, state, i }] : [],
    );
  });
  if (lost.length === 0) return null;
  return (
    <section className={styles['goals']} aria-label={t('goal.earlier')}>
      <p className={styles['note']}>{t('goal.earlier')}</p>
      <ul className={styles['goalList']}>
        {lost.map(({ goal, state, i }, at) => (
          <OneGoal key={at} goal={goal} state={state} at={i} />
        ))}
      </ul>
    </section>
  );
}
