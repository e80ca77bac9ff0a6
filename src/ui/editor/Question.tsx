import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import styles from './Editor.module.css';

interface QuestionProps {
  readonly path: string;
  readonly onSave: () => void;
  readonly onDrop: () => void;
  readonly onStay: () => void;
}

/** What is to become of what is not saved, when the editor is left. */
export function Question({ path, onSave, onDrop, onStay }: QuestionProps) {
  const { t } = useTranslation('editor');
  const id = useId();
  return (
    <div
      role="alertdialog"
      aria-labelledby={id}
      className={styles['question']}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onStay();
      }}
    >
      <p id={id}>{t('asks', { path })}</p>
      <div className={styles['answers']}>
        <Button look="primary" autoFocus onClick={onSave}>
          {t('save')}
        </Button>
        <Button onClick={onDrop}>{t('dontSave')}</Button>
        <Button look="quiet" onClick={onStay}>
          {t('stay')}
        </Button>
      </div>
    </div>
  );
}
