import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Goal } from '../../teaching/goal.ts';
import { goalOfCell } from '../../teaching/made/suggest.ts';
import { endsOf, type End } from '../../world/ends.ts';
import type { Probe } from '../../world/reach.ts';
import { Probes, probeOf, useProbe } from '../matrix/Probes.tsx';
import { ReachTable, type Mark } from '../matrix/ReachTable.tsx';
import { useWorld } from '../stores/stores.tsx';
import { isSameGoal } from './goal-line.ts';
import styles from './Maker.module.css';

interface Pair {
  readonly must: Goal;
  readonly mustNot: Goal;
}

/** The two goals that a cell can be. */
function pairOf(probe: Probe, from: End, to: End): Pair {
  const cell = { from: from.place, to: to.place, probe };
  return { must: goalOfCell({ ...cell, reach: 'reached' }), mustNot: goalOfCell({ ...cell, reach: 'timeout' }) };
}

interface CellGoalsProps {
  readonly goals: readonly Goal[];
  readonly set: (goals: readonly Goal[]) => void;
}

/** Who has to reach whom, and who must not: a click on a cell of the matrix goes from none to the one, to the other, to none. */
export function CellGoals({ goals, set }: CellGoalsProps) {
  const { t } = useTranslation('lessons');
  const world = useWorld();
  const [chosen, choose] = useProbe();
  const probe = useMemo(() => probeOf(chosen), [chosen]);
  const ends = useMemo(() => endsOf(world).filter(({ running }) => running), [world]);
  const has = (goal: Goal) => goals.some((each) => isSameGoal(each, goal));
  const mark = ({ must, mustNot }: Pair) => {
    const others = goals.filter((each) => !isSameGoal(each, must) && !isSameGoal(each, mustNot));
    set(has(must) ? [...others, mustNot] : has(mustNot) ? others : [...others, must]);
  };
  const markOf = ({ must, mustNot }: Pair): Mark | undefined => {
    if (has(must)) return { look: 'must', text: t('maker.goals.must') };
    return has(mustNot) ? { look: 'must-not', text: t('maker.goals.mustNot') } : undefined;
  };
  return (
    <fieldset className={styles['offered']}>
      <legend>{t('maker.goals.cells')}</legend>
      <p className={styles['hint']}>{t('maker.goals.cellsText')}</p>
      <div className={styles['cell']}>
        <Probes chosen={chosen} choose={choose} />
      </div>
      {probe !== undefined && (
        <ReachTable
          key={JSON.stringify(probe)}
          world={world}
          ends={ends}
          probe={probe}
          onCell={(from, to) => mark(pairOf(probe, from, to))}
          markOf={(from, to) => markOf(pairOf(probe, from, to))}
        />
      )}
    </fieldset>
  );
}
