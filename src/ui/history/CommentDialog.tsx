import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_COMMENT } from '../../history/history.ts';
import { nameOfPlace } from '../../world/spots.ts';
import { Button } from '../controls/Button.tsx';
import { Field } from '../controls/Field.tsx';
import { DialogFrame, DialogHead } from '../dialogs/DialogFrame.tsx';
import dialog from '../dialogs/Dialog.module.css';
import { useLab, useStores, useView } from '../stores/stores.tsx';
import styles from './Amend.module.css';

/** From so many characters on it is told how many are left. */
const NEAR = LONGEST_COMMENT - 400;

/** Writes what is said of a command, counted from 0: plain text. */
export default function CommentDialog({ at }: { readonly at: number }) {
  const { t } = useTranslation('talk');
  const page = useTranslation().t;
  const { lab } = useStores();
  const close = useView((view) => view.closeDialog);
  const entry = useLab(({ entries }) => entries[at]);
  const [text, setText] = useState(entry?.comment ?? '');

  const keep = (comment: string) => {
    lab.getState().comment(at, comment);
    close();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    keep(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep(text);
  };
  return (
    <DialogFrame>
      <form className={dialog['form']} onSubmit={save}>
        <DialogHead title={t('comment.title', { number: at + 1 })} description={t('comment.text')} />
        <div className={dialog['body']}>
          <code className={styles['line']}>
            <span className={dialog['prompt']}>{nameOfPlace(entry?.place ?? '')}$</span> {entry?.line}
          </code>
          <Field
            label={t('comment.field')}
            hint={text.length > NEAR ? t('comment.left', { number: LONGEST_COMMENT - text.length }) : undefined}
          >
            {(ids) => (
              <textarea
                {...ids}
                className={styles['comment']}
                rows={6}
                maxLength={LONGEST_COMMENT}
                value={text}
                autoFocus
                onChange={(event) => setText(event.target.value)}
                onKeyDown={onKeyDown}
              />
            )}
          </Field>
        </div>
        <div className={dialog['foot']}>
          <div className={dialog['buttons']}>
            {entry?.comment !== undefined && <Button onClick={() => keep('')}>{t('comment.remove')}</Button>}
            <Button onClick={close}>{page('dialog.cancel')}</Button>
            <Button type="submit" look="primary">
              {t('comment.save')}
            </Button>
          </div>
        </div>
      </form>
    </DialogFrame>
  );
}
