import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Goal } from '../../teaching/goal.ts';
import { thingsOf, type Thing } from '../../teaching/made/properties.ts';
import { Checkbox, SelectField } from '../controls/Field.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import { isSameGoal, plainGoal } from './goal-line.ts';
import styles from './Maker.module.css';

const keyOf = (thing: Thing): string => JSON.stringify(Object.entries(thing).sort(([a], [b]) => (a < b ? -1 : 1)));

interface PropertyGoalsProps {
  readonly goals: readonly Goal[];
  readonly toggle: (goal: Goal) => void;
}

/** What a thing is now, property by property, each of which can be a goal; what is selected in the picture comes first. */
export function PropertyGoals({ goals, toggle }: PropertyGoalsProps) {
  const { t, i18n } = useTranslation('lessons');
  const world = useWorld();
  const things = useMemo(() => thingsOf(world), [world]);
  const selected = useView((view) => view.selected);
  const [chosen, choose] = useState(selected?.kind === 'project' || selected === undefined ? '' : keyOf(selected));
  const thing = things.find((each) => keyOf(each.thing) === chosen)?.thing ?? things[0]?.thing;
  const offered = useGoalsAbout(thing);
  return (
    <fieldset className={styles['offered']}>
      <legend>{t('maker.goals.properties')}</legend>
      <SelectField
        label={t('maker.goals.propertiesOf')}
        value={thing === undefined ? '' : keyOf(thing)}
        onChange={choose}
      >
        {things.map((each) => (
          <option key={keyOf(each.thing)} value={keyOf(each.thing)}>
            {each.name}
          </option>
        ))}
      </SelectField>
      {offered.map((goal) => (
        <Checkbox
          key={JSON.stringify(goal)}
          label={plainGoal(goal, t, i18n.language)}
          checked={goals.some((each) => isSameGoal(each, goal))}
          onChange={() => toggle(goal)}
        />
      ))}
    </fieldset>
  );
}

/** The simulator tells, as it may have to send something. */
function useGoalsAbout(thing: Thing | undefined): readonly Goal[] {
  const { simulator } = useStores();
  const world = useWorld();
  const [goals, setGoals] = useState<readonly Goal[]>([]);
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      const found = thing === undefined ? [] : await simulator.ask('goalsAbout', world, thing);
      if (wanted) setGoals(found);
    };
    ask().catch(() => undefined); // nothing is offered then
    return () => {
      wanted = false;
    };
  }, [simulator, world, thing]);
  return goals;
}
