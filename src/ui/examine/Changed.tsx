import { FilePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../doctor/compare/compare.ts';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { Stores } from '../../store/stores.ts';
import { LAN, type World } from '../../world/world.ts';
import { pickTexts } from '../bring/given-texts.ts';
import { reasonText } from '../bring/notice-text.ts';
import { shownLine } from '../commands/shown-line.ts';
import { Button } from '../controls/Button.tsx';
import { SelectField } from '../controls/Field.tsx';
import { useLab, useStores, useWorld } from '../stores/stores.tsx';
import { Differences } from './Comparison.tsx';
import styles from './Examine.module.css';
import { Waiting } from './parts.tsx';

type State =
  | { readonly state: 'working' | 'failed' }
  | { readonly state: 'refused'; readonly words: string }
  | { readonly state: 'done'; readonly comparison: Comparison };

/** What changed since an earlier command of this lab, or between it and another snapshot of the host. */
export function Changed() {
  const { t } = useTranslation('examining');
  const { t: page } = useTranslation();
  const { t: reading } = useTranslation('importing');
  const stores = useStores();
  const world = useWorld();
  const entries = useLab((lab) => lab.entries);
  const done = useLab((lab) => lab.done);
  const start = useLab((lab) => lab.start);
  const [since, setSince] = useState('');
  const [isLater, setLater] = useState(true);
  const [told, setTold] = useState<State>();

  const tell = (work: Promise<Comparison>) => {
    setTold({ state: 'working' });
    work.then(
      (comparison) => setTold({ state: 'done', comparison }),
      (error: unknown) =>
        setTold(error instanceof Refused ? { state: 'refused', words: error.message } : { state: 'failed' }),
    );
  };
  const compareSince = (at: string) => {
    setSince(at);
    const before = at === 'start' ? start : entries[Number(at)]?.outcome.world;
    if (at !== '' && before !== undefined) tell(stores.simulator.ask('changes', before, world));
  };
  const compareWith = (files: readonly GivenFile[]) => {
    setSince('');
    tell(
      worldOfSnapshot(stores, files, (notice) => reasonText(reading, notice)).then((other) =>
        isLater ? stores.simulator.ask('changes', world, other) : stores.simulator.ask('changes', other, world),
      ),
    );
  };
  return (
    <div className={styles['part']}>
      <p className={styles['hint']}>{t('changed.text')}</p>
      <div className={styles['fields']}>
        <SelectField label={t('changed.since')} value={since} onChange={compareSince}>
          <option value="">{t('changed.choose')}</option>
          <option value="start">{t('changed.start')}</option>
          {entries.slice(0, Math.max(0, done - 1)).map(({ id, line }, at) => (
            <option key={id} value={at}>
              {t('changed.after', { number: at + 1, line: shownLine(line, page).slice(0, 80) })}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('changed.other')}
          value={isLater ? 'later' : 'earlier'}
          onChange={(value) => setLater(value === 'later')}
        >
          <option value="later">{t('changed.later')}</option>
          <option value="earlier">{t('changed.earlier')}</option>
        </SelectField>
      </div>
      <div className={styles['buttons']}>
        <Button icon={<FilePlus />} onClick={() => pickTexts(compareWith)}>
          {t('changed.pick')}
        </Button>
      </div>
      {told?.state === 'refused' && (
        <p role="alert" className={styles['bad']}>
          {told.words}
        </p>
      )}
      {(told?.state === 'working' || told?.state === 'failed') && <Waiting state={told.state} />}
      {told?.state === 'done' && <Differences comparison={told.comparison} />}
    </div>
  );
}

/** Why there is nothing to compare with, in the reader's words. */
class Refused extends Error {}

/** The world of another snapshot, in a lab of its own; this one stays as it is. */
async function worldOfSnapshot(
  { lab, simulator }: Stores,
  files: readonly GivenFile[],
  told: (notice: Parameters<typeof reasonText>[1]) => string,
): Promise<World> {
  const start = await simulator.createLab(lab.getState().seed);
  const read = await simulator.ask('readHosts', start, files, { addresses: false, names: false });
  if (!read.ok) throw new Refused(told(read.reason));
  for await (const { exit, stderr, world } of simulator.play(start, [{ place: LAN, line: read.line }])) {
    if (exit !== 0) throw new Refused(stderr.trim());
    return world;
  }
  throw new Error('no outcome');
}
