import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { runCommand } from '../../store/stores.ts';
import { endsOf, type End } from '../../world/ends.ts';
import { projectsOf, type Project } from '../../world/projects.ts';
import { addressAt, probeLine, reaches, type Probe, type Reach, type Row } from '../../world/reach.ts';
import { placeOf } from '../../world/spots.ts';
import type { World } from '../../world/world.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox, Field, Select } from '../controls/Field.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab, useStores, useView, useWorld } from '../stores/stores.tsx';
import styles from './Matrix.module.css';
import { Probes, probeOf, useProbe } from './Probes.tsx';
import { asItIs, brokenCells, cycled, isBroken, keyOf, policyStore, type Policy } from './policy.ts';
import { ReachTable, signs, type Mark } from './ReachTable.tsx';

/** Who can reach whom: everywhere to everywhere, with a choice of what is sent. */
export default function Matrix() {
  const { t } = useTranslation();
  const world = useWorld();
  const [chosen, choose] = useProbe();
  const projects = useMemo(() => projectsOf(world).filter(({ containers }) => containers.length > 0), [world]);
  const [project, setProject] = useState('');
  const [marking, setMarking] = useState(false);
  const probe = useMemo(() => probeOf(chosen), [chosen]);
  return (
    <Sheet title={t('matrix.title')} description={t('matrix.description')} wide>
      <div className={styles['controls']}>
        <Probes chosen={chosen} choose={choose} />
        {projects.length > 0 && (
          <Field label={t('matrix.among')}>
            {(ids) => (
              <Select {...ids} value={project} onChange={(event) => setProject(event.target.value)}>
                <option value="">{t('matrix.all')}</option>
                {projects.map(({ machine, name }, place) => (
                  <option key={`${machine} ${name}`} value={place}>
                    {projects.some((other) => other.name === name && other.machine !== machine)
                      ? `${name} · ${machine}`
                      : name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <ul className={styles['legend']}>
          {reaches.map((reach) => (
            <li key={reach}>
              <span className={styles['sign']} data-reach={reach} aria-hidden>
                {signs[reach]}
              </span>
              {t(`matrix.${reach}`)}
            </li>
          ))}
        </ul>
      </div>
      <Checkbox label={t('matrix.marking')} checked={marking} onChange={setMarking} />
      {probe !== undefined && (
        <Tried
          key={`${JSON.stringify(probe)} ${project}`}
          world={world}
          probe={probe}
          project={project === '' ? undefined : projects[Number(project)]}
          marking={marking}
        />
      )}
    </Sheet>
  );
}

interface TriedProps {
  readonly world: World;
  readonly probe: Probe;
  /** Whose containers alone are asked. */
  readonly project: Project | undefined;
  /** A click marks what is meant, in the place of sending. */
  readonly marking: boolean;
}

/** The table of one probe; a click on a cell sends it, or says what is meant of it. */
function Tried({ world, probe, project, marking }: TriedProps) {
  const { t } = useTranslation();
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const [ends] = useState(() => {
    const places = project && new Set(project.containers.map((container) => placeOf(project.machine, container)));
    return endsOf(world).filter(({ place, running }) => running && places?.has(place) !== false);
  });
  const { policy, set } = usePolicy();
  const onCell = useCallback(
    (from: End, to: End) => {
      if (marking) return set((now) => cycled(now, keyOf(from, to, probe)));
      const address = addressAt(world, to.place, from.place);
      if (address === undefined) return;
      close();
      void runCommand(stores, from.place, probeLine(probe, address));
    },
    [marking, set, probe, world, close, stores],
  );
  const markOf = useCallback(
    (from: End, to: End, reach: Reach): Mark | undefined => {
      const meant = policy[keyOf(from, to, probe)];
      if (meant === undefined) return undefined;
      const broken = isBroken(meant, reach);
      const text = t(meant === 'must' ? 'matrix.must' : 'matrix.mustNot');
      return { look: meant, broken, text: broken ? `${text}; ${t('matrix.isBroken')}` : text };
    },
    [policy, probe, t],
  );
  const below = (rows: readonly Row[], done: boolean) => (
    <Meant
      marking={marking}
      isMarked={Object.keys(policy).length > 0}
      broken={brokenCells(policy, ends, rows, probe)}
      asNow={done ? () => set((now) => asItIs(now, ends, rows, probe)) : undefined}
      clear={() => set(() => ({}))}
    />
  );
  return <ReachTable world={world} ends={ends} probe={probe} onCell={onCell} markOf={markOf} below={below} />;
}

/** The policy of this lab, and how it is changed. */
function usePolicy() {
  const lab = useLab(({ start }) => start);
  const state = useStore(policyStore);
  const policy = state.lab === lab ? state.policy : NONE;
  const set = useCallback(
    (change: (policy: Policy) => Policy) =>
      policyStore.setState((now) => ({ lab, policy: change(now.lab === lab ? now.policy : NONE) })),
    [lab],
  );
  return { policy, set };
}

const NONE: Policy = {};
/** So many differences are listed. */
const LISTED = 100;

interface MeantProps {
  readonly marking: boolean;
  readonly isMarked: boolean;
  readonly broken: ReturnType<typeof brokenCells>;
  /** Undefined while not all is known. */
  readonly asNow: (() => void) | undefined;
  readonly clear: () => void;
}

/** What is not as it was meant, and marks for all cells at once. */
function Meant({ marking, isMarked, broken, asNow, clear }: MeantProps) {
  const { t } = useTranslation();
  if (!marking && !isMarked) return null;
  return (
    <section className={styles['meant']} aria-labelledby="matrix-meant">
      <h3 id="matrix-meant">{t('matrix.meant')}</h3>
      <p role="status">{isMarked ? t('matrix.differences', { count: broken.length }) : t('matrix.markHint')}</p>
      <ul>
        {broken.slice(0, LISTED).map(({ from, to, reach, meant }) => (
          <li key={`${from.place} ${to.place}`}>
            {t(meant === 'must' ? 'matrix.shouldReach' : 'matrix.shouldNotReach', {
              from: from.name,
              to: to.name,
              reach: t(`matrix.${reach}`),
            })}
          </li>
        ))}
        {broken.length > LISTED && <li>{t('matrix.more', { count: broken.length - LISTED })}</li>}
      </ul>
      {marking && (
        <div className={styles['buttons']}>
          <Button disabled={asNow === undefined} onClick={asNow}>
            {t('matrix.asNow')}
          </Button>
          <Button look="quiet" disabled={!isMarked} onClick={clear}>
            {t('matrix.clear')}
          </Button>
        </div>
      )}
    </section>
  );
}
