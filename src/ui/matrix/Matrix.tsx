import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../store/stores.ts';
import { endsOf, type End } from '../../world/ends.ts';
import { asItIs, brokenIn, byNamesNow, cycled, isBroken, meantBy } from '../../world/intents.ts';
import { projectsOf, type Project } from '../../world/projects.ts';
import { addressAt, probeLine, reaches, type Probe, type Reach, type Row } from '../../world/reach.ts';
import { placeOf } from '../../world/spots.ts';
import type { World } from '../../world/world.ts';
import { Checkbox, Field, Select } from '../controls/Field.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab, useStores, useView, useWorld } from '../stores/stores.tsx';
import styles from './Matrix.module.css';
import { Meant } from './Meant.tsx';
import { Probes, probeOf, useProbe } from './Probes.tsx';
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
  const said = useLab((lab) => lab.intents);
  const intents = useMemo(() => byNamesNow(world, said), [world, said]);
  const mean = useLab((lab) => lab.mean);
  const meant = useMemo(() => meantBy(intents, probe), [intents, probe]);
  const onCell = useCallback(
    (from: End, to: End) => {
      if (marking) {
        const now = byNamesNow(world, stores.lab.getState().intents);
        return mean(cycled(now, from.place, to.place, probe));
      }
      const address = addressAt(world, to.place, from.place);
      if (address === undefined) return;
      close();
      void runCommand(stores, from.place, probeLine(probe, address));
    },
    [marking, mean, probe, world, close, stores],
  );
  const markOf = useCallback(
    (from: End, to: End, reach: Reach): Mark | undefined => {
      const meaning = meant(from.place, to.place);
      if (meaning === undefined) return undefined;
      const broken = isBroken(meaning, reach);
      const text = t(meaning === 'must' ? 'matrix.must' : 'matrix.mustNot');
      return { look: meaning, broken, text: broken ? `${text}; ${t('matrix.isBroken')}` : text };
    },
    [meant, t],
  );
  const below = (rows: readonly Row[], done: boolean) => (
    <Meant
      probe={probe}
      marking={marking}
      broken={rows.flatMap((row, at) => {
        const from = ends[at];
        return from === undefined ? [] : brokenIn(meant, from, ends, row);
      })}
      asNow={done ? () => mean(asItIs(intents, ends, rows, probe)) : undefined}
    />
  );
  return <ReachTable world={world} ends={ends} probe={probe} onCell={onCell} markOf={markOf} below={below} />;
}
