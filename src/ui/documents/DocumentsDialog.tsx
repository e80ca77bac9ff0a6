import { Download, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { Progress } from '../../store/lesson.ts';
import { Button } from '../controls/Button.tsx';
import { Field, TextInput } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab, useLesson, useStores, useView } from '../stores/stores.tsx';
import styles from './Documents.module.css';
import { currentId } from './ids.ts';
import { openKept } from './keeping.ts';
import { list } from './library.ts';
import { saveRecord } from './record.ts';
import { removeKept } from './removing.ts';
import type { Kept, Saved } from './saved.ts';

/** The name of the lab that stands on the page, and the others that the browser keeps. */
export default function DocumentsDialog() {
  const { t } = useTranslation();
  const title = useLab((lab) => lab.title) ?? '';
  const rename = useLab((lab) => lab.rename);
  const [name, setName] = useState(title);
  return (
    <Sheet title={t('documents.title')} description={t('documents.description')}>
      <Field label={t('documents.name')}>
        {(ids) => (
          <TextInput
            {...ids}
            value={name}
            placeholder={t('documents.namePlaceholder')}
            maxLength={80}
            onChange={(event) => {
              setName(event.target.value);
              rename(event.target.value);
            }}
          />
        )}
      </Field>
      <KeptLabs />
    </Sheet>
  );
}

function KeptLabs() {
  const { t } = useTranslation();
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const [kept, setKept] = useState<readonly Kept[] | 'failed'>();
  const [staying, setStaying] = useState<ReadonlySet<string>>(new Set());
  const current = useLab(currentId);
  const ofLessons = useLesson(useShallow(({ progress }) => documentsOf(progress)));
  useEffect(() => {
    list().then(setKept, () => setKept('failed'));
  }, []);
  if (kept === undefined) return null;
  if (kept === 'failed') return <p className={styles['hint']}>{t('documents.failed')}</p>;

  const others = kept.filter(({ id }) => id !== current && !ofLessons.has(id));
  const open = ({ id }: Kept) => {
    close();
    void openKept(stores, id);
  };
  const drop = async (lab: Kept) => {
    if (await removeKept(lab.id))
      setKept((known) => (Array.isArray(known) ? known.filter((each) => each !== lab) : known));
    else setStaying((known) => new Set([...known, lab.id]));
  };
  return (
    <section aria-labelledby="documents-kept">
      <h3 id="documents-kept" className={styles['title']}>
        {t('documents.kept')}
      </h3>
      {others.length === 0 && <p className={styles['hint']}>{t('documents.none')}</p>}
      <ul className={styles['list']}>
        {others.map((lab) => (
          <Row
            key={lab.id}
            lab={lab}
            stays={staying.has(lab.id)}
            onOpen={() => open(lab)}
            onRemove={() => void drop(lab)}
          />
        ))}
      </ul>
    </section>
  );
}

/** The labs of lessons, which are opened with them. */
const documentsOf = ({ lessons, reviews }: Progress): ReadonlySet<string | undefined> =>
  new Set([reviews, ...[...lessons.values()].map(({ document }) => document)]);

interface RowProps {
  readonly lab: Kept;
  /** It could not be deleted. */
  readonly stays: boolean;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

function Row({ lab, stays, onOpen, onRemove }: RowProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const given = lab.state === 'whole' ? lab.saved.name : lab.name;
  const name = given === '' ? t('header.untitled') : given;
  const remove = () => {
    setAsked(false);
    onRemove();
  };
  return (
    <li className={styles['row']}>
      {lab.state === 'whole' ? (
        <button type="button" className={styles['open']} onClick={onOpen}>
          <span className={styles['name']}>{name}</span>
          <Facts saved={lab.saved} />
        </button>
      ) : (
        <>
          <div className={styles['closed']}>
            <span className={styles['name']}>{name}</span>
            <span className={styles['hint']}>{t(`documents.${lab.state}`)}</span>
          </div>
          <IconButton
            label={t('documents.saveRecordOf', { name })}
            icon={<Download />}
            onClick={() => saveRecord(lab.record, given)}
          />
        </>
      )}
      {asked ? (
        <Button look="danger" onClick={remove} onBlur={() => setAsked(false)} autoFocus>
          {t('documents.removeSure')}
        </Button>
      ) : (
        <IconButton label={t('documents.remove', { name })} icon={<Trash2 />} onClick={() => setAsked(true)} />
      )}
      {stays && (
        <p role="alert" className={styles['stays']}>
          {t('documents.stays')}
        </p>
      )}
    </li>
  );
}

/** When a lab was changed, and how much is in it. */
function Facts({ saved: { changed, commands } }: { readonly saved: Saved }) {
  const { t, i18n } = useTranslation();
  const [now] = useState(() => Date.now());
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <span className={styles['hint']}>
      {time.format(changed)} · {t('documents.commands', { count: commands })}
      {changed > now + MINUTE && <> · {t('documents.ahead')}</>}
    </span>
  );
}

/** A clock may be set right by so much (ms) without a word. */
const MINUTE = 60_000;
