import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { Field, TextInput } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab, useStores, useView } from '../stores/stores.tsx';
import styles from './Documents.module.css';
import { currentId, openSaved } from './keeping.ts';
import { list, remove } from './library.ts';
import type { Saved } from './saved.ts';

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
      <Kept />
    </Sheet>
  );
}

function Kept() {
  const { t } = useTranslation();
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const [kept, setKept] = useState<readonly Saved[] | 'failed'>();
  const current = useLab(currentId);
  useEffect(() => {
    list().then(setKept, () => setKept('failed'));
  }, []);
  if (kept === undefined) return null;
  if (kept === 'failed') return <p className={styles['hint']}>{t('documents.failed')}</p>;

  const others = kept.filter(({ id }) => id !== current);
  const open = (saved: Saved) => {
    close();
    void openSaved(stores, saved);
  };
  const forget = (saved: Saved) => {
    setKept(kept.filter((each) => each !== saved));
    void remove(saved.id);
  };
  return (
    <section aria-labelledby="documents-kept">
      <h3 id="documents-kept" className={styles['title']}>
        {t('documents.kept')}
      </h3>
      {others.length === 0 && <p className={styles['hint']}>{t('documents.none')}</p>}
      <ul className={styles['list']}>
        {others.map((saved) => (
          <Row key={saved.id} saved={saved} onOpen={() => open(saved)} onRemove={() => forget(saved)} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly saved: Saved;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

function Row({ saved, onOpen, onRemove }: RowProps) {
  const { t, i18n } = useTranslation();
  const [asked, setAsked] = useState(false);
  const name = saved.name === '' ? t('header.untitled') : saved.name;
  const changed = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className={styles['row']}>
      <button type="button" className={styles['open']} onClick={onOpen}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['hint']}>
          {changed.format(saved.changed)} · {t('documents.commands', { count: saved.commands })}
        </span>
      </button>
      {asked ? (
        <Button look="danger" onClick={onRemove} onBlur={() => setAsked(false)} autoFocus>
          {t('documents.removeSure')}
        </Button>
      ) : (
        <IconButton label={t('documents.remove', { name })} icon={<Trash2 />} onClick={() => setAsked(true)} />
      )}
    </li>
  );
}
