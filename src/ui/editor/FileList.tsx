import { FilePlus2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { draftOf, type Shown } from '../../store/editor.ts';
import { worldOf } from '../../store/lab.ts';
import { endsOf } from '../../world/ends.ts';
import { Button } from '../controls/Button.tsx';
import { useEditor, useStores, useWorld } from '../stores/stores.tsx';
import styles from './Editor.module.css';
import { foldersOf } from './folders.ts';
import { openFile } from './open-file.ts';
import { useOwnFiles } from './use-file.ts';

/** A place's own files by their folders, and the way to a new one. */
export function FileList({ shown }: { readonly shown: Shown }) {
  const { t } = useTranslation('editor');
  const stores = useStores();
  const own = useOwnFiles(shown.place);
  const editor = useEditor((state) => state);
  const written = editor.drafts.flatMap(({ lab, place, path }) =>
    lab === shown.lab && place === shown.place && path !== undefined ? [path] : [],
  );
  const folders = foldersOf([...new Set([...own, ...written])]);
  const ends = endsOf(useWorld()).filter(({ running, place }) => running || place === shown.place);
  return (
    <div className={styles['files']}>
      <label className={styles['place']}>
        {t('place')}
        <select value={shown.place} onChange={(event) => openFile(stores, event.target.value)}>
          {ends.map(({ place, name }) => (
            <option key={place} value={place}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <nav aria-label={t('files')}>
        {folders.length === 0 && <p className={styles['note']}>{t('noFiles')}</p>}
        <ul className={styles['tree']}>
          {folders.map(({ folder, names }) => (
            <li key={folder}>
              <span className={styles['folder']}>{folder}</span>
              <ul>
                {names.map((name) => {
                  const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
                  const isUnsaved = draftOf(editor, { ...shown, path }) !== undefined;
                  return (
                    <li key={name}>
                      <button
                        type="button"
                        className={styles['file']}
                        aria-current={path === shown.path || undefined}
                        onClick={() => openFile(stores, shown.place, path)}
                      >
                        {name}
                        {isUnsaved && <span className={styles['unsaved']}>{t('unsaved')}</span>}
                      </button>
                    </li>
                  );
                })}
              </ul>
            </li>
          ))}
        </ul>
      </nav>
      <NewFile shown={shown} />
    </div>
  );
}

/** Asks for the path of a file that is to be begun, or is there and not listed. */
function NewFile({ shown: { place, path } }: { readonly shown: Shown }) {
  const { t } = useTranslation('editor');
  const stores = useStores();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const asks = open || path === undefined;

  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    const world = worldOf(stores.lab.getState());
    openFile(stores, place, await stores.simulator.ask('pathFrom', world, place, name.trim()));
    setName('');
    setOpen(false);
  };

  if (!asks)
    return (
      <Button look="quiet" icon={<FilePlus2 />} onClick={() => setOpen(true)}>
        {t('new')}
      </Button>
    );
  return (
    <form className={styles['new']} onSubmit={(event) => void begin(event)}>
      <input
        value={name}
        aria-label={t('name')}
        placeholder={t('nameHint')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing || path === undefined) return;
          event.stopPropagation();
          setOpen(false);
        }}
      />
      <Button type="submit" look="primary">
        {t('create')}
      </Button>
    </form>
  );
}
