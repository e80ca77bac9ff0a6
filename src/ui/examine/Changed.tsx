import { FilePlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../doctor/compare/compare.ts';
import type { Composed } from '../../doctor/compare/composed.ts';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { HostsRead } from '../../simulator/read-hosts.ts';
import { useWork } from '../asking/use-answer.ts';
import { Waiting } from '../asking/Waiting.tsx';
import { importOf, maskingOf } from '../bring/brought.ts';
import { pickTexts } from '../bring/given-texts.ts';
import { leftOut } from '../bring/left-out.ts';
import { reasonText } from '../bring/notice-text.ts';
import { shownLine } from '../commands/shown-line.ts';
import { Button } from '../controls/Button.tsx';
import { SelectField } from '../controls/Field.tsx';
import { useLab, useStores, useWorld } from '../stores/stores.tsx';
import { Differences } from './Comparison.tsx';
import { ComposedWith } from './ComposedWith.tsx';
import styles from './Examine.module.css';
import { comparedWith, lacksOriginals, Refused, takesOriginals } from './later-snapshot.ts';

/** What came of a comparison; or why there is none. */
type Told =
  | { readonly kind: 'changes'; readonly comparison: Comparison; readonly read?: SnapshotRead }
  | { readonly kind: 'composed'; readonly composed: Composed; readonly files: readonly GivenFile[] }
  | { readonly kind: 'refused' | 'said'; readonly words: string };

/** Files of another snapshot, and what was read of them. */
interface SnapshotRead {
  readonly files: readonly GivenFile[];
  readonly read: HostsRead;
}

interface ChangedProps {
  /** Compose files with which the lab is compared at once. */
  readonly compose?: readonly GivenFile[] | undefined;
}

/** What changed since an earlier command of this lab, or between it and another snapshot of the host, or compose files. */
export function Changed({ compose }: ChangedProps) {
  const { t } = useTranslation('examining');
  const { t: page } = useTranslation();
  const { t: reading } = useTranslation('importing');
  const stores = useStores();
  const world = useWorld();
  const entries = useLab((lab) => lab.entries);
  const done = useLab((lab) => lab.done);
  const start = useLab((lab) => lab.start);
  const hasNames = useLab((lab) => !maskingOf(importOf(lab)).names);
  const [since, setSince] = useState('');
  const [isLater, setLater] = useState(true);
  const [lacks, setLacks] = useState(() => lacksOriginals(stores));
  const { told, begin } = useWork<Told>();

  const compareSince = (at: string) => {
    setSince(at);
    const before = at === 'start' ? start : entries[Number(at)]?.outcome.world;
    if (at === '' || before === undefined) return;
    begin(async (follower) => ({
      kind: 'changes',
      comparison: await stores.simulator.follow(follower, 'changes', before, world),
    }));
  };
  const refusal = (error: unknown): Told => {
    if (!(error instanceof Refused)) throw error;
    return { kind: 'refused', words: error.reason ? reasonText(reading, error.reason) : error.message };
  };
  const compareWith = (files: readonly GivenFile[]) => {
    setSince('');
    begin((follower) =>
      comparedWith(follower, stores, files, isLater).then((found): Told => ({ kind: 'changes', ...found }), refusal),
    );
  };
  const takeOriginals = (files: readonly GivenFile[]) =>
    begin(async () => {
      const taken = await takesOriginals(stores, files);
      setLacks(!taken);
      return taken
        ? { kind: 'said', words: t('changed.originalTaken') }
        : { kind: 'refused', words: t('changed.originalOther') };
    });
  const composedBy = (files: readonly GivenFile[]) => async (): Promise<Told> => ({
    kind: 'composed',
    composed: await stores.simulator.ask('composed', world, files),
    files,
  });
  const compareComposed = (files: readonly GivenFile[]) => {
    setSince('');
    begin(composedBy(files));
  };
  useEffect(() => {
    if (compose !== undefined && hasNames) begin(composedBy(compose));
    // oxlint-disable-next-line react/exhaustive-deps -- once, for the files that it was opened with
  }, [compose]);

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
      {lacks && <p>{t('changed.masked')}</p>}
      <div className={styles['buttons']}>
        {lacks ? (
          <Button icon={<FilePlus />} onClick={() => pickTexts(takeOriginals)}>
            {t('changed.pickOriginal')}
          </Button>
        ) : (
          <Button icon={<FilePlus />} onClick={() => pickTexts(compareWith)}>
            {t('changed.pick')}
          </Button>
        )}
        <Button icon={<FilePlus />} disabled={!hasNames} onClick={() => pickTexts(compareComposed)}>
          {t('changed.pickCompose')}
        </Button>
      </div>
      {!hasNames && <p className={styles['hint']}>{t('changed.namesMasked')}</p>}
      {told !== undefined && told.state !== 'done' && <Waiting asked={told} />}
      {told?.state === 'done' && <Result told={told.answer} />}
    </div>
  );
}

function Result({ told }: { readonly told: Told }) {
  switch (told.kind) {
    case 'changes':
      return (
        <>
          {told.read && <LeftOut {...told.read} />}
          <Differences comparison={told.comparison} />
        </>
      );
    case 'composed':
      return <ComposedWith composed={told.composed} files={told.files} />;
    case 'said':
      return <p role="status">{told.words}</p>;
    case 'refused':
      return (
        <p role="alert" className={styles['bad']}>
          {told.words}
        </p>
      );
  }
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
