import { FilePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../doctor/compare/compare.ts';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { HostsRead } from '../../simulator/read-hosts.ts';
import type { Stores } from '../../store/stores.ts';
import { LAN, type World } from '../../world/world.ts';
import { pickTexts } from '../bring/given-texts.ts';
import { leftOut } from '../bring/left-out.ts';
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
  | { readonly state: 'done'; readonly comparison: Comparison; readonly read?: SnapshotRead };

/** Files of another snapshot, and what was read of them. */
interface SnapshotRead {
  readonly files: readonly GivenFile[];
  readonly read: HostsRead;
}

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

  const tell = (work: Promise<{ readonly comparison: Comparison; readonly read?: SnapshotRead }>) => {
    setTold({ state: 'working' });
    work.then(
      (found) => setTold({ state: 'done', ...found }),
      (error: unknown) =>
        setTold(error instanceof Refused ? { state: 'refused', words: error.message } : { state: 'failed' }),
    );
  };
  const compareSince = (at: string) => {
    setSince(at);
    const before = at === 'start' ? start : entries[Number(at)]?.outcome.world;
    if (at === '' || before === undefined) return;
    tell(stores.simulator.ask('changes', before, world).then((comparison) => ({ comparison })));
  };
  const compareWith = (files: readonly GivenFile[]) => {
    setSince('');
    const work = async () => {
      const { read, world: other } = await worldOfSnapshot(stores, files, (notice) => reasonText(reading, notice));
      const [before, after] = isLater ? [world, other] : [other, world];
      return { comparison: await stores.simulator.ask('changes', before, after), read: { files, read } };
    };
    tell(work());
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
      {told?.state === 'done' && told.read && <LeftOut {...told.read} />}
      {told?.state === 'done' && <Differences comparison={told.comparison} />}
    </div>
  );
}

/** The files of which nothing was taken, and why. */
function LeftOut({ files, read }: SnapshotRead) {
  const { t } = useTranslation('bringing');
  const all = files.flatMap(({ name }) => {
    const why = leftOut(read, name);
    return why === undefined ? [] : [{ name, why }];
  });
  if (all.length === 0) return null;
  return (
    <ul className={styles['said']}>
      {all.map(({ name, why }) => (
        <li key={name}>
          <code>{name}</code> {t(why)}
        </li>
      ))}
    </ul>
  );
}

/** Why there is nothing to compare with, in the reader's words. */
class Refused extends Error {}

/** The world of another snapshot, in a lab of its own; this one stays as it is. */
async function worldOfSnapshot(
  { lab, simulator }: Stores,
  files: readonly GivenFile[],
  told: (notice: Parameters<typeof reasonText>[1]) => string,
): Promise<{ readonly read: HostsRead; readonly world: World }> {
  const start = await simulator.createLab(lab.getState().seed);
  const read = await simulator.ask('readHosts', start, files, { addresses: false, names: false });
  if (!read.ok) throw new Refused(told(read.reason));
  for await (const { exit, stderr, world } of simulator.play(start, [{ place: LAN, line: read.line }])) {
    if (exit !== 0) throw new Refused(stderr.trim());
    return { read, world };
  }
  throw new Error('no outcome');
}
