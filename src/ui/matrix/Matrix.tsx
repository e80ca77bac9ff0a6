import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../store/stores.ts';
import { endsOf, type End } from '../../world/ends.ts';
import { projectsOf, type Project } from '../../world/projects.ts';
import { addressAt, probeLine, reaches, type Probe } from '../../world/reach.ts';
import { placeOf } from '../../world/spots.ts';
import type { World } from '../../world/world.ts';
import { Field, Select } from '../controls/Field.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import styles from './Matrix.module.css';
import { Probes, probeOf, useProbe } from './Probes.tsx';
import { ReachTable, signs } from './ReachTable.tsx';

/** Who can reach whom: everywhere to everywhere, with a choice of what is sent. */
export default function Matrix() {
  const { t } = useTranslation();
  const world = useWorld();
  const [chosen, choose] = useProbe();
  const projects = useMemo(() => projectsOf(world).filter(({ containers }) => containers.length > 0), [world]);
  const [project, setProject] = useState('');
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
      {probe !== undefined && (
        <Tried
          key={`${JSON.stringify(probe)} ${project}`}
          world={world}
          probe={probe}
          project={project === '' ? undefined : projects[Number(project)]}
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
}

/** The table of one probe; a click on a cell sends it. */
function Tried({ world, probe, project }: TriedProps) {
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const [ends] = useState(() => {
    const places = project && new Set(project.containers.map((container) => placeOf(project.machine, container)));
    return endsOf(world).filter(({ place, running }) => running && places?.has(place) !== false);
  });
  const open = (from: End, to: End) => {
    const address = addressAt(world, to.place, from.place);
    if (address === undefined) return;
    close();
    void runCommand(stores, from.place, probeLine(probe, address));
  };
  return <ReachTable world={world} ends={ends} probe={probe} onCell={open} />;
}
