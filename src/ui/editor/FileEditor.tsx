import type { EditorView } from '@codemirror/view';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { CONFIG_FILE } from '../../engine/daemon/start.ts';
import { limits } from '../../formats/document.ts';
import { draftOf, type Shown } from '../../store/editor.ts';
import { worldOf } from '../../store/lab.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';
import { Button } from '../controls/Button.tsx';
import { useEditor, useLab, useStores } from '../stores/stores.tsx';
import { CodeArea } from './CodeArea.tsx';
import type { Known } from './completion.ts';
import styles from './Editor.module.css';
import { Problems } from './Problems.tsx';
import type { Found } from './problems.ts';
import type { Saved } from './saving.ts';
import { useFile } from './use-file.ts';

interface FileEditorProps {
  readonly shown: Shown & { readonly path: string };
  readonly view: RefObject<EditorView | null>;
  /** What came of saving it last. */
  readonly saved: Saved | undefined;
  readonly onSave: () => void;
  readonly onLeave: () => void;
}

/** The text of a file, with what is to be said of it. */
export function FileEditor({ shown, view, saved, onSave, onLeave }: FileEditorProps) {
  const { t } = useTranslation('editor');
  const stores = useStores();
  const { place, path } = shown;
  const file = useFile(place, path);
  const draft = useEditor((editor) => draftOf(editor, shown));
  const world = useLab(worldOf);
  const [found, setFound] = useState<readonly Found[]>([]);
  const [fromHere, setFromHere] = useState<World>();
  const isRewound = useLab((lab) => lab.done < lab.entries.length) && fromHere !== world;
  const isReady = file !== undefined;
  const focusWanted = useEditor((editor) => editor.focusWanted);

  useEffect(() => {
    if (!focusWanted || !isReady) return;
    view.current?.focus();
    stores.editor.getState().focused();
  }, [focusWanted, isReady, view, stores]);

  if (!isReady) return <div className={styles['code']} aria-busy />;
  const { obstacle } = file;
  const onWrite = (text: string) => {
    const { write, drop } = stores.editor.getState();
    if (text === (file.text ?? '')) drop(shown);
    else write({ lab: shown.lab, place, path, text, base: draft === undefined ? file.text : draft.base });
  };
  return (
    <>
      <Notes
        place={place}
        path={path}
        isRewound={isRewound}
        isReadOnly={shown.readOnly === true}
        obstacle={obstacle}
        isChanged={draft !== undefined && draft.base !== file.text}
        onEditHere={() => setFromHere(world)}
        onTakeFile={() => stores.editor.getState().drop(shown)}
      />
      <CodeArea
        path={path}
        text={draft?.text ?? file.text ?? ''}
        readOnly={isRewound || shown.readOnly === true || obstacle !== undefined}
        view={view}
        check={(text) => stores.simulator.ask('checkFile', worldOf(stores.lab.getState()), place, path, text)}
        checkedBy={world}
        known={() => knownIn(worldOf(stores.lab.getState()), place)}
        onWrite={onWrite}
        onSave={onSave}
        onLeave={onLeave}
        onFound={setFound}
      />
      <Problems found={found} view={view} />
      <p className={styles['status']} role="status">
        {saved === undefined ? t('keys') : t(saved.kind, { path, most: limits.line, ...saved })}
      </p>
    </>
  );
}

interface NotesProps {
  readonly place: Place;
  readonly path: string;
  readonly isRewound: boolean;
  readonly isReadOnly: boolean;
  readonly obstacle: string | undefined;
  readonly isChanged: boolean;
  readonly onEditHere: () => void;
  readonly onTakeFile: () => void;
}

/** Why a text cannot be written, or what becomes of it. */
function Notes({ place, path, isRewound, isReadOnly, obstacle, isChanged, onEditHere, onTakeFile }: NotesProps) {
  const { t } = useTranslation('editor');
  const { lab, view } = useStores();
  const done = useLab((state) => state.done);
  const count = useLab((state) => state.entries.length);
  return (
    <div className={styles['notes']} role="status">
      {isRewound && (
        <p className={styles['note']}>
          {t('rewound', { done, count })}
          <Button onClick={() => lab.getState().goTo(count)}>{t('toEnd')}</Button>
          <Button onClick={onEditHere}>{t('editHere')}</Button>
        </p>
      )}
      {path === CONFIG_FILE && (
        <p className={styles['note']}>
          {t('engineFile')}
          <Button onClick={() => view.getState().open({ kind: 'engine', machine: place })}>
            {t('engineSettings')}
          </Button>
        </p>
      )}
      {isReadOnly && <p className={styles['note']}>{t('readOnly')}</p>}
      {obstacle !== undefined && <p className={styles['note']}>{t('obstacle', { reason: obstacle })}</p>}
      {isChanged && (
        <p className={styles['note']}>
          {t('changed')}
          <Button onClick={onTakeFile}>{t('takeFile')}</Button>
        </p>
      )}
    </div>
  );
}

/** Names of a place's engine that a compose file may speak of. */
function knownIn(world: World, place: string): Known {
  const engine = locate(world, place)?.machine.engine;
  return {
    images: Object.keys(engine?.images ?? {}).map((name) => name.replace(/:latest$/, '')),
    networks: Object.values(engine?.networks ?? {}).map(({ name }) => name),
  };
}
