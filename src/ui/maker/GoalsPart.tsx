import { Trash2, WandSparkles } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { worldOf } from '../../store/lab.ts';
import type { Goal } from '../../teaching/goal.ts';
import { goalsOf, type Step } from '../../teaching/lesson.ts';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useStores } from '../stores/stores.tsx';
import { CellGoals } from './CellGoals.tsx';
import { isSameGoal, plainGoal } from './goal-line.ts';
import styles from './Maker.module.css';
import { change } from './making.ts';
import { Part } from './Part.tsx';
import { PropertyGoals } from './PropertyGoals.tsx';

/** Steps with other goals in the last of those that have some; a step for them where there is none. */
function withGoals(steps: readonly Step[], goals: readonly Goal[]): readonly Step[] {
  const at = steps.findLastIndex(({ kind }) => kind === 'do');
  if (at < 0) return goals.length === 0 ? steps : [...steps, { kind: 'do', goals }];
  return steps.map((step, i): Step =>
    i === at ? { kind: 'do', goals } : step.kind === 'do' ? { kind: 'do', goals: [] } : step,
  );
}

/** What has to hold at the end. */
export function GoalsPart({ draft }: { readonly draft: MadeLesson }) {
  const { t, i18n } = useTranslation('lessons');
  const goals = goalsOf(draft);
  const set = (next: readonly Goal[]) => change({ steps: withGoals(draft.steps, next) });
  const toggle = (goal: Goal) =>
    set(
      goals.some((each) => isSameGoal(each, goal)) ? goals.filter((each) => !isSameGoal(each, goal)) : [...goals, goal],
    );
  return (
    <Part title={t('maker.goals.title')}>
      {goals.length === 0 && <p className={styles['hint']}>{t('maker.goals.none')}</p>}
      <ul className={styles['goals']}>
        {goals.map((goal, at) => (
          <li key={at}>
            <span>{plainGoal(goal, t, i18n.language)}</span>
            <IconButton
              icon={<Trash2 />}
              label={t('maker.goals.remove')}
              onClick={() => set(goals.filter((_, i) => i !== at))}
            />
          </li>
        ))}
      </ul>
      <Suggestions draft={draft} goals={goals} toggle={toggle} />
      <PropertyGoals goals={goals} toggle={toggle} />
      <CellGoals goals={goals} set={set} />
    </Part>
  );
}

interface SuggestionsProps {
  readonly draft: MadeLesson;
  readonly goals: readonly Goal[];
  readonly toggle: (goal: Goal) => void;
}

/** What tells the lab as it is now from the lesson's start. */
function Suggestions({ draft, goals, toggle }: SuggestionsProps) {
  const { t, i18n } = useTranslation('lessons');
  const { simulator, lab } = useStores();
  const [offered, setOffered] = useState<readonly Goal[]>();
  const [busy, setBusy] = useState(false);
  const suggest = async () => {
    setBusy(true);
    try {
      setOffered(await simulator.ask('suggest', worldOf(lab.getState()), draft.seed, draft.start));
    } catch {
      setOffered([]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles['offer']}>
      <Button icon={<WandSparkles />} disabled={busy} onClick={() => void suggest()}>
        {t('maker.goals.suggest')}
      </Button>
      {offered?.length === 0 && <p role="status">{t('maker.goals.nothing')}</p>}
      {offered !== undefined && offered.length > 0 && (
        <fieldset className={styles['offered']}>
          <legend>{t('maker.goals.suggested')}</legend>
          {offered.map((goal, at) => (
            <Checkbox
              key={at}
              label={plainGoal(goal, t, i18n.language)}
              checked={goals.some((each) => isSameGoal(each, goal))}
              onChange={() => toggle(goal)}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
