import type { EditorView } from '@codemirror/view';
import { FolderTree, Save, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftOf, type Shown } from '../../store/editor.ts';
import { openTerminal } from '../actions/actions.tsx';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useFolded } from '../page/media.ts';
import { useEditor, useShownFile, useStores } from '../stores/stores.tsx';
import styles from './Editor.module.css';
import { FileEditor } from './FileEditor.tsx';
import { FileList } from './FileList.tsx';
import { keepDrafts } from './keeping.ts';
import { Question } from './Question.tsx';
import { saveFile, type Saved } from './saving.ts';

/** The files of a place, and the text of one of them, beside the picture. */
export default function Editor() {
  const stores = useStores();
  const shown = useShownFile();
  useEffect(() => keepDrafts(stores), [stores]);
  return shown && <Panel key={`${shown.place}\0${shown.path}`} shown={shown} />;
}

function Panel({ shown }: { readonly shown: Shown }) {
  const { t } = useTranslation('editor');
  const { t: page } = useTranslation();
  const stores = useStores();
  const folded = useFolded();
  const [listed, setListed] = useState(!folded);
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState<Saved>();
  const view = useRef<EditorView>(null);
  const isUnsaved = useEditor((editor) => draftOf(editor, shown) !== undefined);
  const { path } = shown;

  const close = () => {
    stores.editor.getState().close();
    openTerminal(stores, shown.place);
  };
  const leave = () => (isUnsaved ? setAsking(true) : close());
  const stay = () => {
    setAsking(false);
    view.current?.focus();
  };
  const save = async (): Promise<boolean> => {
    if (path === undefined) return false;
    const result = await saveFile(stores, { ...shown, path });
    setSaved(result);
    return result.kind === 'saved' || result.kind === 'same';
  };

  return (
    <aside className={styles['editor']} aria-label={page('editor.label')}>
      <div className={styles['head']}>
        <IconButton
          label={t('files')}
          icon={<FolderTree />}
          aria-expanded={listed || path === undefined}
          disabled={path === undefined}
          onClick={() => setListed(!listed)}
        />
        <h2 className={styles['title']}>
          <bdi dir="ltr">{path ?? t('new')}</bdi>
        </h2>
        {isUnsaved && <span className={styles['unsaved']}>{t('unsaved')}</span>}
        <Button
          look={isUnsaved ? 'primary' : 'plain'}
          icon={<Save />}
          title="Ctrl+S"
          disabled={!isUnsaved}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
        <IconButton label={t('close')} keys="Ctrl X" icon={<X />} onClick={leave} />
      </div>
      {asking && isUnsaved && path !== undefined && (
        <Question
          path={path}
          onSave={() => void save().then((isSaved) => (isSaved ? close() : stay()))}
          onDrop={() => {
            stores.editor.getState().drop(shown);
            close();
          }}
          onStay={stay}
        />
      )}
      {(listed || path === undefined) && <FileList shown={shown} />}
      {path === undefined ? (
        <p className={styles['note']}>{t('empty')}</p>
      ) : (
        <FileEditor shown={{ ...shown, path }} view={view} saved={saved} onSave={() => void save()} onLeave={leave} />
      )}
    </aside>
  );
}
